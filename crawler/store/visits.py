"""What each page gave when it was last read, so that the next night need not read it again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select

from crawler.extraction import canonical, sign
from crawler.items import State
from crawler.store.batches import batches
from crawler.store.dialect import upsert
from crawler.store.requests import NewRequest, fingerprint
from crawler.store.schema import listings, visits

MOST_LINKS = 2_000
"""Links of a page that are remembered; a page with more is read in full every night."""

_DAY = timedelta(days=1)
_RESTS = 4
"""A page is not read again within this part of ``revisit_days``, so that what was read in one
night is spread over the nights that are left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page that was read, and all it gave."""

    url: str
    read_at: datetime
    signs: tuple[str, ...] = ()
    """Of the cards that led to it then."""
    listings: tuple[str, ...] = ()
    """Keys of the listings read off it."""
    etag: str | None = None
    last_modified: str | None = None
    found: Sequence[NewRequest] = field(default=())
    """What it led to, ``depth`` counted from this page; kept if the page can be asked for again
    under a condition."""

    @property
    def conditional(self) -> bool:
        """Whether the site can be asked if this page has changed."""
        return bool(self.etag or self.last_modified)


def known(
    connection: Connection, site: str, urls: Iterable[str], reading: str, since: datetime | None
) -> dict[str, Visit]:
    """Visits of these addresses that still stand, by address.

    :param reading: hash of the settings that pages are read with now.
    :param since: what was read by then is to be read again; ``None``: everything is.
    """
    if since is None:
        return {}
    pages = {url: page(url) for url in urls}
    standing = select(visits).where(
        visits.c.site == site, visits.c.reading == reading, visits.c.read_at > since
    )
    rows = {
        row["page"]: row for some in batches(set(pages.values()))
        for row in connection.execute(standing.where(visits.c.page.in_(some))).mappings()
    }  # fmt: skip
    return {url: _visit(rows[name], url) for url, name in pages.items() if name in rows}


def listings_of(connection: Connection, site: str, urls: Iterable[str]) -> dict[str, list[str]]:
    """Keys of the listings that these addresses led to when they were last read."""
    pages = {url: page(url) for url in urls}
    query = select(visits.c.page, visits.c.listings)
    query = query.where(visits.c.site == site, visits.c.page.in_(set(pages.values())))
    gave = {row[0]: list(row[1]) for row in connection.execute(query)}
    return {url: gave.get(name, []) for url, name in pages.items()}


def unchanged(
    connection: Connection,
    site: str,
    new: Sequence[NewRequest],
    reading: str,
    since: datetime | None,
) -> set[tuple[str, tuple[str, ...]]]:
    """Those among ``new``, by address and signs, whose stored listings are as they were."""
    signed = [request for request in new if request.signs]
    visited = known(connection, site, [request.url for request in signed], reading, since)
    alike: list[tuple[NewRequest, Visit]] = []
    for request in signed:
        visit = visited.get(request.url)
        if visit and visit.listings and set(request.signs) <= set(visit.signs):
            alike.append((request, visit))
    prices = _priced(connection, {key for _, visit in alike for key in visit.listings})
    return {
        (request.url, request.signs) for request, visit in alike
        if all(key in prices for key in visit.listings)
        and not (any(map(sign.shows_no_price, request.signs))
                 and any(prices[key] for key in visit.listings))
    }  # fmt: skip


def _priced(connection: Connection, keys: set[str]) -> dict[str, bool]:
    """Whether each of these listings has a price; those that are gone or deleted are left out."""
    query = select(listings.c.id, listings.c.price.is_not(None))
    query = query.where(listings.c.state != State.GONE.value)
    return {
        row[0]: bool(row[1]) for some in batches(keys)
        for row in connection.execute(query.where(listings.c.id.in_(some)))
    }  # fmt: skip


def keep(
    connection: Connection, site: str, read: Sequence[Visit], *, reading: str, sweep: int
) -> None:
    """Remember what pages gave, in the transaction that stores it."""
    rows = {
        (name := page(visit.url)): {
            "site": site,
            "page": name,
            "read_at": visit.read_at,
            "sweep": sweep,
            "reading": reading,
            "signs": list(visit.signs),
            "listings": list(visit.listings),
            "etag": visit.etag,
            "last_modified": visit.last_modified,
            "found": [_link(request) for request in visit.found] if visit.conditional else [],
        }
        for visit in read
    }
    if rows:
        upsert(connection, visits, list(rows.values()))


def forget(connection: Connection, site: str, urls: Iterable[str]) -> None:
    """Pages that are no longer what they were."""
    pages = [page(url) for url in urls]
    if pages:
        connection.execute(delete(visits).where(visits.c.site == site, visits.c.page.in_(pages)))


def forget_sweep(connection: Connection, sweep: int) -> None:
    """All that was read in a sweep that cannot be trusted."""
    connection.execute(delete(visits).where(visits.c.sweep == sweep))


def forget_old(connection: Connection, site: str, before: datetime) -> None:
    """Pages that nothing has led to for long."""
    connection.execute(delete(visits).where(visits.c.site == site, visits.c.read_at < before))


def reread_before(connection: Connection, site: str, now: datetime, days: int) -> datetime | None:
    """What was read by then is due tonight, so that nothing is ever older than ``days``.

    The longest unread come first, and as few of them as will do if the coming nights do the same:
    an even share every night instead of everything on one. ``None`` if ``days`` is 0.
    """
    if not days:
        return None
    period = timedelta(days=days)
    query = (
        select(visits.c.read_at)
        .where(visits.c.site == site, visits.c.read_at <= now - period / _RESTS)
        .order_by(visits.c.read_at)
    )
    read = list(connection.execute(query).scalars())
    share = 0
    for number, moment in enumerate(read, start=1):
        nights = max(1, (moment + period - now) // _DAY + 1)
        share = max(share, math.ceil(number / nights))
    return read[share - 1] if share else now - period


def page(url: str) -> str:
    """The name of a page, whatever trackers its address carries."""
    return fingerprint(canonical(url))


def _link(request: NewRequest) -> dict[str, Any]:
    return {
        "url": request.url,
        "callback": request.callback,
        "arguments": dict(request.arguments),
        "priority": request.priority,
        "depth": request.depth,
        "signs": list(request.signs),
    }


def _visit(row: Mapping[Any, Any], url: str) -> Visit:
    return Visit(
        url=url,
        read_at=row["read_at"],
        signs=tuple(row["signs"]),
        listings=tuple(row["listings"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        found=[NewRequest(**{**link, "signs": tuple(link["signs"])}) for link in row["found"]],
    )
