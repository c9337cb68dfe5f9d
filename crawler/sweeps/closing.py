"""The end of a sweep: leftovers get a reason, the site gets its verdict."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from scrapy import signals

from crawler.errors import PatrolError
from crawler.frontier import Session, session_of
from crawler.items import Verdict
from crawler.store import requests, sweeps
from crawler.sweeps.verdict import Facts, judge

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)


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
        ledger = session.ledger
        sweep = ledger.sweep.id
        with session.database.write() as connection:
            stopped = ledger.stopped if requests.skip_rest(
                connection, sweep, ledger.stopped or "not asked"
            ) else None  # fmt: skip
            healthy = (
                past.total("listings")
                for past in sweeps.history(connection, session.site.name)
                if past.verdict is Verdict.HEALTHY
            )
            facts = Facts(
                counts=ledger.counts,
                outcomes=requests.outcomes(connection, sweep),
                stopped=stopped,
                seen_before=next(healthy, 0),
            )
            verdict, why = judge(facts, session.site.expect)
            sweeps.count(connection, sweep, ledger.counts)
            sweeps.close(connection, sweep, verdict, why, datetime.now(UTC))
        log.info("%s: %s (%s)", session.site.name, verdict.value, why)
