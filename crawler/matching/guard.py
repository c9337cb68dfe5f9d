"""Ordinary words, which are never taken for the bent spelling of a term.

The lists are those of the package pyspellchecker (MIT): words of film subtitles and of spelling
dictionaries, with how often each is said in the films. They are read, not copied. All of its
languages guard always, whatever the languages of a lexicon: what a piece of text may stand for
depends on the text and the term alone.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files

# Digits that the count of a common word has at least, by language: chosen so that each list
# gives 10,000 to 40,000 words.
_LATIN = {"en": 4, "de": 3, "fr": 3, "nl": 3, "es": 3, "it": 3, "pt": 3, "lv": 3, "eu": 2}
_CYRILLIC = {"ru": 3}
_ARABIC = {"ar": 4, "fa": 2}
_STEP = 1_024

UNLISTED, LISTED, COMMON, FREQUENT = range(4)
"""Ranks: in no list; in one, if only from a dictionary; often said; ten times as often said."""


class _List:
    """The words of one language: its file as it is, sorted, with a way into each part of it.

    To make a set of the words takes three times as long, and most are never asked for.
    """

    def __init__(self, language: str, digits: int) -> None:
        packed = files("spellchecker").joinpath("resources", f"{language}.json.gz").read_bytes()
        self._text = gzip.decompress(packed)
        self._digits = digits
        line = re.compile(rb'\n"([^"]*)"')
        found = (line.search(self._text, at) for at in range(0, len(self._text), _STEP))
        parts = {each.start(): each.group(1) for each in found if each is not None}
        self._starts = [*parts, len(self._text)]
        self._words = list(parts.values())

    def rank(self, word: bytes) -> int:
        part = bisect_right(self._words, word)
        if not part:
            return UNLISTED
        line = b'\n"' + word + b'": '
        at = self._text.find(line, self._starts[part - 1], self._starts[part] + len(line))
        if at < 0:
            return UNLISTED
        count = self._text[at + len(line) : at + len(line) + 12]
        digits = next(number for number, sign in enumerate(count) if not 48 <= sign <= 57)
        return LISTED + (digits >= self._digits) + (digits > self._digits)


@cache
def _lists(script: str) -> tuple[_List, ...]:
    digits = {"latin": _LATIN, "cyrillic": _CYRILLIC, "arabic": _ARABIC}[script]
    return tuple(_List(language, least) for language, least in digits.items())


def rank(word: str) -> int:
    """How ordinary a word in small letters is: the highest of its ranks in all languages."""
    script = _script(word)
    if script is None:
        return UNLISTED
    sought = word.encode("utf-8", "surrogatepass")
    highest = UNLISTED
    for each in _lists(script):
        highest = max(highest, each.rank(sought))
        if highest == FREQUENT:
            break
    return highest


def _script(word: str) -> str | None:
    first = word[:1]
    if first < "\u0250":
        return "latin"
    if "\u0400" <= first <= "\u04ff":
        return "cyrillic"
    return "arabic" if "\u0600" <= first <= "\u06ff" else None
