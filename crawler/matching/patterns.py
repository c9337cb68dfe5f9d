"""Patterns: an analyst's regular expressions, and stems with their endings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from crawler.lexicon import compile_pattern
from crawler.matching.factors import factors, folded
from crawler.matching.folding import fold, split
from crawler.matching.needle import Needle
from crawler.matching.reading import Span

# Patterns that can run away are refused when they are read; this bounds what slipped through.
_SECONDS = 0.5
_SECONDS_PER_CHARACTER = 1e-6
_ENDING = r"[^\W_]{0,6}"
_GAP = r"[\W_]{1,3}"
_GRAM = 3


class Sieve:
    """Says which patterns may match in a text, by the pieces of text that they cannot do without.

    Of thousands of patterns an ordinary advert holds the pieces of a handful.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._always: set[str] = set()
        self._by_gram: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pattern in patterns:
            pieces = factors(pattern)
            if not pieces:
                self._always.add(pattern)
            for piece in pieces:
                self._by_gram[piece[:_GRAM]].append((piece, pattern))
        self._grams = self._by_gram.keys()

    def may_match(self, text: str) -> set[str]:
        """The patterns that have to be tried."""
        if not self._by_gram:
            return self._always
        low = folded(text)
        grams = {low[at : at + _GRAM] for at in range(len(low))}
        grams |= {low[at : at + _GRAM - 1] for at in range(len(low) - 1)}
        found = set(self._always)
        for gram in grams & self._grams:
            found.update(pattern for piece, pattern in self._by_gram[gram] if piece in low)
        return found


class Scan:
    """One text, and where patterns match in it; each is tried once, whoever asks."""

    def __init__(self, text: str, sieve: Sieve) -> None:
        self._text, self._sieve = text, sieve
        self._spans: dict[str, list[Span]] = {}
        self._seconds = _SECONDS + _SECONDS_PER_CHARACTER * len(text)

    @cached_property
    def candidates(self) -> set[str]:
        """The patterns that may match."""
        return self._sieve.may_match(self._text)

    def spans(self, pattern: str) -> list[Span]:
        """Every place of a candidate; none of one that takes too long."""
        if pattern not in self._spans:
            self._spans[pattern] = self._found(pattern)
        return self._spans[pattern]

    def _found(self, pattern: str) -> list[Span]:
        try:
            places = compile_pattern(pattern).finditer(self._text, timeout=self._seconds)
            return [found.span() for found in places if found.end() > found.start()]
        except TimeoutError:
            return []


class Expressions:
    """Finds what regular expressions describe."""

    def __init__(self, patterns: Iterable[tuple[Needle, str]]) -> None:
        self._needles: dict[str, list[Needle]] = defaultdict(list)
        for needle, pattern in patterns:
            self._needles[pattern].append(needle)

    def find(self, scan: Scan) -> Iterator[tuple[Needle, Span]]:
        """Every place of every pattern."""
        if not self._needles:
            return
        for pattern in sorted(scan.candidates & self._needles.keys()):
            for span in scan.spans(pattern):
                yield from ((needle, span) for needle in self._needles[pattern])


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
