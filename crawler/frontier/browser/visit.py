"""One page in the browser, from its first request until it can be read."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy.exceptions import DownloadCancelledError

from crawler.extraction import phrases
from crawler.frontier.browser import scripts

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Request, Route

    from crawler.frontier.browser.shelf import Shelf
    from crawler.frontier.browser.traffic import Traffic

_LOADING = 15.0
"""Seconds that the document itself may take; then what has come is read."""
_SETTLING = 10.0
"""Seconds after which a page that never rests is read as it is."""
_SLICE = 2.0
"""Seconds after which a page that does not rest is asked again whether it is still there."""
_QUIET = 300
"""Milliseconds without a change after which a page has settled."""
_SCANT, _PATIENCE = 200, 3.0
"""A page that shows fewer characters gets so many seconds to show more."""
_ANSWER = 5.0
"""Seconds beyond what was asked for after which a page's tab hangs."""
_LONGEST = 20 * 2**20
_MOVED = ("Execution context was destroyed", "Cannot find context", "navigat")


class Visit:
    """Prepares a page, watches what it asks for, and waits until it shows what it has.

    :param longest: characters of a document; a longer one is not read.
    """

    def __init__(self, traffic: Traffic, shelf: Shelf, longest: int = _LONGEST) -> None:
        self.traffic = traffic
        self._shelf = shelf
        self.page: Page | None = None
        self.heading = ""
        """Where the page went last, whether it arrived or not."""
        self.crashed = self.hangs = False
        self.staying = False
        """Whether it may not go anywhere any more."""
        self._longest = longest
        self._navigations = 0
        self._kept_here = asyncio.Event()
        self._asked: set[Request] = set()

    async def prepare(self, page: Page) -> None:
        """Before anything is asked for (scrapy-playwright's ``page_init_callback``)."""
        page.on("crash", self._has_crashed)
        page.on("request", self._goes)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._failed)
        await page.route("**/*", self._route)
        self.page = page

    async def settle(self, most: float = _SETTLING, patience: float = 0.0) -> None:
        """Wait until nothing is under way and nothing changes, but not longer than ``most``.

        :param patience: seconds that a page gets that shows next to nothing.
        """
        began = time.monotonic()
        while (left := began + most - time.monotonic()) > 0:
            slice_ = min(left, _SLICE)
            answer = await self.ask(scripts.QUIET, [_QUIET, 1000 * slice_], most=slice_)
            rests, shown = answer or (False, 0)
            waited = time.monotonic() - began
            if rests and not self._asked and (shown > _SCANT or waited >= patience):
                return
            await asyncio.sleep(0.05)
        self.traffic.count("browser/unsettled")

    async def load(self) -> None:
        """Wait for the document, its scripts, and what they put into it."""
        loaded = self._here.wait_for_load_state("domcontentloaded", timeout=1000 * _LOADING)
        ways = [asyncio.ensure_future(loaded), asyncio.ensure_future(self._kept_here.wait())]
        done, _ = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        try:
            if ways[0] in done:
                ways[0].result()
        except PlaywrightTimeoutError:
            self.traffic.count("browser/unfinished")
        await self.settle(patience=_PATIENCE)

    async def uncover(self) -> None:
        """Take away what lies over the page and asks for consent, and let it scroll again.

        Nothing is agreed to or declined: that is not ours to do, and a page without an answer is
        what the site shows to whoever has not given one.
        """
        texts = await self.ask(scripts.OVERLAYS) or []
        consent = phrases.pattern("consent")
        chosen = [number for number, text in enumerate(texts) if consent.search(text)]
        await self.ask(scripts.OVERLAYS, chosen)
        if chosen:
            self.traffic.count("browser/overlays")

    async def finish(self) -> None:
        """Leave the page as it is now.

        :raises DownloadCancelledError: if it is too long.
        """
        self.staying = True
        if (await self.ask(scripts.FINISH) or 0) > self._longest:
            raise DownloadCancelledError("too large")

    async def ask(self, script: str, argument: Any = None, most: float = 0.0) -> Any:
        """What a script in the page says; ``None`` if the page is just going elsewhere.

        :raises TimeoutError: if it has not answered after ``most`` seconds and a few more.
        """
        try:
            async with asyncio.timeout(most + _ANSWER):
                return await self._here.evaluate(script, argument)
        except TimeoutError:
            self.hangs = True
            raise
        except PlaywrightError as error:
            if not any(sign in error.message for sign in _MOVED):
                raise
            return None

    @property
    def _here(self) -> Page:
        if self.page is None:
            raise PlaywrightError("the page was not prepared")
        return self.page

    async def _route(self, route: Route, request: Request) -> None:
        own = request.is_navigation_request() and request.frame.parent_frame is None
        if (own and self.staying) or await self.traffic.refuses(request, self._navigations):
            await route.abort("aborted" if own else "blockedbyclient")
            if own:  # the page stays; it is not told that it has loaded any more
                self._kept_here.set()
            return
        if await self._shelf.serve(route, request):
            return
        self._navigations += own
        self._asked.add(request)
        await route.fallback()

    def _goes(self, request: Request) -> None:
        """Redirects are told here and nowhere else."""
        if request.is_navigation_request() and request.frame.parent_frame is None:
            self.heading = request.url

    async def _answered(self, request: Request) -> None:
        self._asked.discard(request)
        await self._shelf.keep(request)

    def _failed(self, request: Request) -> None:
        self._asked.discard(request)

    def _has_crashed(self, _: Page) -> None:
        self.crashed = True

    async def close(self, most: float = 5.0) -> bool:
        """Close the page; whether that went well."""
        if self.page is None or self.page.is_closed():
            return True
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(most):
                await self.page.close()
            return True
        return False


async def guard(context: BrowserContext) -> None:
    """What holds for all pages of a context: no windows, no sockets, nothing ahead of need."""
    await context.route("**/*", lambda route: route.abort("blockedbyclient"))
    await context.add_init_script(scripts.UNASKED)
    await context.route_web_socket("**/*", lambda socket: socket.close())
    context.on("page", _close_popup)


async def _close_popup(page: Page) -> None:
    if await page.opener() is not None:
        with suppress(PlaywrightError):
            await page.close()
