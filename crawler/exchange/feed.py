"""Adverts from a table or from saved pages, ready to be stored as if swept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from crawler.exchange.advert import to_listing
from crawler.exchange.page_reader import PageReader
from crawler.exchange.saved_page import open_saved, read_page
from crawler.exchange.table import Table
from crawler.extraction import Kind, canonical, identity
from crawler.items import Sighting

_ADVERTS = frozenset({Kind.ITEM, Kind.POST, Kind.THREAD})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row or page that gives no advert."""

    place: str
    """The file, with the line if it is a table."""
    reason: str
    """Such as ``has no title``."""


Feed: TypeAlias = Iterator[Sighting | LeftOut]


def from_table(table: Table, name: str, site: str) -> Feed:
    """One advert a row, told from all others by its address in canonical form.

    :param name: what messages call the table.
    """
    for row in table.rows():
        listing = to_listing(row, site)
        if listing.title.strip():
            yield Sighting(listing=listing, identity=canonical(listing.url))
        else:
            yield LeftOut(f"{name}:{row.line}", "has no title")


def from_pages(paths: Iterable[Path], reader: PageReader) -> Feed:
    """One advert a page. A page that does not say its address goes by the name of its file."""
    for path in paths:
        name = path.name.partition(".htm")[0]
        page = open_saved(read_page(str(path)), f"urn:patrol:{reader.name}:{quote(name, safe='')}")
        reading = reader.read(page, expected=True)
        if reading.kind in _ADVERTS and reading.listings:
            listing = reading.listings[0].listing
            yield Sighting(listing=listing, identity=identity(page, listing))
        else:
            yield LeftOut(str(path), f"is no advert's own page but reads as '{reading.kind.value}'")
