"""Common words, which are never taken for the bent spelling of a term.

The lists are those of the package pyspellchecker (MIT): words of film subtitles with how often
each occurs. They are read, not copied. A language that it does not have is not guarded.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from crawler.matching.folding import fold

# Digits that a word's count has at least: chosen so that each list gives 15,000 to 40,000 words.
_DIGITS = {"de": 2, "en": 4, "es": 3, "fr": 3, "it": 3, "nl": 3, "pt": 3}


@cache
def common_words(language: str) -> frozenset[str]:
    """The common words of a language (ISO 639-1), folded; none of a language without a list."""
    digits = _DIGITS.get(language)
    if digits is None:
        return frozenset()
    packed = files("spellchecker").joinpath("resources", f"{language}.json.gz").read_bytes()
    # Ten times faster than reading the JSON as such, of which most is rare words.
    listed = re.findall(rb'("[^"]{2,40}"): \d{%d}' % digits, gzip.decompress(packed))
    words: list[str] = json.loads(b"[" + b",".join(listed) + b"]")
    return frozenset(map(fold, words))


def guard(languages: Iterable[str]) -> frozenset[str]:
    """The common words of these languages and of English, which is used on every site."""
    return frozenset().union(*(common_words(language) for language in {"en", *languages}))
