"""Text as it is compared: case, accents, widths and invisible characters taken away."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from crawler.lexicon import INVISIBLE

# Marks that decorate a letter of a Latin, Greek, Cyrillic, Hebrew or Arabic word. The vowel signs
# of Indic scripts and Thai and the voicing marks of kana make other words, and stay.
ACCENT = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20dc\ufe20-\ufe2f]"
)
# Letters that Unicode does not take apart.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Scripts written without spaces: each character is a word, a phrase is a run of them.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


class _Folds(dict[int, str]):
    """What each code point is compared as, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.moving: set[str] = set()
        """The characters met so far that are compared as none or as several."""

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        self[code_point] = folded = _fold_character(character)
        if len(folded) != 1:
            self.moving.add(character)
        return folded


class _Limits(dict[int, str]):
    """Each code point as itself if it makes words, as a space if it parts them."""

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        if UNSPACED.match(character):
            self[code_point] = f" {character} "
        else:
            self[code_point] = character if category(character)[0] in "LNM" else " "
        return self[code_point]


class _Spaced(dict[int, str]):
    """Each code point as itself if it makes words of a script with spaces, else as a space."""

    def __missing__(self, code_point: int) -> str:
        limit = _LIMITS[code_point]
        self[code_point] = limit if len(limit) == 1 else " "
        return self[code_point]


_FOLDS = _Folds()
_LIMITS = _Limits()
_SPACED = _Spaced()


def _fold_character(character: str) -> str:
    if INVISIBLE.match(character) or ACCENT.match(character):
        return ""
    compatible = normalize("NFKC", character)
    if len(compatible) != 1 and not (character.isalpha() and compatible.isalpha()):
        compatible = character  # "Rolex™" is not "RolexTM"
    plain = ACCENT.sub("", normalize("NFD", compatible.casefold()))
    return normalize("NFC", plain).translate(_UNDECOMPOSED)


def fold(text: str) -> str:
    """``text`` as it is compared; ``ß`` is compared as ``ss``, so offsets may move."""
    return text.translate(_FOLDS)


def offsets(text: str) -> list[int] | None:
    """For each character of ``fold(text)`` its place in ``text``; ``None`` if none has moved."""
    if _FOLDS.moving.isdisjoint(text):
        return None
    return [at for at, character in enumerate(text) for _ in _FOLDS[ord(character)]]


def fold_keeping_accents(text: str) -> str:
    """``text`` as it is compared by a term that keeps its accents."""
    return normalize("NFKC", INVISIBLE.sub("", text)).casefold()


def split(text: str) -> list[str]:
    """The words of a text; in scripts without spaces, its characters."""
    return text.translate(_LIMITS).split()


def spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Start and end of each of the words that :func:`split` gave for ``text``."""
    found = []
    end = 0
    for word in words:
        # What lies before a word parts words, so the first place of the word is the right one.
        start = text.index(word, end)
        end = start + len(word)
        found.append((start, end))
    return found


def spaced(text: str) -> str:
    """The text with a space for every character that makes no word of a script with spaces."""
    return text.translate(_SPACED)


def goes_on(text: str, at: int) -> bool:
    """Whether a word reaches over the limit before ``text[at]``."""
    return 0 < at < len(text) and _makes_words(text[at - 1]) and _makes_words(text[at])


def _makes_words(character: str) -> bool:
    return _LIMITS[ord(character)] == character != " "
