"""Listings as stored: recognised by identity, kept with every change and their assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from crawler.items import Assessment, Sighting, State
from crawler.store.dialect import insert
from crawler.store.schema import assessments, changes, listings, requests

_PLAIN = (
    "site", "listing_id", "url", "title", "description", "price", "currency", "price_raw",
    "seller", "seller_url", "location", "category", "posted_at", "posted_raw", "language",
    "condition", "availability", "ships_from", "ships_to", "scraped_at",
)  # fmt: skip
COMPARED = ("title", "price", "currency", "description", "images", "availability")
"""Fields whose change is worth telling an analyst."""


def known(connection: Connection, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """What is stored of these listings, as far as recognising them needs; the new ones are not in
    it."""
    compared = (listings.c[name] for name in COMPARED)
    query = select(listings.c.id, listings.c.state, listings.c.last_sweep, *compared)
    rows = connection.execute(query.where(listings.c.id.in_(ids))).mappings()
    return {row["id"]: dict(row) for row in rows}


def unseen(connection: Connection, site: str, sweep: int) -> list[str]:
    """Addresses of the site's listings that earlier sweeps met and this one did not."""
    query = select(listings.c.url).where(*_absent(site, sweep))
    return list(connection.execute(query).scalars())


def mark_absent(connection: Connection, site: str, sweep: int, reasons: Sequence[str]) -> int:
    """After a healthy sweep: a listing that was not met is gone if its own page ended for one of
    ``reasons``, else nobody knows. Returns how many are newly gone."""
    said_so = select(requests.c.url).where(
        requests.c.sweep == sweep, requests.c.reason.in_(reasons)
    )
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
    statement = insert(connection, listings)
    kept = {"id", "first_seen"}
    kept |= {name for name, value in (("country", country), ("last_sweep", sweep)) if value is None}
    update = {name: statement.excluded[name] for name in rows[0] if name not in kept}
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=update), rows)
    changed = [
        {"listing": seen.id, "seen_at": now, "field": change.field,
         "before": change.before, "after": change.after}
        for seen in sightings
        for change in seen.changes
    ]  # fmt: skip
    if changed:
        connection.execute(changes.insert(), changed)
    save_assessments(
        connection, [(s.id, s.assessment) for s in latest.values() if s.assessment], now
    )


def save_assessments(
    connection: Connection, scored: Sequence[tuple[str, Assessment]], now: datetime
) -> None:
    """Insert or replace the assessments of stored listings."""
    if not scored:
        return
    rows = [
        {
            "listing": listing,
            "score": assessment.score,
            "level": assessment.level.value,
            "rank": assessment.level.rank,
            "category": assessment.category,
            "tray": assessment.tray,
            "flagged": assessment.flagged,
            "reasons": list(assessment.reasons),
            "matches": [match.as_dict() for match in assessment.matches],
            "lexicon_version": assessment.lexicon_version,
            "assessed_at": now,
        }
        for listing, assessment in scored
    ]
    statement = insert(connection, assessments)
    update = {name: statement.excluded[name] for name in rows[0] if name != "listing"}
    connection.execute(
        statement.on_conflict_do_update(index_elements=["listing"], set_=update), rows
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
