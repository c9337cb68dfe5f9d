"""Why a page was not read, and whether it is worth asking again."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from crawler.errors import MissingError
from crawler.frontier.meta import ATTEMPTS, DEPTH, LISTING_CALLBACK, ROW, SEARCH, VISIT
from crawler.frontier.upstream import WayOutError
from crawler.store.requests import Outcome, RequestState

if TYPE_CHECKING:
    from scrapy import Request
    from twisted.python.failure import Failure

    from crawler.config import Site
    from crawler.frontier.ledger import Ledger
    from crawler.frontier.rendering import Rendering
    from crawler.store.visits import Visit

MAX_ATTEMPTS = 3
LOST_RESULTS = "page/lost_results"
"""Counts the pages that would have led to others and could not be had."""
NO_BROWSER = "no browser"
"""Begins the reason of pages that nothing can be read on without a browser, where there is none."""
BROWSER_FAILED = "browser failed"
"""Begins the reason of pages at which the browser failed, and not the site."""
KEYS_REFUSED = "no entry"
"""How the reason begins where an API did not take our keys."""
LOGIN_NEEDED = "login needed"
TRANSIENT_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_GONE_STATUS = frozenset({404, 410})
_REASONS: tuple[tuple[type[Exception], str, bool], ...] = (
    (CannotResolveHostError, "name not found", True),
    (DownloadConnectionRefusedError, "connection refused", True),
    (DownloadTimeoutError, "timed out", True),
    (DownloadCancelledError, "too large", False),
    (ResponseDataLossError, "broken off", True),
    (UnsupportedURLSchemeError, "no web address", False),
    (DownloadFailedError, "connection failed", True),
)


class StatusError(IgnoreRequest):
    """The site answered, but not with the page."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class NotModifiedError(IgnoreRequest):
    """The site says that the page is as it was when it was last read."""


class RefusedError(IgnoreRequest):
    """We did not ask, for the reason given: robots, off site, a forbidden address."""


class BrowserError(Exception):
    """The browser failed, not the site.

    :param again: whether it may go better the next time: not, if it was the page that did it.
    """

    def __init__(self, why: str, *, again: bool = True) -> None:
        super().__init__(f"{BROWSER_FAILED}: {why}")
        self.transient = again


class KeysRefusedError(IgnoreRequest):
    """An API did not take our keys.

    :param why: what it did instead, in words that hold for many requests.
    """

    def __init__(self, why: str) -> None:
        super().__init__(f"{KEYS_REFUSED}: {why}")
        self.why = why
        self.transient = False


class LoginError(IgnoreRequest):
    """The page is for members, and we are not let in.

    :param why: what shows it, in words that hold for many pages.
    """

    def __init__(self, why: str) -> None:
        super().__init__(f"{LOGIN_NEEDED}: {why}")
        self.why = why
        self.transient = False


class Failures:
    """Settles the rows of pages that could not be had."""

    def __init__(self, ledger: Ledger, site: Site, rendering: Rendering) -> None:
        self._ledger = ledger
        self._rendering = rendering
        self._delay = max(site.pace.delay, 1.0)
        self._deepest = site.limits.depth

    def failed(self, failure: Failure) -> None:
        """Scrapy's errback for every request of the frontier."""
        request: Request = failure.request  # type: ignore[attr-defined]
        row, attempts = request.meta[ROW], request.meta[ATTEMPTS]
        error = failure.value or Exception("unknown")
        if isinstance(error, NotModifiedError):
            self._as_it_was(request)
            return
        if isinstance(error, MissingError):
            self._without_browser(error)
        reason, state, transient = explain(error)
        if transient and attempts < MAX_ATTEMPTS:
            self._ledger.count("page/retried", page=row)
            self._ledger.hand_back(row, reason, time.time() + self._delay * 2**attempts)
            return
        self._ledger.count(f"page/{state.value}/{reason}", page=row)
        if state is RequestState.FAILED and leads_on(request):
            self._ledger.count(LOST_RESULTS, page=row)
        self._ledger.settle(row, Outcome(row, state, reason))

    def _as_it_was(self, request: Request) -> None:
        """A page that has not changed leads where it led when it was read."""
        meta = request.meta
        visit: Visit = meta[VISIT]
        found = [
            replace(link, depth=link.depth + meta[DEPTH], search=meta.get(SEARCH))
            for link in visit.found
        ]
        near = [link for link in found if link.depth <= self._deepest]
        self._ledger.not_modified(meta[ROW], visit, near)

    def _without_browser(self, error: MissingError) -> None:
        """It is there and does not start: a site that is only read in it ends here."""
        if self._rendering.opens:
            self._rendering.missing = str(error)
        elif not self._rendering.lacks:
            self._ledger.fail(error)


def leads_on(request: Request) -> bool:
    """Whether further pages may be known to this one only."""
    return getattr(request.callback, "__name__", "") != LISTING_CALLBACK


def explain(error: BaseException) -> tuple[str, RequestState, bool]:
    """(reason in words, final state, worth another try) for what came instead of a page."""
    match error:
        case StatusError(status=status):
            gone = status in _GONE_STATUS
            state = RequestState.DONE if gone else RequestState.FAILED
            return f"HTTP {status}", state, status in TRANSIENT_STATUS
        case RefusedError():
            return str(error), RequestState.SKIPPED, False
        case (
            BrowserError(transient=transient)
            | KeysRefusedError(transient=transient)
            | LoginError(transient=transient)
            | WayOutError(transient=transient)
        ):
            return str(error), RequestState.FAILED, transient
        case MissingError():
            return f"{NO_BROWSER}: {error}", RequestState.FAILED, False
    for kind, reason, transient in _REASONS:
        if isinstance(error, kind):
            return reason, RequestState.FAILED, transient
    # So Scrapy says it of a packed page that has no end.
    endless = type(error) is IgnoreRequest and "DOWNLOAD_MAXSIZE" in str(error)
    reason = "too large" if endless else f"{type(error).__name__}: {str(error)[:200]}"
    return reason, RequestState.FAILED, False
