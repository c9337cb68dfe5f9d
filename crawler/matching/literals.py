"""Spellings that are compared character by character."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from crawler.matching.folding import goes_on
from crawler.matching.needle import Needle
from crawler.matching.reading import Span


class Anywhere:
    """Finds spellings also inside words.

    Each is recognised by one character, its anchor: the first that is not ASCII if there is one,
    since most adverts hold no such sign and are done with at once.
    """

    def __init__(self, spellings: Iterable[tuple[Needle, str]]) -> None:
        self._by_anchor: dict[str, list[tuple[Needle, str, int]]] = defaultdict(list)
        for needle, spelling in spellings:
            at = next((at for at, sign in enumerate(spelling) if not sign.isascii()), 0)
            self._by_anchor[spelling[at]].append((needle, spelling, at))
        self._all_wide = not any(anchor.isascii() for anchor in self._by_anchor)
        anchors = "".join(map(re.escape, self._by_anchor))
        self._anchor = re.compile(f"[{anchors}]") if anchors else None

    def __len__(self) -> int:
        return len(self._by_anchor)

    def find(self, text: str) -> Iterator[tuple[Needle, Span]]:
        """Every place of every spelling, as a span of ``text``."""
        if self._anchor is None or (self._all_wide and text.isascii()):
            return
        for found in self._anchor.finditer(text):
            for needle, spelling, at in self._by_anchor[found.group()]:
                start = found.start() - at
                if start >= 0 and text.startswith(spelling, start):
                    yield needle, (start, start + len(spelling))


class AsWritten:
    """Finds spellings in the very case and signs given, between word limits."""

    def __init__(self, spellings: Iterable[tuple[Needle, str]]) -> None:
        self._spellings = tuple(spellings)

    def __len__(self) -> int:
        return len(self._spellings)

    def find(self, text: str) -> Iterator[tuple[Needle, Span]]:
        """Every place of every spelling, as a span of ``text``."""
        for needle, spelling in self._spellings:
            start = text.find(spelling)
            while start >= 0:
                end = start + len(spelling)
                if not goes_on(text, start) and not goes_on(text, end):
                    yield needle, (start, end)
                start = text.find(spelling, start + 1)
