"""What comes back from a site: counted, and a failure unless it is the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request

from crawler.frontier.failures import NotModifiedError, StatusError
from crawler.frontier.meta import AGAIN, ROW, VISIT
from crawler.frontier.session import session_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.frontier.ledger import Ledger


class AnswersMiddleware:
    """Turns an answer with an error status into the failure that it is."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).ledger)

    def process_response(self, request: Request, response: Response) -> Response:
        if ROW not in request.meta:  # asked for on the way to a page, such as robots.txt
            return response
        row = request.meta[ROW]
        if AGAIN not in request.meta:  # a page that is fetched in two ways is one page
            self._ledger.count("page/fetched", page=row)
        if request.meta.get("playwright"):
            self._ledger.count("page/rendered", page=row)
        if response.status == 304 and VISIT in request.meta:
            raise NotModifiedError("HTTP 304")
        if response.status >= 300:
            raise StatusError(response.status)
        return response
