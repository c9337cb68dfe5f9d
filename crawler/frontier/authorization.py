"""The keys of an official API: a token is fetched with them and goes along with each request.

Tokens and keys are added where a request is sent, so that no row, log or report ever holds one.
"""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode, urljoin, urlsplit

from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK
from w3lib.http import basic_auth_header

from crawler.config.api import credentials, key_names
from crawler.frontier.failures import KeysRefusedError, StatusError
from crawler.frontier.meta import AGREED, KEYS, RENEWED, ROBOTS
from crawler.frontier.session import spider_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.config.model import Site
    from crawler.extraction.recipe import Token

_MARGIN = 60.0
"""Seconds before its end from which a token is not used any more."""
_SHORTEST = 120.0
"""Seconds that a token is used if the API does not say how long it is good."""


class AuthorizationMiddleware:
    """OAuth 2.0 with client credentials (RFC 6749, section 4.4).

    :param address: where the API is; its token is sent nowhere else.
    """

    def __init__(self, crawler: Crawler, site: Site, address: str, token: Token) -> None:
        self._crawler = crawler
        self._site = site
        self._origin = _origin(address)
        self._where = urljoin(address, token.address)
        self._scope = token.scope
        self._token = ""
        self._until = 0.0
        self._refusal: KeysRefusedError | None = None
        self._one_at_a_time = asyncio.Lock()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: Any = spider_of(crawler)
        if spider.site.api.id is None:
            raise NotConfigured
        return cls(crawler, spider.site, spider.api, spider.recipe.token)

    async def process_request(self, request: Request) -> None:
        agreed = self._is_for_the_api(request)
        request.meta[AGREED] = agreed or KEYS in request.meta  # anew, as redirects inherit it
        if agreed:
            token = await self._valid_token(request)
            request.headers["Authorization"] = f"Bearer {token}"

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """A token that was taken back early is renewed, once for each request."""
        refused = response.status == 401 and not request.meta.get(RENEWED)
        if not refused or not self._is_for_the_api(request):
            return response
        if request.headers.get("Authorization") == f"Bearer {self._token}".encode():
            self._token = ""
        again = request.replace(dont_filter=True)
        again.meta[RENEWED] = True
        return again

    def _is_for_the_api(self, request: Request) -> bool:
        ours = request.meta.get(ROBOTS) or request.meta.get(KEYS)
        return not ours and _origin(request.url) == self._origin

    async def _valid_token(self, asked_by: Request) -> str:
        async with self._one_at_a_time:
            if self._refusal:
                raise KeysRefusedError(self._refusal.why)
            if not self._token or time.monotonic() > self._until:
                await self._renew(asked_by)
            return self._token

    async def _renew(self, asked_by: Request) -> None:
        key, secret = credentials(self._site)
        form = {"grant_type": "client_credentials"} | (
            {"scope": self._scope} if self._scope else {}
        )
        proxy = asked_by.meta.get("proxy")
        request = Request(
            self._where,
            method="POST",
            body=urlencode(form),
            headers={
                "Authorization": basic_auth_header(key, secret),
                "Content-Type": "application/x-www-form-urlencoded",
            },
            callback=NO_CALLBACK,
            meta={KEYS: True, "dont_redirect": True, **({"proxy": proxy} if proxy else {})},
            dont_filter=True,
            priority=1000,
        )
        response: Response = await self._crawler.engine.download_async(request)
        if response.status in {400, 401, 403}:
            names = " and ".join(key_names(self._site))
            why = f"the API refused the keys in {names} (HTTP {response.status})"
            self._refusal = KeysRefusedError(why)
            raise self._refusal
        if response.status != 200:
            raise StatusError(response.status)
        self._token, seconds = _granted(response.body)
        self._until = time.monotonic() + seconds - _MARGIN


def _granted(body: bytes) -> tuple[str, float]:
    """The token in an answer, and the seconds that it is good for."""
    try:
        said = json.loads(body)
        token, seconds = said["access_token"], float(said.get("expires_in") or _SHORTEST)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        token, seconds = "", 0.0
    if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token:
        raise KeysRefusedError("the API's answer to the keys holds no token")
    return token, seconds


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
