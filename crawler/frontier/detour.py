"""Sends everything of a site that has a proxy through the gate, and tells what the proxy did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.exceptions import IgnoreRequest, NotConfigured

from crawler.frontier.egress import GATE
from crawler.frontier.gate import Gate
from crawler.frontier.upstream import WayOutError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class DetourMiddleware:
    """Scrapy middleware, the last before Scrapy's own for proxies."""

    def __init__(self, address: str, gate: Gate, proxy: str) -> None:
        self._address = f"http://{address}"
        self._gate = gate
        self._proxy = proxy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        address, gate = crawler.settings.get(GATE), crawler.get_extension(Gate)
        if address is None or gate is None:
            raise NotConfigured
        return cls(address, gate, crawler.spider.site.proxy.url)  # type: ignore[union-attr]

    def process_request(self, request: Request) -> None:
        request.meta["proxy"] = self._address

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status == 407:  # which is a proxy's word, never a site's
            words = f"proxy {self._proxy}: wants another user and password (HTTP 407)"
            raise WayOutError(words, transient=False)
        if response.status == 502 and (trouble := self._gate.trouble(request.url)):
            raise trouble
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, IgnoreRequest | WayOutError):  # it was not asked, or is told
            return
        if trouble := self._gate.trouble(request.url):
            raise trouble from exception
