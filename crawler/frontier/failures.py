"""Why a page was not read, and whether it is worth asking again."""

from __future__ import annotations

import time
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

from crawler.frontier.meta import ATTEMPTS, LISTING_CALLBACK, ROW
from crawler.frontier.upstream import WayOutError
from crawler.store.requests import Outcome, RequestState

if TYPE_CHECKING:
    from scrapy import Request
    from twisted.python.failure import Failure

    from crawler.config import Site
    from crawler.frontier.ledger import Ledger

MAX_ATTEMPTS = 3
LOST_RESULTS = "page/lost_results"
"""Counts the pages that would have led to others and could not be had."""
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


class RefusedError(IgnoreRequest):
    """We did not ask, for the reason given: robots, off site, a forbidden address."""


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

    def __init__(self, ledger: Ledger, site: Site) -> None:
        self._ledger = ledger
        self._delay = max(site.pace.delay, 1.0)

    def failed(self, failure: Failure) -> None:
        """Scrapy's errback for every request of the frontier."""
        request: Request = failure.request  # type: ignore[attr-defined]
        row, attempts = request.meta[ROW], request.meta[ATTEMPTS]
        reason, state, transient = explain(failure.value or Exception("unknown"))
        if transient and attempts < MAX_ATTEMPTS:
            self._ledger.count("page/retried", page=row)
            self._ledger.hand_back(row, reason, time.time() + self._delay * 2**attempts)
            return
        self._ledger.count(f"page/{state.value}/{reason}", page=row)
        if state is RequestState.FAILED and leads_on(request):
            self._ledger.count(LOST_RESULTS, page=row)
        self._ledger.settle(row, Outcome(row, state, reason))


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
            KeysRefusedError(transient=transient)
            | LoginError(transient=transient)
            | WayOutError(transient=transient)
        ):
            return str(error), RequestState.FAILED, transient
    for kind, reason, transient in _REASONS:
        if isinstance(error, kind):
            return reason, RequestState.FAILED, transient
    if type(error) is IgnoreRequest:  # without a name of its own, when a packed page has no end
        return "too large", RequestState.FAILED, False
    return f"{type(error).__name__}: {str(error)[:200]}", RequestState.FAILED, False
