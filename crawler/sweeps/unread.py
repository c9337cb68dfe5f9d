"""Adverts that were met and not read, as they are known and nothing says that they have changed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.frontier.tally import names_of
from crawler.items import Assessment, Listing, State
from crawler.store import assessments, listings, requests, searches, sweeps, visits
from crawler.store.requests import UNCHANGED, Held, Outcome, RequestState
from crawler.store.searches import Yield

if TYPE_CHECKING:
    from crawler.frontier import Session
    from crawler.store.database import Connection

_AT_ONCE = 200


def take_as_unchanged(session: Session) -> None:
    """Settle the rows that are held: their listings were seen, and are assessed as of tonight."""
    more = True
    while more:
        with session.database.write() as connection:
            rows = requests.held(connection, session.ledger.sweep.id, _AT_ONCE)
            if rows:
                _settle(session, connection, rows)
        more = len(rows) == _AT_ONCE


def _settle(session: Session, connection: Connection, rows: list[Held]) -> None:
    ledger, now = session.ledger, datetime.now(UTC)
    sweep, site = ledger.sweep.id, session.site.name
    behind = visits.listings_of(connection, site, [row.url for row in rows])
    first = {key: row for row in reversed(rows) for key in behind[row.url]}
    met: dict[str, State] = {}
    for search in {row.search for row in rows}:
        keys = [key for key, row in first.items() if row.search == search]
        met |= listings.touch(connection, keys, sweep, now, search)
    stored = dict(listings.some_of(connection, list(met)))
    assessed = {key: _assess(session, listing) for key, listing in stored.items()}
    assessments.save(connection, list(assessed.items()), now)
    requests.settle(connection, [Outcome(row.id, RequestState.DONE, row.reason) for row in rows])
    counts, gains = Counter[str](), searches.Gains()
    for key, state in met.items():
        row = first[key]
        counts.update(names_of(state, assessed.get(key)))
        counts[f"listing/unread/{row.reason.removeprefix(UNCHANGED)}"] += 1
        if row.search:
            gains.add(row.search, Yield(listings=1))
    searches.add(connection, site, gains.by_term)
    ledger.counts.update(counts)
    sweeps.count(connection, sweep, ledger.counts)


def _assess(session: Session, listing: Listing) -> Assessment:
    return session.matcher.assess(listing, session.circumstances)
