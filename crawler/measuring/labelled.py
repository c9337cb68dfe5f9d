"""Adverts that people have labelled: ordinary, or of some kind that should be found."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from crawler.errors import InputError
from crawler.exchange.advert import to_listing
from crawler.exchange.row import Row, no_column
from crawler.exchange.source import Source
from crawler.exchange.table import Table
from crawler.items import Listing

COLUMN = "label"
ORDINARY = ("benign", "ordinary", "none")
"""Labels of adverts that nobody needs to see, unless said otherwise."""
_SITE = "labelled"


@dataclass(frozen=True, slots=True)
class Labelled:
    """An advert and what it is."""

    listing: Listing
    label: str
    """Empty for an ordinary one; else a domain of the lexicon, or the label as given."""
    language: str
    """As the table says it, or ``?``; a doubt ("en?") is dropped."""


def labelled(
    source: Source, table: Table, domains: Collection[str], ordinary: Collection[str] = ORDINARY
) -> Iterator[Labelled]:
    """Every advert of the table with its label.

    A label that is a domain but for a plural ``s`` ("medicine", "medicines") is that domain.

    :raises InputError: with the line, where a row has no label.
    """
    plain = {_singular(domain): domain for domain in domains}
    silent = {label.casefold() for label in ordinary}
    for row in table.rows():
        label = _label(source, row)
        known = "" if label in silent else plain.get(_singular(label), label)
        spoken = row.cells.get("lang", "") or row.cells.get("language", "")
        language = spoken.strip().lower().rstrip("?") or "?"
        yield Labelled(to_listing(row, _SITE), known, language)


def _label(source: Source, row: Row) -> str:
    if COLUMN not in row.cells:
        raise source.error(row.line, no_column(list(row.cells), COLUMN))
    label = row.cells[COLUMN].strip().casefold()
    if not label:
        raise _unlabelled(source, row)
    return label


def _unlabelled(source: Source, row: Row) -> InputError:
    return source.error(
        row.line, f"has no label; write what it is, or '{ORDINARY[0]}' for an ordinary advert"
    )


def _singular(word: str) -> str:
    return word.removesuffix("s")
