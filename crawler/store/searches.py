"""What asking a site's search form for each term has cost and given so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, select

from crawler.store.dialect import upsert
from crawler.store.schema import searches


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """One term on one site, over all nights."""

    asked_at: datetime | None = None
    """When its first page was last read."""
    asked: int = 0
    """Times."""
    requests: int = 0
    """All it led to: its pages of results, and the adverts that were read because of it."""
    listings: int = 0
    """Adverts it led to that no other address of the sweep had led to before."""
    new: int = 0
    flagged: int = 0
    """Flagged adverts among them that were new, changed or back."""

    def __add__(self, other: Yield) -> Yield:
        return replace(
            self,
            asked_at=other.asked_at or self.asked_at,
            asked=self.asked + other.asked,
            requests=self.requests + other.requests,
            listings=self.listings + other.listings,
            new=self.new + other.new,
            flagged=self.flagged + other.flagged,
        )


@dataclass(slots=True)
class Gains:
    """What is to be added, by term."""

    by_term: dict[str, Yield] = field(default_factory=dict)

    def add(self, term: str, gain: Yield) -> None:
        """Count this for ``term``."""
        self.by_term[term] = self.by_term.get(term, Yield()) + gain


def of_site(
    connection: Connection, site: str, terms: Collection[str] | None = None
) -> dict[str, Yield]:
    """By term, of every term that was ever asked there, or of some of them."""
    names = ("asked_at", "asked", "requests", "listings", "new", "flagged")
    query = select(searches).where(searches.c.site == site).order_by(searches.c.term)
    if terms is not None:
        query = query.where(searches.c.term.in_(terms))
    rows = connection.execute(query).mappings()
    return {row["term"]: Yield(**{name: row[name] for name in names}) for row in rows}


def add(connection: Connection, site: str, gains: Mapping[str, Yield]) -> None:
    """Add to what is known of these terms; only the sweep that holds the site's lock does so."""
    if not gains:
        return
    before = of_site(connection, site, gains)
    rows = []
    for term, gain in gains.items():
        now = before.get(term, Yield()) + gain
        rows.append({"site": site, "term": term, "asked_at": now.asked_at, "asked": now.asked,
                     "requests": now.requests, "listings": now.listings, "new": now.new,
                     "flagged": now.flagged})  # fmt: skip
    upsert(connection, searches, rows)
