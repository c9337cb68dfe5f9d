"""What the store's tests keep needing: a sweep, and listings to save in it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from crawler.items import Assessment, Inputs, Level, Listing, Match, Sighting
from crawler.store import listings, sweeps
from crawler.store.database import Database
from crawler.store.recognition import recognise

EVENING = datetime(2026, 11, 3, 22, 0, tzinfo=UTC)
INPUTS = Inputs(EVENING.date(), EVENING.date(), 0, 0, (25, 50, 80))


def sighting(number: int = 1, *, site: str = "attic", **fields) -> Sighting:
    """Advert ``number`` of a site."""
    url = f"https://{site}.example/advert/{number}"
    listing = Listing(site=site, url=url, **{"title": f"Advert {number}", **fields})
    return Sighting(listing=listing, identity=url)


def scored(number: int = 1, *, fields: dict[str, Any] | None = None, **assessed) -> Sighting:
    """Advert ``number`` with an assessment that rests on one match."""
    score = assessed.get("score", 60)
    match = Match("ivory", "word", "ivory", "title", 0, 5, "Ivory", points=score)
    values = {"score": score, "level": Level.REVIEW, "category": "wildlife", "tray": "main",
              "matches": (match,), "reasons": ("Ivory in the title",),
              "lexicon_version": "abc", "inputs": INPUTS, **assessed}  # fmt: skip
    return replace(sighting(number, **(fields or {})), assessment=Assessment(**values))


@dataclass
class Books:
    """A database and the sweep that writes into it."""

    database: Database
    sweep: int

    def see(self, *seen: Sighting, now: datetime = EVENING, country: str | None = "BE") -> None:
        """Recognise and save, as a sweep does."""
        with self.database.write() as connection:
            known = listings.known(connection, [each.id for each in seen])
            found = [recognise(each, known.get(each.id), self.sweep) for each in seen]
            listings.save(connection, found, sweep=self.sweep, country=country, now=now)

    def next_sweep(self, site: str = "attic") -> None:
        """The following night."""
        with self.database.write() as connection:
            self.sweep = sweeps.begin(connection, site, "abc", EVENING).id

    def rows(self, table, **wanted):
        """Rows of a table, as dictionaries, in the order of its key."""
        query = select(table).filter_by(**wanted).order_by(*table.primary_key)
        with self.database.read() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]


@pytest.fixture
def books(database: Database) -> Books:
    with database.write() as connection:
        return Books(database, sweeps.begin(connection, "attic", "abc", EVENING).id)


@pytest.fixture
def make() -> SimpleNamespace:
    """``make.sighting(...)`` and ``make.scored(...)``."""
    return SimpleNamespace(sighting=sighting, scored=scored)
