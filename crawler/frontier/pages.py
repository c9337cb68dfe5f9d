"""Scrapy's spider middleware between a page and what was found on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request

from crawler.extraction import Kind, canonical
from crawler.frontier.conditional import validators_of
from crawler.frontier.failures import LOST_RESULTS, NO_BROWSER, leads_on
from crawler.frontier.meta import AGAIN, DEPTH, PAGING, ROW, SEARCH
from crawler.frontier.rendering import IN_BROWSER, Rendering
from crawler.frontier.scheduler import as_new
from crawler.frontier.session import session_of
from crawler.items import Listing, NoListing, Sighting

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.frontier.ledger import Ledger

_WALLS = frozenset({"blocked", "login", Kind.SHELL.value})
_LONGEST = 2_083
"""Characters of an address; longer ones are traps or broken."""


class PagesMiddleware:
    """Ties requests and listings to the page they were found on.

    Requests go no further than here: Scrapy would queue the last of them until after the page has
    ended, and a kill in between would lose them.

    :param depth: steps from the start after which no address is followed.
    """

    def __init__(self, ledger: Ledger, depth: int, rendering: Rendering) -> None:
        self._ledger = ledger
        self._rendering = rendering
        self._depth = depth

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session = session_of(crawler)
        return cls(session.ledger, session.site.limits.depth, session.rendering)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        row = response.meta[ROW]
        shell = again = False
        try:
            async for output in result:
                if isinstance(output, NoListing):
                    shell = output.kind == Kind.SHELL
                    again = shell and self._rendering.opens and not _is_rendered(response)
                    if again:
                        yield _in_browser(response)
                    else:
                        self._missed(output, response)
                    continue
                if isinstance(output, Request):
                    self._follow(output, response)
                    continue
                sighting = _sighting(output, row)
                self._ledger.entered_pipelines(row)
                yield sighting
            if not again:
                self._ledger.remember(row, validators_of(response))
        except Exception as error:
            self._ledger.count("page/error", page=row)
            self._ledger.spoil(row, f"could not be read: {type(error).__name__}: {error}")
            raise
        finally:
            if not _is_rendered(response):
                self._rendering.came(_callback(response), shell=shell)
            if not again:
                self._ledger.read(row)

    def _missed(self, instead: NoListing, response: Response) -> None:
        row = response.meta[ROW]
        self._ledger.count(f"page/kind/{instead.kind}", page=row)
        if instead.kind == Kind.SHELL and self._rendering.lacks:
            self._ledger.spoil(row, f"{NO_BROWSER}: {self._rendering.missing}")
        else:
            self._ledger.note(row, f"no listing: {instead.kind}")
        if instead.kind in _WALLS and response.request and leads_on(response.request):
            self._ledger.count(LOST_RESULTS, page=row)

    def _follow(self, request: Request, response: Response) -> None:
        row = response.meta[ROW]
        if len(request.url) > _LONGEST:
            self._ledger.count("request/too_long", page=row)
            return
        depth = response.meta[DEPTH] + (0 if request.meta.get(PAGING) else 1)
        if depth > self._depth:
            self._ledger.count("request/too_deep", page=row)
            return
        new = replace(as_new(request, depth), search=response.meta.get(SEARCH))
        self._ledger.found(new, row)


def _is_rendered(response: Response) -> bool:
    return bool(response.meta.get("playwright"))


def _in_browser(response: Response) -> Request:
    """The same page once more, with its scripts run."""
    request = response.request or Request(response.url)
    meta = {**request.meta, **IN_BROWSER, AGAIN: True}
    return request.replace(meta=meta, dont_filter=True)


def _callback(response: Response) -> str:
    return getattr(response.request and response.request.callback, "__name__", "")


def _sighting(output: Any, row: int) -> Sighting:
    if isinstance(output, Listing):
        output = Sighting(listing=output, identity=canonical(output.url))
    if isinstance(output, Sighting):
        return replace(output, page=row)
    raise TypeError(f"a spider yields Listing or Request, not {type(output).__name__}")
