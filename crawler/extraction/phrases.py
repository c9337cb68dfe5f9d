"""What pages and prices say, by meaning: the phrases of ``phrases.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crawler.extraction import datafile

_WORDS_BETWEEN = r"(?:\W+\w[\w'’]*){0,4}?\W+"


def _of(meaning: str, language: str | None = None) -> Iterator[str]:
    by_language: dict[str, list[str]] = datafile.read("phrases.yaml")[meaning]
    if language in by_language:
        by_language = {code: by_language[code] for code in {"en", language} if code in by_language}
    for phrases in by_language.values():
        yield from phrases


@cache
def exact(meaning: str) -> frozenset[str]:
    """All phrases of a meaning, for comparing whole texts."""
    return frozenset(_of(meaning))


@cache
def longest(meaning: str) -> int:
    """Words in the longest phrase of a meaning."""
    return max(phrase.count(" ") + 1 for phrase in _of(meaning))


@cache
def pattern(meaning: str, language: str | None = None) -> re.Pattern[str]:
    """A pattern that finds any phrase of a meaning in a text of one line.

    :param language: look only for the phrases of this language (ISO 639-1) and of English, which
        is faster; all of them, if none are known in it.
    """
    return re.compile("|".join(map(_regex, _of(meaning, language))), re.IGNORECASE)


@cache
def endings(meaning: str, language: str | None = None) -> tuple[str, ...]:
    """In small letters what the phrases of a meaning cannot do without, to look for first."""
    parts = (phrase.split(" … ")[-1].lower() for phrase in _of(meaning, language))
    return tuple({max(re.split(r"[*'’]", part), key=len).strip() for part in parts})


def _regex(phrase: str) -> str:
    parts = (_part(part) for part in phrase.split(" … "))
    return _WORDS_BETWEEN.join(parts)


def _part(phrase: str) -> str:
    body = re.escape(phrase).replace(r"\*", r"\w*").replace("'", "['’]").replace(r"\ ", r"\W+")
    spaced = phrase[0] < "\u2e80"  # Chinese and its like have no spaces, and so no word ends
    return rf"\b{body}\b" if spaced and phrase[-1].isalnum() else body
