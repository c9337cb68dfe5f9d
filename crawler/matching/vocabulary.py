"""The words of all phrases, and the ways in which a bent word is looked up among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from crawler.matching.edits import Edits
from crawler.matching.lookalikes import LEET, SKELETON, look

WHOLE, FIRST, LATER = 1, 2, 4
"""A word is a whole phrase, begins a longer one, or goes on with one."""

_RUN = re.compile(r"(.)\1+")


class Vocabulary:
    """Looks words up as they are, by their shape, or with letters missing or repeated."""

    def __init__(self, parts: Mapping[str, int], budgets: Mapping[str, int]) -> None:
        """:param parts: for each word, which of ``WHOLE``, ``FIRST`` and ``LATER`` it is.
        :param budgets: for each word that may be mistyped, the edits allowed.
        """
        self.parts = parts
        self.longest = max(map(len, parts), default=0)
        self._shapes: dict[str, str] = {}
        self._squeezed: dict[str, str] = {}
        self._by_ends: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in parts:
            _enter(self._shapes, _shape(word), word)
            _enter(self._squeezed, squeeze(word), word)
            self._by_ends[word[0], len(word)].append(word)
            self._by_ends["…" + word[-1], len(word)].append(word)
        self._begins = sorted(parts)
        self._ends = sorted(word[::-1] for word in parts)
        shapes = list(map(_shape, parts))
        self.beginnings = frozenset(shape[:size] for size in (3, 5) for shape in shapes)
        """The shapes of the first three and of the first five letters of all words."""
        self._edits = Edits(budgets)

    def __contains__(self, word: str) -> bool:
        return word in self.parts

    def of_shape(self, written: str) -> list[str]:
        """Words that look like ``written`` when digits and signs are read as letters."""
        return _entered(self._shapes, self.parts, written.translate(LEET))

    def squeezed(self, written: str) -> list[str]:
        """Words that differ from ``written`` in how often letters are repeated."""
        return _entered(self._squeezed, self.parts, squeeze(written))

    def fitting(self, written: str) -> Iterator[str]:
        """Words of the same length and letters, where ``written`` has letters at all."""
        first, last = written[0], written[-1]
        key = first if first.isalnum() else "…" + last
        known = [(at, sign) for at, sign in enumerate(written) if sign.isalnum()]
        for word in self._by_ends.get((key, len(written)), ()):
            if all(word[at] == sign for at, sign in known):
                yield word

    def near(self, written: str) -> Iterator[tuple[str, int]]:
        """Words of which ``written`` may be a misspelling, and how many edits away each is."""
        return self._edits.near(written)

    def begins_with(self, letters: str) -> bool:
        """Whether a longer word begins with these letters."""
        return _goes_on(self._begins, letters)

    def ends_with(self, letters: str) -> bool:
        """Whether a longer word ends with these letters."""
        return _goes_on(self._ends, letters[::-1])


def squeeze(word: str) -> str:
    """The word with each run of a letter as one."""
    return _RUN.sub(r"\1", word)


def _shape(word: str) -> str:
    if word.isascii():
        return word.translate(SKELETON)
    return "".join(map(look, word)).translate(SKELETON)


def _enter(index: dict[str, str], key: str, word: str) -> None:
    """Add a word; those of one key are parted by spaces, which takes far less than lists."""
    if key != word:  # most words are their own key: these are found without an entry
        index[key] = f"{index[key]} {word}" if key in index else word


def _entered(index: Mapping[str, str], parts: Mapping[str, int], key: str) -> list[str]:
    found = index.get(key, "").split()
    return [key, *found] if key in parts else found


def _goes_on(ordered: list[str], letters: str) -> bool:
    at = bisect_left(ordered, letters + "\x00")
    return at < len(ordered) and ordered[at].startswith(letters)
