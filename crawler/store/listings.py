"""Listings as stored: recognised by identity, kept with every change and their assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from crawler.items import Assessment, Match, Sighting
from crawler.store.dialect import insert
from crawler.store.schema import assessments, changes, listings

_PLAIN = (
    "site", "listing_id", "url", "title", "description", "price", "currency", "price_raw",
    "seller", "seller_url", "location", "category", "posted_at", "posted_raw", "language",
    "condition", "availability", "ships_from", "ships_to", "scraped_at",
)  # fmt: skip
COMPARED = ("title", "price", "currency", "description", "images", "availability")
"""Fields whose change is worth telling an analyst."""


def known(connection: Connection, listing: str) -> Mapping[str, Any] | None:
    """What is stored of one listing, as far as recognising it needs; ``None`` if it is new."""
    query = select(
        listings.c.state, listings.c.last_sweep, *(listings.c[name] for name in COMPARED)
    ).where(listings.c.id == listing)
    row = connection.execute(query).mappings().first()
    return dict(row) if row else None


def save(
    connection: Connection,
    sightings: Sequence[Sighting],
    *,
    sweep: int | None,
    country: str | None,
    now: datetime,
) -> None:
    """Insert or update the listings that were seen, with changes and assessments."""
    latest = {sighting.id: sighting for sighting in sightings}
    if not latest:
        return
    rows = [_row(seen, sweep, country, now) for seen in latest.values()]
    statement = insert(connection, listings)
    kept = {"id", "first_seen", "country"} if country is None else {"id", "first_seen"}
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
            "matches": [match_as_dict(match) for match in assessment.matches],
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


def match_as_dict(match: Match) -> dict[str, Any]:
    """A match as it is written to JSON everywhere."""
    return {
        "file": match.file,
        "group": match.group,
        "term": match.term,
        "field": match.field,
        "start": match.start,
        "end": match.end,
        "text": match.text,
        "similarity": match.similarity,
        "disguise": list(match.disguise) if match.disguise else None,
        "points": match.points,
    }


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
