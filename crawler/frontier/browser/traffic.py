"""What a page in the browser may ask for: its own site's documents, scripts, styles and data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from crawler.config.domain import domain_of
from crawler.frontier.failures import RefusedError

if TYPE_CHECKING:
    from playwright.async_api import Request

_WANTED = frozenset({"document", "stylesheet", "script", "xhr", "fetch"})
"""Styles, because what a page loads when it is scrolled depends on where things stand."""
_MEDIA = frozenset({"image", "font", "media", "texttrack"})
_NAVIGATIONS = 5
"""Addresses that one page may send itself on to."""


class Traffic:
    """Decides on each request of a page, and counts the refused ones by reason.

    The gate sees hosts only, but all of them; this sees addresses, except where the site itself
    redirects.

    :param domains: of the site.
    :param robots: why an address of the site may not be fetched, or ``None``.
    :param count: is told the name of a count to be raised by one.
    """

    def __init__(
        self,
        domains: frozenset[str],
        robots: Callable[[str], Awaitable[str | None]],
        count: Callable[[str], None],
    ) -> None:
        self._domains = domains
        self._robots = robots
        self.count = count

    async def refuses(self, request: Request, navigations: int) -> bool:
        """Whether a request is not let through.

        :param navigations: how often its page has moved on; 0 while it opens.
        """
        why = await self._reason(request, navigations)
        if why:
            self.count(f"browser/refused/{why}")
        return why is not None

    async def check_arrival(self, url: str) -> None:
        """Look where redirects within the site have led.

        :raises RefusedError: if it is forbidden there.
        """
        if why := await self._robots(url):
            raise RefusedError(why)

    def is_own(self, url: str) -> bool:
        """Whether an address belongs to the site."""
        return domain_of(url) in self._domains

    async def _reason(self, request: Request, navigations: int) -> str | None:
        kind = request.resource_type
        if not self.is_own(request.url):
            return "third_party"
        if kind not in _WANTED:
            return "media" if kind in _MEDIA else "other"
        if navigations > _NAVIGATIONS:
            return "navigation"
        opening = navigations == 0 and request.is_navigation_request()
        return "robots" if not opening and await self._robots(request.url) else None
