"""The frontier's rows: what may be fetched, what is being fetched, and how each address ended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from crawler.store.dialect import insert_missing
from crawler.store.schema import requests

_KEY = ("sweep", "fingerprint")


class RequestState(StrEnum):
    """Where an address stands; the last three are final."""

    WAITING = "waiting"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """An address to fetch (or, with a final ``state``, one that was found and left alone)."""

    url: str
    callback: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    priority: int = 0
    depth: int = 0
    state: RequestState = RequestState.WAITING
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LeasedRequest:
    """A row handed out to be fetched; ``attempts`` counts this time too."""

    id: int
    url: str
    callback: str
    arguments: Mapping[str, Any]
    priority: int
    depth: int
    attempts: int


# Built once: to build these costs more than to run them.
_DUE = (
    select(requests.c.id)
    .where(
        requests.c.sweep == bindparam("of_sweep"),
        requests.c.state == RequestState.WAITING,
        requests.c.not_before <= bindparam("now"),
    )
    .order_by(requests.c.priority.desc(), requests.c.id)
    .limit(bindparam("count"))
)
_LEASE = (
    update(requests)
    .where(requests.c.id.in_(_DUE.scalar_subquery()))
    .values(state=RequestState.LEASED.value, attempts=requests.c.attempts + 1)
    .returning(
        requests.c.id,
        requests.c.url,
        requests.c.callback,
        requests.c.arguments,
        requests.c.priority,
        requests.c.depth,
        requests.c.attempts,
    )
)
_SETTLE = (
    update(requests)
    .where(requests.c.id == bindparam("row"))
    .values(
        state=bindparam("new_state"), reason=bindparam("new_reason"), not_before=bindparam("due")
    )
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How fetching one row ended, or when (seconds since 1970) it is to be tried again."""

    row: int
    state: RequestState
    reason: str | None = None
    not_before: float = 0.0


def fingerprint(url: str) -> str:
    """What makes two addresses of one sweep the same request."""
    return hashlib.sha1(url.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def add(connection: Connection, sweep: int, new: Iterable[NewRequest]) -> None:
    """Insert rows, passing over addresses that this sweep knows already."""
    rows = [
        {
            "sweep": sweep,
            "fingerprint": fingerprint(request.url),
            "url": request.url,
            "callback": request.callback,
            "arguments": dict(request.arguments),
            "priority": request.priority,
            "depth": request.depth,
            "state": request.state.value,
            "reason": request.reason,
        }
        for request in new
    ]
    if rows:
        insert_missing(connection, requests, rows, _KEY)


def lease(connection: Connection, sweep: int, count: int, now: float) -> list[LeasedRequest]:
    """Take up to ``count`` due rows, most urgent first, and mark them as being fetched."""
    wanted = {"of_sweep": sweep, "now": now, "count": count}
    leased = [LeasedRequest(*row) for row in connection.execute(_LEASE, wanted)]
    return sorted(leased, key=lambda row: (-row.priority, row.id))


def settle(connection: Connection, outcomes: Sequence[Outcome]) -> None:
    """Write down how these rows ended."""
    if not outcomes:
        return
    connection.execute(
        _SETTLE,
        [
            {
                "row": outcome.row,
                "new_state": outcome.state.value,
                "new_reason": outcome.reason,
                "due": outcome.not_before,
            }
            for outcome in outcomes
        ],
    )


def release(connection: Connection, sweep: int) -> int:
    """Give back what an interrupted sweep had taken; returns how many rows that were."""
    statement = (
        update(requests)
        .where(requests.c.sweep == sweep, requests.c.state == RequestState.LEASED)
        .values(state=RequestState.WAITING.value, attempts=requests.c.attempts - 1)
    )
    return connection.execute(statement).rowcount


def skip_rest(connection: Connection, sweep: int, reason: str) -> int:
    """Close whatever is still open under ``reason``; returns how many rows that were."""
    statement = (
        update(requests)
        .where(
            requests.c.sweep == sweep,
            requests.c.state.in_([RequestState.WAITING, RequestState.LEASED]),
        )
        .values(state=RequestState.SKIPPED.value, reason=reason)
    )
    return connection.execute(statement).rowcount


def waiting(connection: Connection, sweep: int) -> bool:
    """Whether any row is still to be fetched, now or later."""
    query = select(requests.c.id).where(
        requests.c.sweep == sweep, requests.c.state == RequestState.WAITING
    )
    return connection.execute(query.limit(1)).first() is not None


def outcomes(connection: Connection, sweep: int) -> list[tuple[str, str | None, int]]:
    """(state, reason, number of rows) of a sweep, most frequent first."""
    number = func.count()
    query = (
        select(requests.c.state, requests.c.reason, number)
        .where(requests.c.sweep == sweep)
        .group_by(requests.c.state, requests.c.reason)
        .order_by(number.desc())
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def every(connection: Connection, sweep: int) -> Iterator[tuple[str, str, str | None, int]]:
    """(url, state, reason, attempts) of each row, in the order of finding."""
    query = (
        select(requests.c.url, requests.c.state, requests.c.reason, requests.c.attempts)
        .where(requests.c.sweep == sweep)
        .order_by(requests.c.id)
    )
    for row in connection.execute(query.execution_options(yield_per=1000)):
        yield (row[0], row[1], row[2], row[3])
