"""Requests to the market and what they get."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.resources import files

from aiohttp import web

from crawler.demo.pages import NotHereError, Pages
from crawler.demo.photos import photo
from crawler.demo.structured import robots, sitemap
from crawler.demo.truth import Market

_REMEMBERED = 4096  # answers


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one address gives, the same every time."""

    text: str
    content_type: str = "text/html"
    status: int = 200


class Shop:
    """Answers requests for the market of one night."""

    def __init__(self, market: Market, base: str) -> None:
        self.requests: Counter[str] = Counter()
        """Path with query → how often it was asked for."""
        self._market = market
        self._base = base
        self._pages = Pages(market, base)
        self._style = (files("crawler.demo") / "templates" / "market.css").read_text("utf-8")
        self._answers: dict[str, _Answer] = {}

    def application(self) -> web.Application:
        """The shop as an aiohttp application."""
        pages = self._pages
        renderers: dict[str, Callable[[web.Request], _Answer]] = {
            "/": lambda _: _Answer(pages.front()),
            "/adverts": lambda request: _Answer(pages.results(_page(request))),
            "/section/{slug}": lambda request: _Answer(
                pages.section(request.match_info["slug"], _page(request))
            ),
            "/seller/{slug}": lambda request: _Answer(
                pages.seller(request.match_info["slug"], _page(request))
            ),
            "/search": lambda request: _Answer(
                pages.search(request.query.get("q", "").strip(), _page(request))
            ),
            "/advert/{number}{slug:(/[^/]*)?}": self._advert,
            "/private/": lambda _: _Answer(pages.private()),
            "/robots.txt": lambda _: _Answer(robots(self._base), "text/plain"),
            "/sitemap.xml": lambda _: _Answer(sitemap(self._market, self._base), "application/xml"),
            "/market.css": lambda _: _Answer(self._style, "text/css"),
        }
        application = web.Application()
        application.router.add_get("/photo/{number}-{view:[0-9]}.jpg", self._photo)
        for path, render in renderers.items():
            application.router.add_get(path, self._remembering(render))
        application.router.add_get("/{path:.*}", self._remembering(_nothing))
        return application

    def _remembering(
        self, render: Callable[[web.Request], _Answer]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            address = request.path_qs
            self.requests[address] += 1
            answer = self._answers.get(address)
            if answer is None:
                try:
                    answer = render(request)
                except NotHereError:
                    answer = _Answer(self._pages.missing(), status=404)
                if len(self._answers) < _REMEMBERED:
                    self._answers[address] = answer
            return web.Response(
                text=answer.text,
                content_type=answer.content_type,
                charset="utf-8",
                status=answer.status,
            )

        return handle

    def _advert(self, request: web.Request) -> _Answer:
        number = request.match_info["number"]
        advert = self._pages.advert_of(number)
        if self._pages.is_gone(number):
            return _Answer(self._pages.gone(advert), status=410)
        if request.path != advert.path:
            raise web.HTTPMovedPermanently(advert.path)
        return _Answer(self._pages.advert(advert))

    async def _photo(self, request: web.Request) -> web.Response:
        self.requests[request.path_qs] += 1
        try:
            advert = self._pages.advert_of(request.match_info["number"])
        except NotHereError:
            raise web.HTTPNotFound from None
        if request.path not in advert.images:
            raise web.HTTPNotFound
        view = int(request.match_info["view"])
        body = await asyncio.to_thread(photo, advert.kind, advert.picture, view, advert.colour)
        return web.Response(body=body, content_type="image/jpeg")


def _nothing(request: web.Request) -> _Answer:
    raise NotHereError(request.path)


def _page(request: web.Request) -> int:
    written = request.query.get("page", "1")
    if not (written.isascii() and written.isdigit() and len(written) < 6):
        raise NotHereError(request.path_qs)
    return int(written)
