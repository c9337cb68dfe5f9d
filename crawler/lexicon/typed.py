"""Walks over a keyword file as typed, so that one mistake never hides the next.

A misspelt key makes the whole file invalid as a model; these walks take whatever has the right
shape, and leave the rest to the model's own findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crawler.lexicon.group import Term
from crawler.strict_yaml import Loc


def entries(data: Any, key: str, loc: Loc = ()) -> Iterator[tuple[Loc, dict[str, Any]]]:
    """The mappings in the list under ``key``, each with its place."""
    listed = data.get(key) if isinstance(data, dict) else None
    for number, entry in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(entry, str):  # a bare word is a term in short
            entry = {"term": entry}  # noqa: PLW2901
        if isinstance(entry, dict):
            yield (*loc, key, number), entry


def words(data: dict[str, Any], key: str, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """The texts in the list under ``key``, each with its place."""
    listed = data.get(key)
    for number, word in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(word, str):
            yield (*loc, key, number), word


def text(data: dict[str, Any], key: str, default: str = "") -> str:
    """The text under ``key``."""
    value = data.get(key)
    return value if isinstance(value, str) else default


def spellings(term: dict[str, Any], loc: Loc) -> Iterator[tuple[Loc, str]]:
    """The term and its variants, each with its place."""
    if isinstance(term.get("term"), str):
        yield (*loc, "term"), term["term"]
    yield from words(term, "variants", loc)


def written_out(data: Any, number: int, terms: Sequence[Term]) -> Sequence[Term]:
    """The terms of a group without those that the species list gave it: nobody can mend these.

    :param number: of the group in the file.
    :param terms: all its terms; those of the list are the last.
    """
    group = data["groups"][number]
    if "taxon" not in group.get("terms_from", ()):
        return terms
    return terms[: len(group.get("terms", ()))]
