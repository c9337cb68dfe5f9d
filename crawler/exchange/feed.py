"""Adverts from a table or from saved pages, ready to be stored as if they had been swept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import TypeAlias

from crawler.exchange.advert import to_listing
from crawler.exchange.page_reader import PageReader
from crawler.exchange.saved import Capture, LeftOut
from crawler.exchange.table import Table
from crawler.extraction import ADVERTS, Kind, Reading, canonical, identity
from crawler.items import CAPTURED, Sighting

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


def from_captures(captures: Iterable[Capture | LeftOut], reader: PageReader) -> Feed:
    """One advert a page, marked with who kept the page."""
    for capture in captures:
        if isinstance(capture, LeftOut):
            yield capture
            continue
        reading = reader.read_saved(capture)
        if reading.kind in ADVERTS and reading.listings:
            listing = reading.listings[0].listing
            marked = MappingProxyType({**listing.attributes, CAPTURED: capture.how})
            yield Sighting(
                listing=replace(listing, attributes=marked),
                identity=identity(capture.page, listing),
            )
        else:
            yield LeftOut(capture.place, _why(reading))


def _why(reading: Reading) -> str:
    """Why a page gives no advert, and what to do if it should."""
    match reading.kind:
        case Kind.BLOCKED:
            return f"shows no advert but a wall ({reading.reason}); open it anew and save it then"
        case Kind.SHELL:
            return "was saved before its scripts had filled it; save it once it shows the advert"
        case Kind.GONE:
            return "says that its advert has ended or was removed"
        case Kind.SEARCH:
            number = len(reading.listings) or len(reading.links)
            return f"is a page of results ({number} of them); save the adverts' own pages"
        case Kind.OTHER:
            return "is no advert's own page"
        case kind:
            return f"reads as '{kind.value}', without a title"
