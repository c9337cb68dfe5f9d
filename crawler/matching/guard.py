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
from functools import cache, lru_cache
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
        self.text = gzip.decompress(packed)
        self.digits = digits
        line = re.compile(rb'\n"([^"]*)"')
        found = (line.search(self.text, at) for at in range(0, len(self.text), _STEP))
        parts = {each.start(): each.group(1) for each in found if each is not None}
        self.starts = [*parts, len(self.text)]
        self.words = list(parts.values())

    def rank(self, count_at: int) -> int:
        """The rank of the word whose count stands there."""
        end = self.text.find(b"\n", count_at)
        digits = len(self.text[count_at:end].rstrip(b","))
        return LISTED + (digits >= self.digits) + (digits > self.digits)


@cache
def _lists(script: str) -> tuple[_List, ...]:
    digits = {"latin": _LATIN, "cyrillic": _CYRILLIC, "arabic": _ARABIC}[script]
    return tuple(_List(language, least) for language, least in digits.items())


@lru_cache(maxsize=4_096)
def rank(word: str, enough: int = FREQUENT) -> int:
    """How ordinary a word in small letters is: the highest of its ranks in all languages.

    :param enough: a rank at which to look no further.
    """
    script = _script(word)
    if script is None:
        return UNLISTED
    sought = word.encode("utf-8", "surrogatepass")
    line = b'\n"%b": ' % sought
    size = len(line)
    highest = UNLISTED
    for each in _lists(script):
        part = bisect_right(each.words, sought)
        if part:
            at = each.text.find(line, each.starts[part - 1], each.starts[part] + size)
            if at >= 0:
                highest = max(highest, each.rank(at + size))
                if highest >= enough:
                    break
    return highest


def _script(word: str) -> str | None:
    first = word[:1]
    if first < "\u0250":
        return "latin"
    if "\u0400" <= first <= "\u04ff":
        return "cyrillic"
    return "arabic" if "\u0600" <= first <= "\u06ff" else None
