"""Sites for members: logged in before the first page, and told when the login has ended.

The form is sent from here, at the site's pace and under its robots.txt, and is never a row: what
is typed into it is kept by nobody.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.http.request import NO_CALLBACK

from crawler.config.readiness import cookies_of
from crawler.extraction import Page, barrier
from crawler.extraction.kind import Kind
from crawler.extraction.selectors import compile_selector
from crawler.frontier.failures import (
    TRANSIENT_STATUS,
    LoginError,
    RefusedError,
    StatusError,
)
from crawler.frontier.login_form import ASTRAY, filled_in, stays
from crawler.frontier.login_page import is_same_page, leads_to_login
from crawler.frontier.meta import LOGIN, ROBOTS, ROW
from crawler.frontier.robots import FORBIDDEN
from crawler.frontier.session import spider_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.config import Site

log = logging.getLogger(__name__)

_MOST_LOGINS = 2
_IN_A_ROW = 5
"""Pages that all want a login before the rest is left alone."""
_SENT_ON = "sent on to the login page"
_JAR = "cookiejar"
_FORMER = ("redirect_urls", "redirect_times", "redirect_ttl", "redirect_reasons")


class MembershipMiddleware:
    """Lets nobody out before the login, and takes a login page for what it is."""

    def __init__(self, crawler: Crawler, site: Site) -> None:
        self._crawler = crawler
        self._site = site
        self._login = site.login
        self._check = compile_selector(site.login.check) if site.login else None
        self._fields = bool(site.login and site.login.fields)
        exported = cookies_of(site)
        self._over = exported.expired if exported and not self._fields else None
        """Why no further page is asked for."""
        self._logins = 0
        self._under_way: asyncio.Task[None] | None = None
        self._walls = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, spider_of(crawler).site)  # type: ignore[attr-defined]

    async def process_request(self, request: Request) -> Request | None:
        if request.meta.get(ROBOTS):
            return None
        if request.meta.get(LOGIN):
            self._keep_to_itself(request)
            return None
        if came_from := request.meta.get("redirect_urls"):
            if self._leads_astray(request, came_from[0], request.url):
                return self._walled(request, _SENT_ON)
            return None
        await self._enter()
        request.meta[_JAR] = self._logins
        return None

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if request.meta.get(ROBOTS) or request.meta.get(LOGIN):
            return response
        if self._leads_astray(request, request.url, response.url):  # in the browser
            return self._walled(request, _SENT_ON)
        if self._is_strange(response):
            return self._walled(request, f"no '{self._login.check}' on the page")  # type: ignore[union-attr]
        self._walls = 0
        return response

    def _leads_astray(self, request: Request, asked: str, came: str) -> bool:
        """Whether we were sent to the login page; one page that is tried is shown as it is."""
        minded = ROW in request.meta or self._login is not None
        return minded and self._is_login(came) and not self._is_login(asked)

    def _is_login(self, url: str) -> bool:
        return leads_to_login(url) or bool(self._login and is_same_page(url, self._login.url))

    def _is_strange(self, response: Response) -> bool:
        """Whether a page is not one that members see."""
        if self._check is None or not isinstance(response, HtmlResponse):
            return False
        if self._shows_membership(response) or response.status not in {200, 401, 403}:
            return False
        found = barrier.find(Page(response.url, response.body))
        if response.status == 200:  # a captcha is something else
            return found is None or found.kind is not Kind.BLOCKED or found.reason == "login"
        return found is not None and found.reason == "login"

    def _shows_membership(self, response: Response) -> bool:
        return (
            self._check is not None
            and isinstance(response, HtmlResponse)
            and bool(self._check.nodes(Page(response.url, response.body).root))
        )

    def _walled(self, request: Request, why: str) -> Request:
        """Ask again after another login; or else the page is not to be had.

        :raises LoginError: saying so.
        """
        jar = request.meta.get(_JAR, 0)
        if self._fields and jar == self._logins < _MOST_LOGINS:
            log.warning("%s: %s; logging in again", request.url, why)
            self._under_way = None
        elif jar == self._logins:
            self._walls += 1
            if self._walls >= _IN_A_ROW and (self._fields or self._site.cookies):
                self._over = self._over or f"the session has ended ({why})"
            raise LoginError(why)
        first = request.meta.get("redirect_urls", [request.url])[0]
        meta = {key: value for key, value in request.meta.items() if key not in _FORMER}
        return request.replace(url=first, meta=meta, dont_filter=True)

    async def _enter(self) -> None:
        """Be logged in, or wait until it has been tried.

        :raises LoginError: if we are not let in.
        """
        if self._over is None and self._fields:
            if self._under_way is None:
                self._logins += 1
                self._under_way = asyncio.ensure_future(self._log_in())
            under_way = self._under_way
            try:
                await under_way
            except LoginError as error:
                self._over = self._over or error.why
            except Exception:
                if self._under_way is under_way:  # what failed is no login: it may be tried again
                    self._under_way, self._logins = None, self._logins - 1
                raise
        if self._over:
            raise LoginError(self._over)

    async def _log_in(self) -> None:
        login = self._login
        assert login is not None  # noqa: S101 - there are fields to fill in
        page = await self._ask(Request(login.url, NO_CALLBACK, dont_filter=True))
        if self._shows_membership(page):
            return
        answer = await self._ask(filled_in(page, login))
        if not self._shows_membership(answer):  # some say only "welcome back"
            first = next(iter(self._site.start), login.url)
            answer = await self._ask(Request(first, NO_CALLBACK, dont_filter=True))
        if not self._shows_membership(answer):
            raise LoginError(f"the login was not accepted: no '{login.check}' on the page after it")
        log.info("logged in at %s", login.url)

    async def _ask(self, request: Request) -> Response:
        request.meta.update({LOGIN: True, _JAR: self._logins})
        try:
            response: Response = await self._crawler.engine.download_async(request)
        except RefusedError as error:
            if str(error) == FORBIDDEN:
                raise LoginError(
                    "robots.txt forbids the login page, so the form is not sent; log in with a "
                    "browser and give its cookies instead"
                ) from None
            raise
        if response.status in TRANSIENT_STATUS:
            raise StatusError(response.status)
        if response.status >= 400:
            raise LoginError(f"the login was answered with HTTP {response.status}")
        return response

    def _keep_to_itself(self, request: Request) -> None:
        """What was typed goes where the form is and nowhere else, redirects included."""
        login: Any = self._login
        if request.method == "POST" and not stays(request.url, login.url):
            raise LoginError(ASTRAY)
