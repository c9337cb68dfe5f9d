"""Scrapy's spider middleware between a page and what was found on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request

from crawler.extraction import canonical
from crawler.frontier.failures import LOST_RESULTS, StatusError, leads_on
from crawler.frontier.meta import DEPTH, PAGING, PARENT, ROW
from crawler.frontier.session import session_of
from crawler.items import Listing, NoListing, Sighting

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.frontier.ledger import Ledger

_WALLS = frozenset({"blocked", "login"})
_LONGEST = 2_083
"""Characters of an address; longer ones are traps or broken."""


class PagesMiddleware:
    """Ties requests and listings to the page they were found on.

    :param depth: steps from the start after which no address is followed.
    """

    def __init__(self, ledger: Ledger, depth: int) -> None:
        self._ledger = ledger
        self._depth = depth

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session = session_of(crawler)
        return cls(session.ledger, session.site.limits.depth)

    def process_spider_input(self, response: Response) -> None:
        self._ledger.count("page/fetched")
        if response.status >= 300:
            raise StatusError(response.status)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        row = response.meta[ROW]
        try:
            async for output in result:
                if isinstance(output, NoListing):
                    self._missed(output, response)
                    continue
                tied = self._tied(output, response)
                if isinstance(tied, Sighting):
                    self._ledger.entered_pipelines(row)
                if tied is not None:
                    yield tied
        except Exception as error:
            self._ledger.count("page/error")
            self._ledger.spoil(row, f"could not be read: {type(error).__name__}: {error}")
            raise
        finally:
            self._ledger.read(row)

    def _missed(self, instead: NoListing, response: Response) -> None:
        self._ledger.count(f"page/kind/{instead.kind}")
        self._ledger.note(response.meta[ROW], f"no listing: {instead.kind}")
        if instead.kind in _WALLS and response.request and leads_on(response.request):
            self._ledger.count(LOST_RESULTS)

    def _tied(self, output: Any, response: Response) -> Request | Sighting | None:
        row = response.meta[ROW]
        if isinstance(output, Request):
            return self._followed(output, response)
        if isinstance(output, Listing):
            output = Sighting(listing=output, identity=canonical(output.url))
        if isinstance(output, Sighting):
            return replace(output, page=row)
        raise TypeError(f"a spider yields Listing or Request, not {type(output).__name__}")

    def _followed(self, request: Request, response: Response) -> Request | None:
        if len(request.url) > _LONGEST:
            self._ledger.count("request/too_long")
            return None
        depth = response.meta[DEPTH] + (0 if request.meta.get(PAGING) else 1)
        if depth > self._depth:
            self._ledger.count("request/too_deep")
            return None
        request.meta[PARENT] = response.meta[ROW]
        request.meta[DEPTH] = depth
        return request
