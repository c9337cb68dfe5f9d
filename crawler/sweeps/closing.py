"""The end of a sweep: leftovers get a reason, the site gets its verdict."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from scrapy import signals

from crawler.errors import PatrolError
from crawler.frontier import Session, session_of
from crawler.items import Verdict
from crawler.store import listings, requests, sweeps, visits
from crawler.sweeps.unread import take_as_unchanged
from crawler.sweeps.verdict import Facts, judge

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.store.database import Connection

log = logging.getLogger(__name__)

_DOUBTED = frozenset(
    {Verdict.BLOCKED, Verdict.LOGIN_EXPIRED, Verdict.LAYOUT_CHANGED, Verdict.FAILED}
)
"""After such a night what it read is read again, not taken as known."""
GONE_REASONS = ("HTTP 404", "HTTP 410", "no listing: gone")
"""How the own page of a listing says that it has ended."""


class Closing:
    """Closes the sweep when Scrapy is done with it. What was interrupted stays open."""

    def __init__(self, session: Callable[[], Session]) -> None:
        self._find_session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        closing = cls(lambda: session_of(crawler))  # extensions meet only once all are built
        crawler.signals.connect(closing.spider_closed, signals.spider_closed)
        return closing

    def spider_closed(self, reason: str) -> None:
        session = self._find_session()
        ledger = session.ledger
        ledger.commit()
        if ledger.failure or reason != "finished":
            log.warning("interrupted (%s): the next sweep goes on from here", reason)
            return
        try:
            self._close(session)
        except PatrolError as error:
            ledger.failure = error
            log.error("%s", error)

    def _close(self, session: Session) -> None:
        ledger, sweep, now = session.ledger, session.ledger.sweep.id, datetime.now(UTC)
        take_as_unchanged(session)  # what the recheck, or a sweep that is cut short, left
        with session.database.write() as connection:
            if not requests.skip_rest(connection, sweep, ledger.stopped or "not asked"):
                ledger.stopped = None  # it was told to stop, but was through
            outcomes = requests.outcomes(connection, sweep)
            facts = facts_of(session, outcomes, seen_before=_usual(connection, session.site.name))
            verdict, why = judge(facts, session.site.expect)
            why += _in_browser(session)
            if verdict is Verdict.HEALTHY:
                gone = listings.mark_absent(
                    connection, session.site.name, sweep, GONE_REASONS, ledger.sweep.reread_before
                )
                ledger.count("listing/gone", by=gone)
            elif verdict in _DOUBTED:
                visits.forget_sweep(connection, sweep)
            sweeps.count(connection, sweep, ledger.counts)
            sweeps.close(connection, sweep, verdict, why, now)
        session.verdict = verdict
        log.info("%s: %s (%s)", session.site.name, verdict.value, why)


def facts_of(
    session: Session, outcomes: Sequence[tuple[str, str | None, int]], seen_before: int = 0
) -> Facts:
    """What is known of the session's sweep."""
    ledger = session.ledger
    return Facts(ledger.counts, outcomes, stopped=ledger.stopped, seen_before=seen_before)


def _in_browser(session: Session) -> str:
    """How much of a site needs the browser, for whoever decides on ``render``."""
    counts = session.ledger.counts
    needed = counts["page/rendered"] if session.site.render == "auto" else 0
    return f"; {needed} of {counts['page/fetched']} pages needed the browser" if needed else ""


def _usual(connection: Connection, site: str) -> int:
    """Listings of the site's last healthy sweep; 0 if there was none."""
    past = sweeps.history(connection, site)
    return next((one.total("listings") for one in past if one.verdict is Verdict.HEALTHY), 0)
