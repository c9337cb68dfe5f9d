"""The words of a lexicon that a run of letters stands for."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.matching.bend import Bend
from crawler.matching.guard import COMMON, FREQUENT, LISTED, UNLISTED, rank
from crawler.matching.vocabulary import Vocabulary

_LONGEST = 40
_FEWEST_JOINED = 4
_FEWEST_TOLD = 8
"""Letters of a word that up to three more letters do not make another word."""
# Run together with a term: short words of advertising, which would otherwise explain too much.
_GLUE = frozenset(
    (
        *("my", "buy", "new", "the", "top", "for", "get", "our", "your", "not", "now", "hot"),
        *("big", "old", "raw", "pro", "vip", "usa", "uk", "xx", "xxx"),
    )
)


class Solid:
    """Finds the words of a vocabulary in runs of letters, folded by look."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def find(self, word: str, names: tuple[str, ...], written: str = "") -> Iterator[Bend]:
        """What ``word`` may be; nothing if it is a common word.

        :param names: disguises already taken off it.
        :param written: the same with its accents.
        """
        size = len(word)
        if word in self._vocabulary:
            yield Bend(0, size, word, names)
            return
        if not 3 <= size <= _LONGEST:
            return
        known = _rank(word, written, COMMON)
        if known >= COMMON:
            return
        found = list(self._alike(word, names))
        if not found:
            found = list(self.inside(word, names))
        if not found and known == UNLISTED:
            found = list(self._mistyped(word, names))
        yield from found

    def _alike(self, word: str, names: tuple[str, ...]) -> Iterator[Bend]:
        vocabulary = self._vocabulary
        found = dict.fromkeys(vocabulary.of_shape(word), "homoglyph")
        found |= dict.fromkeys(vocabulary.of_pairs(word), "homoglyph")
        if not found:
            found = dict.fromkeys(vocabulary.of_repeated(word), "repeated")
        if not found and len(word) > 4 and word[::-1] in vocabulary:
            found = {word[::-1]: "reversed"}
        for other, name in found.items():
            yield Bend(0, len(word), other, tuple(dict.fromkeys((*names, name))))

    def _mistyped(self, word: str, names: tuple[str, ...]) -> Iterator[Bend]:
        vocabulary, size = self._vocabulary, len(word)
        found = dict(vocabulary.near(word))
        if not names:
            for other in (*vocabulary.of_swapped(word), *vocabulary.of_sound(word)):
                found.setdefault(other, 0)
        for other, edits in found.items():
            yield Bend(0, size, other, (*names, "typo"), edits)
        if names:
            return
        for other in vocabulary.of_consonants(word):
            if other not in found:
                yield Bend(0, size, other, (*names, "masked"))

    def inside(self, word: str, names: tuple[str, ...]) -> Iterator[Bend]:
        """The words that are part of ``word``, if all the rest of it is words as well."""
        size = len(word)
        parts = self._vocabulary.parts
        for start in range(size - _FEWEST_JOINED + 1):
            for end in range(start + _FEWEST_JOINED, size + 1):
                part = word[start:end]
                if part in parts and (
                    (len(part) >= _FEWEST_TOLD and size - len(part) <= 3)
                    or (self._is_said(word[:start]) and self._is_said(word[end:]))
                ):
                    yield Bend(start, end, part, (*names, "joined"))

    def _is_said(self, rest: str) -> bool:
        """Whether the letters are nothing, or ordinary words run together."""
        if not rest or rest in _GLUE:
            return True
        if len(rest) < _FEWEST_JOINED:
            return False
        if rest in self._vocabulary or rank(rest, COMMON) >= COMMON:
            return True
        return any(
            rank(rest[:at], COMMON) >= COMMON and self._is_said(rest[at:])
            for at in range(_FEWEST_JOINED, len(rest) - 1)
        )


def stands_alone(letters: str, written: str) -> bool:
    """Whether the letters are a word in their own right: the shorter, the more frequent.

    :param written: the same with their accents.
    """
    size = len(letters)
    enough = FREQUENT if size < 4 else COMMON if size < 7 else LISTED
    return _rank(letters, written, enough) >= enough


def _rank(letters: str, written: str, enough: int) -> int:
    found = rank(letters, enough)
    if found < enough and written not in ("", letters):
        found = max(found, rank(written, enough))
    return found
