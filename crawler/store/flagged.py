"""Listings for the analyst: with their assessment and the latest judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from crawler.items import MAIN_TRAY, Decision, Level
from crawler.store.schema import assessments, judgements, listings

EVERY_TRAY = "all"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which listings; an empty tuple wants all."""

    level: Level = Level.WATCH
    """At least this one."""
    tray: str = MAIN_TRAY
    """One tray, or :data:`EVERY_TRAY`."""
    sites: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    judgements: tuple[Decision, ...] = ()
    since: datetime | None = None
    """First seen then or later."""


def flagged(connection: Connection, wanted: Wanted) -> Iterator[Mapping[str, Any]]:
    """The listings that are wanted, highest level and score first.

    A row has the columns of the listing but for ``category``, which is the assessment's; its
    ``score, level, tray, reasons`` and ``matches``; and ``judgement, judged_by, judged_at, note``.
    """
    result = connection.execute(_query(wanted).execution_options(yield_per=_AT_ONCE))
    for row in result.mappings():
        yield {str(name): value for name, value in row.items()}


def sites(connection: Connection) -> list[str]:
    """Names of all sites that listings are stored of."""
    return list(connection.execute(select(listings.c.site).distinct()).scalars())


def categories(connection: Connection) -> list[str]:
    """All categories that stored listings have."""
    found = connection.execute(select(assessments.c.category).distinct()).scalars()
    return [category for category in found if category]


def trays(connection: Connection) -> list[str]:
    """All trays that stored listings lie in."""
    return list(connection.execute(select(assessments.c.tray).distinct()).scalars())


def _query(wanted: Wanted) -> Select[Any]:
    newest = select(func.max(judgements.c.id)).group_by(judgements.c.listing)
    latest = select(judgements).where(judgements.c.id.in_(newest)).subquery()
    decision = func.coalesce(latest.c.decision, Decision.UNREVIEWED.value)
    columns = [column for column in listings.c if column.name != "category"]
    return (
        select(
            *columns,
            assessments.c.score,
            assessments.c.level,
            assessments.c.category,
            assessments.c.tray,
            assessments.c.reasons,
            assessments.c.matches,
            decision.label("judgement"),
            latest.c.judged_by,
            latest.c.judged_at,
            latest.c.note,
        )
        .join_from(listings, assessments, assessments.c.listing == listings.c.id)
        .join(latest, latest.c.listing == listings.c.id, isouter=True)
        .where(*_conditions(wanted, decision))
        .order_by(assessments.c.rank.desc(), assessments.c.score.desc(), listings.c.site,
                  listings.c.first_seen, listings.c.id)
    )  # fmt: skip


def _conditions(wanted: Wanted, decision: ColumnElement[str]) -> Iterator[ColumnElement[bool]]:
    if wanted.level is not Level.NONE:
        yield assessments.c.rank >= wanted.level.rank
    if wanted.tray != EVERY_TRAY:
        yield assessments.c.tray == wanted.tray
    if wanted.level is not Level.NONE and wanted.tray == MAIN_TRAY:
        yield assessments.c.flagged  # says no more than the two above, and has an index
    if wanted.sites:
        yield listings.c.site.in_(wanted.sites)
    if wanted.categories:
        yield assessments.c.category.in_(wanted.categories)
    if wanted.judgements:
        yield decision.in_([each.value for each in wanted.judgements])
    if wanted.since:
        yield listings.c.first_seen >= wanted.since
