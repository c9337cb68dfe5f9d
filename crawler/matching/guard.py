"""Common words, which are never taken for the bent spelling of a term.

The lists are those of the package pyspellchecker (MIT): words of film subtitles with how often
each occurs. They are read, not copied. A language that it does not have is not guarded.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from importlib.resources import files

from crawler.matching.folding import fold

# Digits that a word's count has at least: chosen so that each list gives 10,000 to 40,000 words.
_DIGITS = {"de": 3, "en": 4, "es": 3, "fr": 3, "it": 3, "nl": 3, "pt": 3}


@cache
def guard() -> frozenset[str]:
    """The common words of all languages listed, folded."""
    words = (word for language in _DIGITS for word in _listed(language))
    return frozenset(word if word.isascii() else fold(word) for word in words)


def _listed(language: str) -> list[str]:
    digits = _DIGITS[language]
    packed = files("spellchecker").joinpath("resources", f"{language}.json.gz").read_bytes()
    # Ten times faster than reading the JSON as such, of which most is rare words.
    found = re.findall(rb'("[^"]{2,40}"): \d{%d}' % digits, gzip.decompress(packed))
    words: list[str] = json.loads(b"[" + b",".join(found) + b"]")
    return words
