"""Scrapy's download handler for pages in the browser: scrapy-playwright's, bounded on all sides."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast
from weakref import WeakKeyDictionary, WeakSet

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from crawler.config.domain import domain_of
from crawler.config.policy import SITE
from crawler.frontier.browser.contexts import Contexts
from crawler.frontier.browser.shelf import Shelf
from crawler.frontier.browser.traffic import Traffic
from crawler.frontier.browser.unfold import Unfolding, read_out
from crawler.frontier.browser.visit import Visit, guard
from crawler.frontier.failures import BrowserError, RefusedError, leads_on
from crawler.frontier.robots import RobotsMiddleware
from crawler.frontier.session import Session

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_MOST = 110.0
"""Seconds that one page may take: to open (30), to load (25), to unfold (60 and a bit)."""
# It logs a traceback for each page that fails, whose reason the frontier keeps anyway.
logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)
_CONTEXT = {"service_workers": "block", "accept_downloads": False}


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """Opens what carries ``playwright`` in its meta in Chromium, and fetches the rest plainly."""

    _of: ClassVar[WeakKeyDictionary[Crawler, BrowserHandler]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        site = crawler.settings[SITE]
        self._domains = frozenset(map(domain_of, site.reach))
        self._unfolding = Unfolding.of(site)
        self._contexts = Contexts(self._throw_away)
        self._guarded: WeakSet[BrowserContext] = WeakSet()
        self._traffic = Traffic(self._domains, self._forbidden, self._count)
        self._shelf = Shelf()
        self._closed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BrowserHandler:
        """One for ``http`` and ``https``, so that there is one browser."""
        if crawler not in cls._of:
            cls._of[crawler] = cls(crawler)
        return cls._of[crawler]

    async def close(self) -> None:
        if not self._closed:
            self._closed = True
            await super().close()

    async def download_request(self, request: Request) -> Response:
        """The page as it is once its scripts have run.

        :raises MissingError: if the browser does not start.
        :raises BrowserError: if it fails.
        :raises RefusedError: if the page leads elsewhere, or is none.
        """
        if not request.meta.get("playwright"):
            return cast("Response", await super().download_request(request))
        visit = Visit(self._traffic, self._shelf)
        async with self._contexts.place() as context:
            try:
                async with asyncio.timeout(_MOST):
                    asked = self._of_visit(request, visit, context)
                    response: Response = await super().download_request(asked)
                    if not self._traffic.is_own(response.url):
                        raise PlaywrightError(f"net::ERR_FAILED at {visit.heading}")
                    await self._traffic.check_arrival(response.url)
            except (PlaywrightError, TimeoutError, RuntimeError) as error:
                raise self._explained(error, visit) from error
            finally:
                if not await visit.close():
                    await self._end_browser()
        return response.replace(request=request)

    def _of_visit(self, request: Request, visit: Visit, context: str) -> Request:
        """The request as scrapy-playwright wants it; what is in it ends with the visit."""

        dress = request.meta.get("playwright_page_init_callback")  # of the cookies

        async def prepare(page: Page, asked: Request) -> None:
            await visit.prepare(page)
            if dress:
                await dress(page, asked)
            if page.context not in self._guarded:
                self._guarded.add(page.context)
                await guard(page.context)

        async def read(_: Page) -> None:
            await read_out(visit, self._unfolding if leads_on(request) else None)

        meta = {
            **request.meta,
            "playwright_context": context,
            "playwright_context_kwargs": _CONTEXT,
            "playwright_page_goto_kwargs": {"wait_until": "commit"},
            "playwright_page_init_callback": prepare,
            "playwright_page_methods": [PageMethod(read)],
        }
        return request.replace(meta=meta)

    def _explained(self, error: Exception, visit: Visit) -> Exception:
        """What went wrong, in the frontier's words."""
        if visit.heading and not self._traffic.is_own(visit.heading):
            return RefusedError(f"off site: {domain_of(visit.heading) or 'not a web address'}")
        if visit.crashed or visit.hangs:
            how = "crashed" if visit.crashed else "hangs"
            return BrowserError(f"the page {how} it", again=False)
        if isinstance(error, TimeoutError | PlaywrightTimeoutError):
            return DownloadTimeoutError("timed out")
        words = str(error).partition("\n")[0][:200]
        if "Failed to download" in words:
            return RefusedError("a download, no page")
        return DownloadFailedError(words) if "net::" in words else BrowserError(words)

    async def _forbidden(self, url: str) -> str | None:
        robots: RobotsMiddleware | None = self.crawler.get_downloader_middleware(RobotsMiddleware)
        if robots is None:
            return None
        # A slot of its own: that of the site is taken by the page that wants to know.
        return await robots.refusal(url, slot=f"robots.txt for {domain_of(url)}")

    def _count(self, name: str) -> None:
        session = self.crawler.get_extension(Session)
        if session is not None:
            session.ledger.count(name)

    async def _throw_away(self, context: str) -> None:
        wrapper = self.context_wrappers.get(context)
        if wrapper is not None:
            with suppress(PlaywrightError):
                await wrapper.context.close()

    async def _end_browser(self) -> None:
        """A tab that cannot even be closed: begin anew, which the next page does."""
        if hasattr(self, "browser"):
            with suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(10):
                    await self.browser.close()
