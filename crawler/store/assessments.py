"""Assessments as stored, with what each of them rests on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select, update

from crawler.items import Assessment, Inputs, Level, Match
from crawler.store.dialect import upsert
from crawler.store.schema import assessments, listings


@dataclass(frozen=True, slots=True)
class Basis:
    """What assessments rest on besides the listings: equal ones were made alike."""

    lexicon_version: str
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Stored:
    """An assessment as it is stored."""

    assessment: Assessment
    assessed_at: datetime

    @property
    def basis(self) -> Basis:
        """What it rests on."""
        return Basis(self.assessment.lexicon_version, self.assessment.inputs)


def bases(connection: Connection) -> dict[Basis, int]:
    """What the stored assessments rest on, and how many on each."""
    columns = (assessments.c.lexicon_version, assessments.c.inputs)
    query = select(*columns, func.count()).group_by(*columns).order_by(*columns)
    rows = connection.execute(query)
    return {Basis(version, Inputs.of(inputs)): count for version, inputs, count in rows}


def resting_on(connection: Connection, basis: Basis, after: str, most: int) -> list[str]:
    """Keys, in their order, of the next listings whose assessments rest on ``basis``."""
    query = select(assessments.c.listing).where(*_is(basis), assessments.c.listing > after)
    rows = connection.execute(query.order_by(assessments.c.listing).limit(most))
    return list(rows.scalars())


def with_points(connection: Connection) -> list[str]:
    """Keys of the listings that have any points."""
    query = select(assessments.c.listing).where(assessments.c.score > 0)
    return list(connection.execute(query).scalars())


def stored(connection: Connection, ids: Collection[str]) -> dict[str, Stored]:
    """The assessments of these listings, as far as there are any."""
    query = select(assessments).where(assessments.c.listing.in_(ids))
    return {row["listing"]: _stored(row) for row in connection.execute(query).mappings()}


def times(connection: Connection, ids: Collection[str]) -> dict[str, datetime]:
    """When these listings were assessed."""
    query = select(assessments.c.listing, assessments.c.assessed_at)
    rows = connection.execute(query.where(assessments.c.listing.in_(ids)))
    return {row.listing: row.assessed_at for row in rows}


def _stored(row: RowMapping) -> Stored:
    assessment = Assessment(
        row["score"],
        Level(row["level"]),
        row["category"],
        row["tray"],
        tuple(map(Match.of, row["matches"])),
        tuple(row["reasons"]),
        row["lexicon_version"],
        Inputs.of(row["inputs"]),
    )
    return Stored(assessment, row["assessed_at"])


def restamp(
    connection: Connection, segment: int, old: Basis, new: Basis, but: Collection[str]
) -> int:
    """Let the assessments of a segment that rest on ``old`` rest on ``new``, as they are.

    :param but: listings that may be assessed otherwise.
    :return: how many there were.
    """
    members = select(listings.c.id).where(listings.c.segment == segment)
    statement = (
        update(assessments)
        .where(*_is(old), assessments.c.listing.in_(members), assessments.c.listing.not_in(but))
        .values(_columns(new))
    )
    return connection.execute(statement).rowcount


def let_rest_on(connection: Connection, ids: Collection[str], basis: Basis) -> None:
    """Let the assessments of these listings rest on ``basis``, as they are."""
    if ids:
        statement = update(assessments).where(assessments.c.listing.in_(ids))
        connection.execute(statement.values(_columns(basis)))


def _columns(basis: Basis) -> dict[str, str]:
    return {"lexicon_version": basis.lexicon_version, "inputs": str(basis.inputs)}


def save(connection: Connection, scored: Sequence[tuple[str, Assessment]], now: datetime) -> None:
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
            "inputs": str(assessment.inputs),
            "assessed_at": now,
        }
        for listing, assessment in scored
    ]
    upsert(connection, assessments, rows)


def _is(basis: Basis) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        assessments.c.lexicon_version == basis.lexicon_version,
        assessments.c.inputs == str(basis.inputs),
    )
