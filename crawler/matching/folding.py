"""Text as it is compared: case, accents, widths and invisible characters taken away.

Folding may drop or add characters (``ß`` is compared as ``ss``), so a :class:`Reading` keeps, for
every character of its folded text, where that stood in the text as published.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from crawler.lexicon import INVISIBLE

# Marks that decorate a letter of a Latin, Greek, Cyrillic, Hebrew or Arabic word. The vowel signs
# of Indic scripts and Thai and the voicing marks of kana make other words, and stay.
_ACCENT = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20dc\ufe20-\ufe2f]"
)
# Letters that Unicode does not take apart.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Scripts written without spaces: each character is a word, a phrase is a run of them.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_INDIC = "\u0900-\u0dff"
WORD = re.compile(f"[{UNSPACED}]|(?:[^\\W_{UNSPACED}]+[{_INDIC}]*)+")
_WORD_CHARACTER = re.compile(f"[^\\W_{UNSPACED}]")

Span = tuple[int, int]


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


_FOLDS = _Folds()


def _fold_character(character: str) -> str:
    if INVISIBLE.match(character) or _ACCENT.match(character):
        return ""
    compatible = normalize("NFKC", character)
    if len(compatible) != 1 and not (character.isalpha() and compatible.isalpha()):
        compatible = character  # "Rolex™" is not "RolexTM"
    plain = _ACCENT.sub("", normalize("NFD", compatible.casefold()))
    return normalize("NFC", plain).translate(_UNDECOMPOSED)


def fold(text: str) -> str:
    """``text`` as it is compared."""
    return text.translate(_FOLDS)


def fold_keeping_accents(text: str) -> str:
    """``text`` as it is compared by a term that keeps its accents."""
    return normalize("NFKC", INVISIBLE.sub("", text)).casefold()


def is_word_character(character: str) -> bool:
    """Whether it goes on a word, so that no word limit lies beside it."""
    return _WORD_CHARACTER.match(character) is not None


class Reading:
    """One field of a listing in the three forms that terms look at."""

    __slots__ = (
        "_folded_at", "_seen_at", "_spans", "_starts", "folded", "original", "seen", "words",
    )  # fmt: skip

    def __init__(self, original: str) -> None:
        self.original = original
        """As published."""
        self.folded = fold(original)
        """As compared."""
        self.seen = original
        """As published, less what nobody can see."""
        self._folded_at: list[int] | None = None
        self._seen_at: list[int] | None = None
        if not _FOLDS.moving.isdisjoint(original):
            self._folded_at = [at for at, sign in enumerate(original) for _ in fold(sign)]
            visible = [at for at, sign in enumerate(original) if not INVISIBLE.match(sign)]
            if len(visible) < len(original):
                self.seen = "".join(original[at] for at in visible)
                self._seen_at = visible
        self.words: list[str] = WORD.findall(self.folded)
        """The folded words."""
        self._spans: list[Span] | None = None
        self._starts: list[int] | None = None

    @property
    def spans(self) -> list[Span]:
        """Start and end of each word in ``folded``."""
        if self._spans is None:
            self._spans = [found.span() for found in WORD.finditer(self.folded)]
        return self._spans

    @property
    def starts(self) -> list[int]:
        """Start of each word in ``original``."""
        if self._starts is None:
            self._starts = [self.place_of_folded(*span)[0] for span in self.spans]
        return self._starts

    def place_of_seen(self, start: int, end: int) -> Span:
        """A span of ``seen`` as a span of ``original``."""
        return self._place(self._seen_at, start, end)

    def place_of_folded(self, start: int, end: int) -> Span:
        """A span of ``folded`` as a span of ``original``."""
        return self._place(self._folded_at, start, end)

    def _place(self, at: list[int] | None, start: int, end: int) -> Span:
        if at is None:
            return start, end
        first, last = at[start], at[end - 1] + 1
        while last < len(self.original) and _ACCENT.match(self.original[last]):
            last += 1  # a decomposed accent belongs to its letter
        return first, last
