"""Spellings that are compared character by character."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from crawler.matching.folding import Span, is_word_character
from crawler.matching.needle import Needle


class Anywhere:
    """Finds spellings also inside words, told apart by their first character."""

    def __init__(self, spellings: Iterable[tuple[Needle, str]]) -> None:
        self._by_first: dict[str, list[tuple[Needle, str]]] = defaultdict(list)
        for needle, spelling in spellings:
            self._by_first[spelling[0]].append((needle, spelling))
        self._first = (
            re.compile("[" + "".join(map(re.escape, self._by_first)) + "]")
            if self._by_first
            else None
        )

    def find(self, text: str) -> Iterator[tuple[Needle, Span]]:
        """Every place of every spelling, as a span of ``text``."""
        for found in self._first.finditer(text) if self._first else ():
            start = found.start()
            for needle, spelling in self._by_first[found.group()]:
                if text.startswith(spelling, start):
                    yield needle, (start, start + len(spelling))


class AsWritten:
    """Finds spellings in the very case and signs given, between word limits."""

    def __init__(self, spellings: Iterable[tuple[Needle, str]]) -> None:
        self._spellings = tuple(spellings)

    def find(self, text: str) -> Iterator[tuple[Needle, Span]]:
        """Every place of every spelling, as a span of ``text``."""
        for needle, spelling in self._spellings:
            start = text.find(spelling)
            while start >= 0:
                end = start + len(spelling)
                if not _goes_on(text, start) and not _goes_on(text, end):
                    yield needle, (start, end)
                start = text.find(spelling, start + 1)


def _goes_on(text: str, at: int) -> bool:
    """Whether one word reaches over this limit."""
    if not 0 < at < len(text):
        return False
    return is_word_character(text[at - 1]) and is_word_character(text[at])
