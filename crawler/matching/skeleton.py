"""Skeletons: spellings in which every character that may stand for another is one and the same."""

from __future__ import annotations

import re

STANDS_FOR = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "tl", "8": "b",
    "9": "gq", "@": "a", "$": "s", "€": "e", "£": "l", "¥": "y", "¢": "c", "!": "il", "|": "il",
    "+": "t", "¡": "il", "©": "c", "®": "r", "°": "o", "†": "t", "×": "x", "§": "s", "¤": "o",
    "µ": "u", "&": "a", "i": "l", "l": "i", "ø": "o",
}  # fmt: skip
"""Digits and signs (and i and l) with the letters that a reader may take them for."""
SIGNS = frozenset(sign for sign in STANDS_FOR if not sign.isalpha() or sign == "µ")
_CLASSES = {"i": "l", "t": "l", "g": "b", "q": "b"}
_OF_WORD = str.maketrans(_CLASSES)
_OF_TEXT = str.maketrans(
    _CLASSES | {sign: _CLASSES.get(of[0], of[0]) for sign, of in STANDS_FOR.items()}
)
_MERGED = (("rn", "m"), ("nn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
_REPEATED = re.compile(r"(.{1,3}?)\1+")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiou")
_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "y": "i", "w": "v", "x": "ks"})


def skeleton_of_word(word: str) -> str:
    """Of a word of the lexicon, whose digits are digits: ``eMMC`` is not ``3MMC``."""
    return word.translate(_OF_WORD)


def skeleton_of_text(written: str) -> str:
    """Of part of an advert, whose digits and signs may be letters; character by character."""
    return written.translate(_OF_TEXT)


def may_be(written: str, word: str) -> bool:
    """Whether each character of ``written`` is that of ``word``, or may stand for it."""
    return len(written) == len(word) and all(
        sign == letter or letter in STANDS_FOR.get(sign, ())
        for sign, letter in zip(written, word, strict=True)
    )


def merged(word: str) -> str:
    """With pairs of letters that look like one as that one: ``rn`` as ``m``."""
    for pair, letter in _MERGED:
        word = word.replace(pair, letter)
    return word


def squeezed(word: str) -> str:
    """With letters and syllables that are repeated standing there once."""
    return _REPEATED.sub(r"\1", word)


def without_vowels(word: str) -> str:
    """The first letter and every later consonant."""
    return word[:1] + word[1:].translate(_VOWELS)


def sound(word: str) -> str:
    """With letters of one sound as one: ``ph`` as ``f``, ``c`` as ``k``, ``x`` as ``ks``."""
    heard = word.replace("ph", "f").replace("ck", "k").replace("qu", "kv").translate(_SOUNDS)
    return _DOUBLED.sub(r"\1", heard).removesuffix("e")


def mixed(word: str) -> str:
    """The first letter and the others in the order of the alphabet."""
    return word[:1] + "".join(sorted(word[1:]))
