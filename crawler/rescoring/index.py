"""The index of the history: brought up to date, and asked which listings may hold a term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crawler.matching.keys import keys_of
from crawler.matching.sought import Sought
from crawler.rescoring.segment import MOST_LISTINGS, Segment, pack
from crawler.store import segments
from crawler.store.database import Connection, Database


def bring_up_to_date(database: Database) -> Iterator[int]:
    """Index every listing that no segment knows, or that has changed since; a transaction each.

    :return: how many each step has indexed.
    """
    with database.read() as connection:
        if not segments.unindexed_count(connection):
            return
    with database.write() as connection:
        segments.drop_sparse(connection, MOST_LISTINGS)
    while True:
        with database.write() as connection:
            found = segments.unindexed(connection, MOST_LISTINGS)
            if not found:
                return
            parts = pack([keys_of(listing.texts) for listing in found])
            segments.add(connection, parts, [listing.id for listing in found])
        yield len(found)


def holding(connection: Connection, segment: int, wanted: Sequence[Sought]) -> set[str]:
    """Keys of the listings of a segment that may hold one of ``wanted``, none of which is empty.

    Listings that have changed or gone since are among them.
    """
    parts = segments.parts(connection, segment)
    slots = Segment(parts).slots(wanted) if parts else set()
    if not slots:
        return set()
    members = segments.members(connection, segment)
    return {members[slot] for slot in slots}
