"""Listings as stored: recognised by identity, kept with every change and their assessment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select, update

from crawler.items import Listing, Sighting, State
from crawler.store import assessments
from crawler.store.dialect import Derived, upsert
from crawler.store.schema import changes, listings, requests

_PLAIN = (
    "site", "listing_id", "url", "title", "description", "price", "currency", "price_raw",
    "seller", "seller_url", "location", "category", "posted_at", "posted_raw", "language",
    "condition", "availability", "ships_from", "ships_to", "scraped_at",
)  # fmt: skip
COMPARED = ("title", "price", "currency", "description", "images", "availability")
"""Fields whose change is worth telling an analyst."""

_INDEXED = Derived("segment", ("title", "description", "price", "currency"))
"""What a score depends on: with a change, the history's index knows the listing no longer."""

_PUBLISHED = (
    listings.c.id, listings.c.images, listings.c.attributes, *(listings.c[name] for name in _PLAIN)
)  # fmt: skip
_AT_ONCE = 500

# Built once and asked key by key: to build it, or to spell out a list of keys, costs more than to
# run it, and it is run for every page.
_KNOWN = select(
    listings.c.id, listings.c.state, listings.c.last_sweep, listings.c.scraped_at,
    *(listings.c[name] for name in COMPARED),
).where(listings.c.id == bindparam("key"))  # fmt: skip


def known(connection: Connection, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """What is stored of these listings, as far as recognising them needs; the new ones are not in
    it."""
    rows = (connection.execute(_KNOWN, {"key": key}).first() for key in ids)
    return {row[0]: dict(row._mapping) for row in rows if row}


def keys(connection: Connection) -> list[str]:
    """Keys of all listings, in their order."""
    return list(connection.execute(select(listings.c.id).order_by(listings.c.id)).scalars())


def number(connection: Connection) -> int:
    """How many listings are stored."""
    return int(connection.execute(select(func.count()).select_from(listings)).scalar_one())


def some_of(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, Listing]]:
    """These listings as they were published, those that are stored, by their keys."""
    return _published(connection, select(*_PUBLISHED).where(listings.c.id.in_(ids)))


def all_of(connection: Connection) -> Iterator[tuple[str, Listing]]:
    """All listings as they were published, by their keys."""
    return _published(connection, select(*_PUBLISHED).execution_options(yield_per=_AT_ONCE))


def _published(connection: Connection, query: Select[Any]) -> Iterator[tuple[str, Listing]]:
    for row in connection.execute(query):
        values = dict(zip(_PLAIN, row[3:], strict=True))
        yield row[0], Listing(images=tuple(row[1]), attributes=row[2], **values)


def foreign_priced(connection: Connection) -> list[str]:
    """Keys of the listings with a price that an exchange rate may matter to."""
    query = select(listings.c.id).where(listings.c.price.is_not(None), listings.c.currency != "EUR")
    return list(connection.execute(query).scalars())


def unseen(connection: Connection, site: str, sweep: int) -> list[str]:
    """Addresses of the site's listings that earlier sweeps met and this one did not."""
    query = select(listings.c.url).where(*_absent(site, sweep))
    return list(connection.execute(query).scalars())


def mark_absent(connection: Connection, site: str, sweep: int, reasons: Sequence[str]) -> int:
    """After a healthy sweep: a listing that was not met is gone if its own page ended for one of
    ``reasons``, else nobody knows. Returns how many are newly gone."""
    # A record that stands for a page of its own was asked for at another address.
    page = func.coalesce(requests.c.arguments["listing"].as_string(), requests.c.url)
    said_so = select(page).where(requests.c.sweep == sweep, requests.c.reason.in_(reasons))
    absent = update(listings).where(*_absent(site, sweep))
    proven = absent.where(listings.c.url.in_(said_so)).values(state=State.GONE.value)
    gone = connection.execute(proven).rowcount
    connection.execute(absent.values(state=State.UNKNOWN.value))
    return gone


def _absent(site: str, sweep: int) -> tuple[ColumnElement[bool], ...]:
    return (
        listings.c.site == site,
        listings.c.last_sweep.is_not(None),  # an imported listing is nobody's to miss
        listings.c.last_sweep != sweep,
        listings.c.state != State.GONE.value,
    )


def save(
    connection: Connection,
    sightings: Sequence[Sighting],
    *,
    sweep: int | None,
    country: str | None,
    now: datetime,
) -> None:
    """Insert or update the listings that were seen, with changes and assessments.

    :param sweep: the sweep that saw them; ``None`` for an import.
    :param country: ISO 3166 code of the site; ``None`` leaves what is stored.
    """
    latest = {sighting.id: sighting for sighting in sightings}
    if not latest:
        return
    rows = [_row(seen, sweep, country, now) for seen in latest.values()]
    left = [name for name, value in (("country", country), ("last_sweep", sweep)) if value is None]
    upsert(connection, listings, rows, keep=("first_seen", *left), derived=_INDEXED)
    changed = [
        {"listing": seen.id, "seen_at": now, "field": change.field,
         "before": change.before, "after": change.after}
        for seen in sightings
        for change in seen.changes
    ]  # fmt: skip
    if changed:
        connection.execute(changes.insert(), changed)
    assessments.save(
        connection, [(s.id, s.assessment) for s in latest.values() if s.assessment], now
    )


def _row(seen: Sighting, sweep: int | None, country: str | None, now: datetime) -> dict[str, Any]:
    listing = seen.listing
    return {
        "id": seen.id,
        **{name: getattr(listing, name) for name in _PLAIN},
        "images": list(listing.images),
        "attributes": dict(listing.attributes),
        "country": country,
        "state": seen.state.value,
        "first_seen": now,
        "last_seen": now,
        "last_sweep": sweep,
    }
