"""The index of the history as stored: segments, and the listings that each of them knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from crawler.store.schema import listings, segment_parts, segments

_MEMBERS = "members"
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Unindexed:
    """A listing that no segment knows yet."""

    id: str
    texts: tuple[str | None, str | None]
    """Title and description."""


def unindexed(connection: Connection, most: int) -> list[Unindexed]:
    """Some listings that no segment knows, locked until the transaction ends."""
    query = (
        select(listings.c.id, listings.c.title, listings.c.description)
        .where(listings.c.segment.is_(None))
        .limit(most)
        .with_for_update()  # SQLite, which knows no such thing, holds its one lock
    )
    return [Unindexed(row[0], (row[1], row[2])) for row in connection.execute(query)]


def unindexed_count(connection: Connection) -> int:
    """How many listings no segment knows."""
    query = select(func.count()).select_from(listings).where(listings.c.segment.is_(None))
    return connection.execute(query).scalar_one()


def add(connection: Connection, parts: Mapping[str, bytes], members: Sequence[str]) -> None:
    """A new segment, which knows ``members`` in this order."""
    created = connection.execute(insert(segments).values(size=len(members)))
    (number,) = created.inserted_primary_key or (None,)
    packed = b"".join(map(bytes.fromhex, members))
    rows = [{"segment": number, "part": name, "data": data} for name, data in parts.items()]
    rows.append({"segment": number, "part": _MEMBERS, "data": packed})
    connection.execute(insert(segment_parts), rows)
    known = update(listings).values(segment=number)
    for some in _in_portions(members):
        connection.execute(known.where(listings.c.id.in_(some)))


def drop_sparse(connection: Connection, full: int) -> int:
    """Drop segments of which less than half is left, so that their listings join a new one.

    :param full: listings that a segment should have.
    :return: how many were dropped.
    """
    left = func.count(listings.c.id)
    query = (
        select(segments.c.id)
        .join(listings, listings.c.segment == segments.c.id, isouter=True)
        .group_by(segments.c.id)
        .having(2 * left < full)
    )
    sparse = list(connection.execute(query).scalars())
    for number in sparse:
        connection.execute(delete(segments).where(segments.c.id == number))
    return len(sparse)


def numbers(connection: Connection) -> list[int]:
    """All segments."""
    return list(connection.execute(select(segments.c.id).order_by(segments.c.id)).scalars())


def parts(connection: Connection, segment: int) -> dict[str, bytes]:
    """The parts of a segment by name; none if it is gone."""
    query = select(segment_parts.c.part, segment_parts.c.data)
    rows = connection.execute(query.where(segment_parts.c.segment == segment))
    return {name: bytes(data) for name, data in rows if name != _MEMBERS}


def members(connection: Connection, segment: int) -> list[str]:
    """Keys of the listings that the segment was written of, by their place in it."""
    query = select(segment_parts.c.data).where(
        segment_parts.c.segment == segment, segment_parts.c.part == _MEMBERS
    )
    packed = bytes(connection.execute(query).scalar() or b"").hex()
    return [packed[at : at + 2 * _ID_BYTES] for at in range(0, len(packed), 2 * _ID_BYTES)]


def _in_portions(ids: Sequence[str], size: int = 1_000) -> list[Sequence[str]]:
    return [ids[at : at + size] for at in range(0, len(ids), size)]
