"""What analysts decided about listings; the latest decision counts."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from crawler.items import Decision
from crawler.store.schema import judgements


def latest(connection: Connection, ids: Collection[str]) -> dict[str, Decision]:
    """The decisions about those of these listings that have any."""
    newest = select(func.max(judgements.c.id)).where(judgements.c.listing.in_(ids))
    query = select(judgements.c.listing, judgements.c.decision).where(
        judgements.c.id.in_(newest.group_by(judgements.c.listing))
    )
    return {listing: Decision(decision) for listing, decision in connection.execute(query)}
