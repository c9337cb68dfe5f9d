"""Sweeps as stored: one row per run over one site, open until a verdict closes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from crawler.items import Verdict
from crawler.store.schema import requests, sweeps

_TOTALS = {
    "pages": "page/fetched",
    "listings": "listing/seen",
    "new": "listing/new",
    "changed": "listing/changed",
    "gone": "listing/gone",
    "flagged": "listing/flagged",
}
# Built once, as it is run with every few pages.
_COUNT = (
    update(sweeps)
    .where(sweeps.c.id == bindparam("sweep"))
    .values({name: bindparam(name) for name in ("counts", *_TOTALS)})
)


@dataclass(frozen=True, slots=True)
class Sweep:
    """One run over one site."""

    id: int
    site: str
    started_at: datetime
    ended_at: datetime | None
    verdict: Verdict | None
    reason: str | None
    counts: Mapping[str, int]

    def total(self, name: str) -> int:
        """``pages, listings, new, changed, gone`` or ``flagged`` of this run."""
        return self.counts.get(_TOTALS[name], 0)


def unfinished(connection: Connection, site: str) -> Sweep | None:
    """The sweep of ``site`` that never got a verdict, if there is one."""
    query = (
        select(sweeps)
        .where(sweeps.c.site == site, sweeps.c.ended_at.is_(None))
        .order_by(sweeps.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return _sweep(row) if row else None


def get(connection: Connection, sweep: int) -> Sweep:
    """The stored sweep of that number."""
    return _sweep(connection.execute(select(sweeps).where(sweeps.c.id == sweep)).mappings().one())


def begin(connection: Connection, site: str, lexicon_version: str, now: datetime) -> Sweep:
    """Open a new sweep; the addresses of the site's earlier ones are in their reports."""
    ended = select(sweeps.c.id).where(sweeps.c.site == site, sweeps.c.ended_at.is_not(None))
    connection.execute(delete(requests).where(requests.c.sweep.in_(ended)))
    statement = sweeps.insert().values(site=site, lexicon_version=lexicon_version, started_at=now)
    key = connection.execute(statement).inserted_primary_key
    return Sweep(int(key[0]) if key else 0, site, now, None, None, None, {})


def count(connection: Connection, sweep: int, counts: Mapping[str, int]) -> None:
    """Keep the counts reached so far, in the transaction of the pages that they count."""
    totals = {column: counts.get(name, 0) for column, name in _TOTALS.items()}
    connection.execute(_COUNT, {"sweep": sweep, "counts": dict(counts), **totals})


def close(connection: Connection, sweep: int, verdict: Verdict, reason: str, now: datetime) -> None:
    """End a sweep with its verdict and the reason in words."""
    connection.execute(
        update(sweeps)
        .where(sweeps.c.id == sweep)
        .values(verdict=verdict.value, reason=reason, ended_at=now)
    )


def history(connection: Connection, site: str, limit: int = 30) -> list[Sweep]:
    """The site's ended sweeps, latest first."""
    query = (
        select(sweeps)
        .where(sweeps.c.site == site, sweeps.c.ended_at.is_not(None))
        .order_by(sweeps.c.id.desc())
        .limit(limit)
    )
    return [_sweep(row) for row in connection.execute(query).mappings()]


def asked(connection: Connection, sites: Collection[str], since: datetime, *, but: int) -> int:
    """Requests of all sweeps over ``sites`` that began at ``since`` or later, ``but`` one."""
    query = select(sweeps.c.counts).where(
        sweeps.c.site.in_(sites), sweeps.c.started_at >= since, sweeps.c.id != but
    )
    return sum(
        (counts or {}).get("page/asked", 0) for counts in connection.execute(query).scalars()
    )


def _sweep(row: Mapping[Any, Any]) -> Sweep:
    return Sweep(
        id=row["id"],
        site=row["site"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        reason=row["reason"],
        counts=row["counts"] or {},
    )
