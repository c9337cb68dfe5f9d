"""When the browser is started: when a page needs it, and again when it has died."""

from __future__ import annotations

from contextlib import suppress

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError
from scrapy_playwright.provider import PlaywrightBrowserProvider

from crawler.errors import MissingError


class BrowserProvider(PlaywrightBrowserProvider):  # type: ignore[misc]
    """Starts Playwright and Chromium for the first page, not for the sweep.

    A site with ``render: auto`` that never needs them costs neither.
    """

    async def start(self) -> None:
        """Not yet."""

    async def launch_browser(self) -> Browser:
        """A running browser.

        :raises MissingError: if it does not start.
        """
        try:
            return await self._launch()
        except PlaywrightError:  # perhaps Playwright's own process has died, too
            await self.close()
            try:
                return await self._launch()
            except PlaywrightError as error:
                why = error.message.strip().splitlines()[0]
                raise MissingError(f"the browser does not start: {why}") from error

    async def _launch(self) -> Browser:
        if self.browser_type is None:
            await super().start()
        browser: Browser = await super().launch_browser()
        return browser

    async def close(self) -> None:
        """End Playwright's process, if there is one."""
        with suppress(PlaywrightError):
            await super().close()
        self.playwright_context_manager = self.playwright = self.browser_type = None
