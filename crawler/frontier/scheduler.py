"""Scrapy's scheduler over the frontier's rows: what is asked next, and when it is enough."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Self

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler

from crawler.config.policy import request_meta
from crawler.frontier.failures import Failures
from crawler.frontier.meta import ATTEMPTS, DEPTH, ROW, SEARCH, SIGN, VISIT
from crawler.frontier.rendering import IN_BROWSER
from crawler.frontier.session import Session, session_of, spider_of
from crawler.store.requests import LeasedRequest, NewRequest

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.frontier.ledger import Ledger
    from crawler.store.visits import Visit

_LEASE = 64


def as_new(request: Request, depth: int) -> NewRequest:
    """What the frontier keeps of a request, ``depth`` steps from the start."""
    return NewRequest(
        url=request.url,
        callback=getattr(request.callback, "__name__", "parse"),
        arguments=request.cb_kwargs,
        priority=request.priority,
        depth=depth,
        signs=(request.meta[SIGN],) if request.meta.get(SIGN) else (),
        search=request.meta.get(SEARCH),
    )


class Scheduler(BaseScheduler):
    """Hands out leased rows; takes in where a sweep begins. What pages lead to does not come this
    way: see :class:`crawler.frontier.pages.PagesMiddleware`."""

    def __init__(self, session: Session, spider: Spider) -> None:
        self._ledger: Ledger = session.ledger
        self._meta = request_meta(session.site)
        self._rendering = session.rendering
        self._budget = session.budget
        self._quota = session.quota
        self._spider = spider
        self._failures = Failures(session.ledger, session.site, session.rendering)
        # In flight, plus a batch that waits for its commit: what a kill can cost, at most.
        self._most_outstanding = 3 * session.site.pace.concurrency
        self._leased: deque[LeasedRequest] = deque()
        self._again: deque[Request] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler), spider_of(crawler))

    def has_pending_requests(self) -> bool:
        if self._ledger.failure or self._stop_reason():
            return False
        if self._again or self._leased:
            return True
        self._ledger.commit()  # asked only while nothing is in flight: a batch need not wait
        return not self._ledger.idle or self._ledger.waiting()

    def enqueue_request(self, request: Request) -> bool:
        if ROW in request.meta:  # the same row goes on: at another address, or in the browser
            self._again.append(request)
            return True
        self._ledger.found(as_new(request, depth=0), None)
        return True

    def next_request(self) -> Request | None:
        if self._again:
            return self._again.popleft()
        if self._ledger.failure or self._stop_reason():
            return None
        if self._ledger.outstanding >= self._most_outstanding:
            self._ledger.tick()
            return None
        if not self._leased:
            self._leased.extend(self._ledger.lease(_LEASE))
        if not self._leased:
            return None
        row = self._leased.popleft()
        visit = self._ledger.hand_out(row.id, depth=row.depth, search=row.search)
        self._ledger.count("page/asked")
        return self._request(row, visit)

    def _request(self, row: LeasedRequest, visit: Visit | None) -> Request:
        meta = {ROW: row.id, DEPTH: row.depth, ATTEMPTS: row.attempts, **self._meta}
        if row.search is not None:
            meta[SEARCH] = row.search
        if visit is not None:
            meta[VISIT] = visit
        if self._rendering.straight(row.callback):
            meta |= IN_BROWSER
        return Request(
            row.url,
            callback=getattr(self._spider, row.callback),
            errback=self._failures.failed,
            cb_kwargs=dict(row.arguments),
            meta=meta,
            priority=row.priority,
            dont_filter=True,
        )

    def _stop_reason(self) -> str | None:
        ledger = self._ledger
        if ledger.stopped is None:
            asked = ledger.counts["page/asked"]
            ledger.stopped = self._budget.used_up(asked)
            if ledger.stopped is None and self._quota:
                ledger.stopped = self._quota.used_up(asked)
        return ledger.stopped
