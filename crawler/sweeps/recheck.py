"""Absence is not removal: a listing that was not met is asked for by its own address."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import DontCloseSpider

from crawler.errors import PatrolError
from crawler.frontier import session_of
from crawler.items import Verdict
from crawler.store import listings, requests
from crawler.sweeps.closing import facts_of
from crawler.sweeps.verdict import judge

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)


class Recheck:
    """When a sweep that went well has run dry, looks at the adverts that it missed."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._done = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        recheck = cls(crawler)
        crawler.signals.connect(recheck.idle, signals.spider_idle)
        return recheck

    def idle(self) -> None:
        """Scrapy has nothing left to ask: ask for what was not met, once."""
        ledger = session_of(self._crawler).ledger
        if self._done or ledger.failure or ledger.stopped:
            return
        self._done = True
        try:
            missed = self._missed()
        except PatrolError as error:
            log.error("%s", error)
            return
        spider: Any = self._crawler.spider
        asked = [request for url in missed if (request := spider.again(url))]
        for request in asked:
            self._crawler.engine.crawl(request)
        if asked:
            ledger.count("request/rechecked", by=len(asked))
            raise DontCloseSpider

    def _missed(self) -> list[str]:
        session = session_of(self._crawler)
        with session.database.write() as connection:
            facts = facts_of(session, requests.outcomes(connection, session.ledger.sweep.id))
            if judge(facts, session.site.expect)[0] is not Verdict.HEALTHY:
                return []
            return listings.unseen(connection, session.site.name, session.ledger.sweep.id)
