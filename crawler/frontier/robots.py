"""robots.txt, obeyed per origin as RFC 9309 has it: what cannot be read forbids.

Scrapy 2.14-2.19 lets every request through that arrives while robots.txt is still under way, and
takes an unreachable robots.txt for permission; hence this middleware in its place.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.http.request import NO_CALLBACK

from crawler.frontier.failures import RefusedError, explain
from crawler.frontier.meta import AGREED, ROBOTS

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

log = logging.getLogger(__name__)

UNREACHABLE = "robots.txt unreachable"
FORBIDDEN = "forbidden by robots.txt"
_MAX_BYTES = 500 * 1024  # RFC 9309, section 2.5


class RobotsMiddleware:
    """Refuses what an origin's robots.txt forbids to ``agent`` and keeps its Crawl-delay.

    An API that gave us keys is asked by agreement: robots.txt is for those who come without.
    """

    def __init__(self, crawler: Crawler, agent: str) -> None:
        self._crawler = crawler
        self._agent = agent
        self._rules: dict[str, asyncio.Task[Protego | str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, crawler.settings["ROBOTSTXT_USER_AGENT"])

    async def process_request(self, request: Request) -> None:
        if request.meta.get(ROBOTS) or request.meta.get(AGREED):
            return
        if why := await self.refusal(request.url, slot=request.meta.get("download_slot")):
            raise RefusedError(why)

    async def refusal(self, url: str, *, slot: str | None = None) -> str | None:
        """Why ``url`` may not be fetched; ``None`` if it may.

        :param slot: of Scrapy's downloader, in which to ask for rules that are not known yet.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._fetch(origin, slot))
        rules = await self._rules[origin]
        if isinstance(rules, str):
            return rules
        return None if rules.can_fetch(url, self._agent) else FORBIDDEN

    async def _fetch(self, origin: str, slot: str | None) -> Protego | str:
        """The origin's rules, or why nothing may be fetched there."""
        meta = {ROBOTS: True, "download_slot": slot}
        request = Request(
            f"{origin}/robots.txt", callback=NO_CALLBACK, meta=meta, dont_filter=True, priority=1000
        )
        engine = self._crawler.engine
        try:
            response: Response = await engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever it was, it means no
            reason = explain(error)[0]
            log.warning("%s/robots.txt: %s; nothing is fetched there", origin, reason)
            return f"{UNREACHABLE}: {reason}"
        if response.status >= 500 or response.status == 429:
            return f"{UNREACHABLE}: HTTP {response.status}"
        body = response.body[:_MAX_BYTES] if response.status < 400 else b""
        rules = Protego.parse(body.decode("utf-8-sig", "replace"))
        self._slow_down(request, float(rules.crawl_delay(self._agent) or 0))
        return rules

    def _slow_down(self, request: Request, seconds: float) -> None:
        """Crawl-delay counts if it is slower than the site's own pace."""
        downloader = self._crawler.engine.downloader
        name = request.meta.get("download_slot") or ""
        slot = downloader.slots.get(name)
        if slot is not None and seconds > slot.delay:
            slot.delay = seconds
            # Scrapy forgets a slot that was not used for a minute; a new one must be as slow.
            downloader.per_slot_settings[name] = {"delay": seconds}
