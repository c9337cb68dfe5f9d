"""The frontier's rows: what may be fetched, what is being fetched, and how each address ended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from crawler.store.batches import batches
from crawler.store.dialect import insert_missing
from crawler.store.schema import requests

UNCHANGED = "unchanged: "
"""How the reason of a row begins that was met and not read, as it is known."""
_KEY = ("sweep", "fingerprint")


class RequestState(StrEnum):
    """Where an address stands; the last three are final."""

    WAITING = "waiting"
    LEASED = "leased"
    HELD = "held"
    """Known and unchanged as far as is known: not asked for, unless another card says otherwise."""
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
    signs: tuple[str, ...] = ()
    """What the cards that lead here show of it: see :mod:`crawler.extraction.sign`."""
    search: str | None = None
    """The term whose search led here."""
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
    signs: Sequence[str]
    search: str | None


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
        requests.c.signs,
        requests.c.search,
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


@dataclass(frozen=True, slots=True)
class Held:
    """A row that is not asked for, and why."""

    id: int
    url: str
    reason: str
    search: str | None


def fingerprint(url: str) -> str:
    """What makes two addresses of one sweep the same request."""
    return hashlib.sha1(url.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def add(connection: Connection, sweep: int, new: Iterable[NewRequest]) -> None:
    """Insert rows, passing over addresses that this sweep knows already.

    Of a known one the signs are added; it is no longer held if they are not those of last time.
    """
    fresh: dict[str, NewRequest] = {}
    for request in new:
        name = fingerprint(request.url)
        fresh[name] = _both(fresh[name], request) if name in fresh else request
    if not fresh:
        return
    _met_again(connection, sweep, {name: each for name, each in fresh.items() if each.signs})
    rows = [
        {
            "sweep": sweep,
            "fingerprint": name,
            "url": request.url,
            "callback": request.callback,
            "arguments": dict(request.arguments),
            "priority": request.priority,
            "depth": request.depth,
            "signs": list(request.signs),
            "search": request.search,
            "state": request.state.value,
            "reason": request.reason,
        }
        for name, request in fresh.items()
    ]
    insert_missing(connection, requests, rows, _KEY)


def _both(first: NewRequest, second: NewRequest) -> NewRequest:
    """One address that was found twice."""
    signs = tuple(dict.fromkeys((*first.signs, *second.signs)))
    if first.state is RequestState.HELD and second.signs and second.state is RequestState.WAITING:
        first = replace(first, state=RequestState.WAITING, reason=None)
    return replace(first, signs=signs)


def _met_again(connection: Connection, sweep: int, signed: Mapping[str, NewRequest]) -> None:
    columns = (requests.c.fingerprint, requests.c.id, requests.c.signs, requests.c.state)
    query = select(*columns).where(requests.c.sweep == sweep)
    known = (
        row for some in batches(signed)
        for row in connection.execute(query.where(requests.c.fingerprint.in_(some))).all()
    )  # fmt: skip
    for name, row, signs, state in known:
        found = signed[name]
        together = list(dict.fromkeys((*signs, *found.signs)))
        if together == signs:
            continue
        values: dict[str, Any] = {"signs": together}
        if state == RequestState.HELD and found.state is RequestState.WAITING:
            values |= {"state": RequestState.WAITING.value, "reason": None}
        connection.execute(update(requests).where(requests.c.id == row).values(values))


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


def held(connection: Connection, sweep: int, count: int) -> list[Held]:
    """Up to ``count`` rows that nothing has asked to be read."""
    query = (
        select(requests.c.id, requests.c.url, requests.c.reason, requests.c.search)
        .where(requests.c.sweep == sweep, requests.c.state == RequestState.HELD)
        .order_by(requests.c.id)
        .limit(count)
    )
    return [Held(*row) for row in connection.execute(query)]


def signs(connection: Connection, rows: Iterable[int]) -> dict[int, tuple[str, tuple[str, ...]]]:
    """(address, signs) of these rows."""
    query = select(requests.c.id, requests.c.url, requests.c.signs)
    found = connection.execute(query.where(requests.c.id.in_(list(rows))))
    return {row[0]: (row[1], tuple(row[2])) for row in found}


def searched(connection: Connection, sweep: int) -> list[str]:
    """The terms that this sweep asks, or has asked."""
    query = select(requests.c.search).where(
        requests.c.sweep == sweep, requests.c.search.is_not(None)
    )
    return list(connection.execute(query.distinct()).scalars())


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
