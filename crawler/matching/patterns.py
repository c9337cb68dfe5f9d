"""Patterns: an analyst's regular expressions, and stems with their endings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawler.lexicon import compile_pattern
from crawler.matching.folding import fold, split
from crawler.matching.needle import Needle
from crawler.matching.reading import Span

# Patterns that can run away are refused when they are read; this bounds what slipped through.
_SECONDS = 0.5
_SECONDS_PER_CHARACTER = 1e-6
_ENDING = r"[^\W_]{0,6}"
_GAP = r"[\W_]{1,3}"


class Expressions:
    """Finds what regular expressions describe."""

    def __init__(self, patterns: Iterable[tuple[Needle, str]]) -> None:
        self._patterns = tuple((needle, compile_pattern(text)) for needle, text in patterns)

    def __len__(self) -> int:
        return len(self._patterns)

    def find(self, text: str) -> Iterator[tuple[Needle, Span]]:
        """Every place of every pattern, as a span of ``text``; none of one that takes too long."""
        seconds = _SECONDS + _SECONDS_PER_CHARACTER * len(text)
        for needle, pattern in self._patterns:
            try:
                spans = [found.span() for found in pattern.finditer(text, timeout=seconds)]
            except TimeoutError:
                continue
            yield from ((needle, (start, end)) for start, end in spans if start < end)


class Stems:
    """Finds words that begin as the term's do: ``kość słoniow`` meets ``Kość słoniowa``."""

    def __init__(self, spellings: Iterable[tuple[Needle, str]]) -> None:
        self._stems = []
        for needle, spelling in spellings:
            words = split(fold(spelling))
            pattern = _GAP.join(re.escape(word) + _ENDING for word in words)
            whole = re.compile(f"(?<![^\\W_]){pattern}(?![^\\W_])")
            self._stems.append((needle, words[0], whole))

    def __len__(self) -> int:
        return len(self._stems)

    def find(self, folded: str) -> Iterator[tuple[Needle, Span]]:
        """Every place of every stem, as a span of ``folded``."""
        for needle, first_word, pattern in self._stems:
            if first_word in folded:  # far quicker than the pattern, and nearly always false
                yield from ((needle, found.span()) for found in pattern.finditer(folded))
