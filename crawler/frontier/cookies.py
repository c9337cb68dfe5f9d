"""Cookies of a sweep: those that the operator exported, and what the site sets meanwhile.

They live in memory as long as the sweep does; nothing writes them down.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, Self
from weakref import WeakKeyDictionary

from scrapy.downloadermiddlewares import cookies
from scrapy.http.cookies import CookieJar

from crawler.config.domain import suffixes
from crawler.config.readiness import cookies_of
from crawler.frontier.session import spider_of

if TYPE_CHECKING:
    from http.cookiejar import Cookie

    from scrapy import Request
    from scrapy.crawler import Crawler

    from crawler.config.cookie_file import CookieFile

log = logging.getLogger(__name__)

# Scrapy's own would fetch the public suffix list from a third party, past every guard.
cookies._split_domain = suffixes

_INIT = "playwright_page_init_callback"


class CookiesMiddleware(cookies.CookiesMiddleware):
    """Scrapy's, whose jars begin with the exported cookies; the browser is given the same."""

    def __init__(self, exported: CookieFile | None) -> None:
        super().__init__(debug=False)  # which would log them
        held = exported.cookies if exported else ()
        self.jars: defaultdict[Any, CookieJar] = defaultdict(lambda: _jar(held))
        self._given: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        if exported:
            log.info("%d cookies from %s", len(held), exported.path)
            if exported.ended and held:
                log.warning("%d cookies in %s have expired", len(exported.ended), exported.path)
            if exported.public:
                log.warning("%s", exported.public)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        site = spider_of(crawler).site  # type: ignore[attr-defined]
        middleware = cls(cookies_of(site))
        middleware.crawler = crawler
        return middleware

    def process_request(self, request: Request) -> None:  # type: ignore[override]
        super().process_request(request)
        if request.meta.get("playwright"):
            request.headers.pop("Cookie", None)  # a browser sends its own
            request.meta[_INIT] = self._give

    async def _give(self, page: Any, request: Request) -> None:
        """Put the cookies into the browser's context, once for each login: it keeps its own."""
        context, login = page.context, request.meta.get("cookiejar")
        if self._given.get(context, self) != login:
            self._given[context] = login
            await context.clear_cookies()
            await context.add_cookies([_for_browser(cookie) for cookie in self.jars[login]])


def _jar(held: tuple[Cookie, ...]) -> CookieJar:
    # A cookie without a domain is its host's alone, as browsers have it; Python is more generous.
    strict = DefaultCookiePolicy.DomainStrictNonDomain
    jar = CookieJar(DefaultCookiePolicy(strict_ns_domain=strict))
    for cookie in held:
        jar.set_cookie(cookie)
    return jar


def _for_browser(cookie: Cookie) -> dict[str, Any]:
    return {
        "name": cookie.name,
        "value": cookie.value or "",
        "domain": cookie.domain,
        "path": cookie.path,
        "secure": cookie.secure,
        "expires": cookie.expires or -1,
    }
