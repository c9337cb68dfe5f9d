"""The words of all phrases, and the ways in which a bent word is looked up among them.

Each way has a key that depends on the word alone, and one that depends on the piece of an advert
alone; a piece is a word's bent form only if the two are equal, and something is then compared. A
piece is a run of letters, digits and signs as it looks, in small letters; one with digits or signs
is also read with letters in their place.

===================  ==============================================================
way                  key of the piece = key of the word
===================  ==============================================================
look-alikes, leet    ``skeleton_of_text(piece) == skeleton_of_word(word)``
drawn                the same of ``read_drawn(chunk)``
parted evenly        the same of every second character of the chunk
apart                the same of all neighbouring pieces together
upside down          ``turned_back(chunk)`` holds the word
letters for letters  ``merged(piece) == merged(word)``
repeated             ``squeezed(piece) == squeezed(word)``
reversed             ``piece[::-1] == word``
by the sound         ``sound(piece) == sound(word)``
without vowels       ``piece == without_vowels(word)``
letters swapped      ``mixed(piece) == mixed(word)``
typing mistakes      at most two edits; see :mod:`crawler.matching.edits`
masked               two known letters, where they stand, and the length
joined               the word is part of the piece, letter for letter
===================  ==============================================================

Which of several ways and words wins depends only on words that share a key with the piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, KeysView, Mapping
from itertools import chain

from rapidfuzz.distance import OSA

from crawler.matching.edits import Edits
from crawler.matching.folding import UNSPACED
from crawler.matching.key_index import KeyIndex
from crawler.matching.lookalikes import alike
from crawler.matching.skeleton import (
    may_be,
    merged,
    mixed,
    skeleton_of_text,
    skeleton_of_word,
    sound,
    squeezed,
    without_vowels,
)

WHOLE, FIRST, LATER = 1, 2, 4
"""A word is a whole phrase, begins a longer one, or goes on with one."""

_MaskKey = tuple[int, int, str, int, str]
# Of a mask's letters, the first two of these places that are known must be the word's; the ones
# below zero count from the end.
_MASK_PLACES = ((0, 1), (0, -1), (-2, -1), (0, 2), (-3, -1), (0, 3), (-4, -1))


class Vocabulary:
    """Looks words up as they are, by their shape or sound, or with letters missing or repeated."""

    def __init__(self, parts: Mapping[str, int], budgets: Mapping[str, int]) -> None:
        """:param parts: for each word, which of ``WHOLE``, ``FIRST`` and ``LATER`` it is.
        :param budgets: for each word that may be mistyped, the edits allowed.
        """
        self.parts = parts
        words = list(parts)
        self.longest = max(map(len, words), default=0)
        self._shapes: dict[str, str] = {}
        for word in words:
            shape = skeleton_of_word(alike(word))
            self._shapes[shape] = f"{self._shapes[shape]} {word}" if shape in self._shapes else word
        self.shapes: KeysView[str] = self._shapes.keys()
        """The skeletons of all words."""
        self.beginnings = frozenset(shape[:size] for size in (3, 5) for shape in self._shapes)
        """The first three and the first five characters of all skeletons."""
        signs = "".join(word for word in words if len(word) == 1 and UNSPACED.match(word))
        self.unspaced = re.compile(f"[{signs}]") if signs else None
        """Those that are one character of a script without spaces."""
        self._merged = KeyIndex(words, lambda word: (merged(word),))
        self._squeezed = KeyIndex(words, lambda word: (squeezed(word),))
        self._sounds = KeyIndex(words, lambda word: (sound(word),))
        self._bare = KeyIndex(words, lambda word: (without_vowels(word),))
        self._mixed = KeyIndex(words, lambda word: (mixed(word),) if 4 < len(word) < 7 else ())
        self._masks = KeyIndex(words, _keys_of_mask)
        self._edits = Edits(budgets)

    def __contains__(self, word: str) -> bool:
        return word in self.parts

    def of_shape(self, written: str) -> list[str]:
        """Words that look like ``written`` when digits and signs are read as letters."""
        found = self._shapes.get(skeleton_of_text(written))
        if found is None:
            return []
        return [word for word in found.split(" ") if may_be(written, alike(word))]

    def of_pairs(self, written: str) -> list[str]:
        """Words that look like ``written`` when pairs of letters are read as one letter."""
        key = merged(written)
        if key == written:
            return []
        return [word for word in self._merged.of((key,)) if merged(word) == key]

    def of_repeated(self, written: str) -> list[str]:
        """Words of which ``written`` repeats letters or syllables."""
        key = squeezed(written)
        if key == written:
            return []
        found = self._squeezed.of((key,))
        return [word for word in found if squeezed(word) == key and 3 < len(word) < len(written)]

    def of_sound(self, written: str) -> list[str]:
        """Words that sound like ``written``, both of five letters or more."""
        if len(written) < 5:
            return []
        key = sound(written)
        return [word for word in self._sounds.of((key,)) if len(word) > 4 and sound(word) == key]

    def of_consonants(self, written: str) -> list[str]:
        """Words that ``written`` is without their vowels."""
        if len(written) < 4 or without_vowels(written) != written:
            return []
        found = self._bare.of((written,))
        return [word for word in found if without_vowels(word) == written != word]

    def of_swapped(self, written: str) -> list[str]:
        """Short words of which ``written`` has two letters in the wrong order."""
        if not 4 < len(written) < 7:
            return []
        found = self._mixed.of((mixed(written),))
        return [word for word in found if OSA.distance(written, word, score_cutoff=1) == 1]

    def near(self, written: str) -> Iterator[tuple[str, int]]:
        """Words of which ``written`` may be a misspelling, and how many edits away each is."""
        return self._edits.near(written)

    def of_mask(self, written: str) -> list[str]:
        """Words of the same length and letters, where ``written`` has letters at all."""
        key = next(chain(_keys_of_mask(written)), None)
        if key is None:
            return []
        return [
            word
            for word in self._masks.of((key,))
            if len(word) == len(written)
            and all(
                sign == letter or not sign.isalnum()
                for sign, letter in zip(written, word, strict=True)
            )
        ]


def _keys_of_mask(written: str) -> Iterator[_MaskKey]:
    """Length, and two of the letters with their places."""
    size = len(written)
    if size < 4:
        return
    for one, two in _MASK_PLACES:
        if written[one].isalnum() and written[two].isalnum():
            yield size, one, written[one], two, written[two]
