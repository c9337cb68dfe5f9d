"""Scripts and styles of a site, asked for once a sweep and not once a page.

A browser whose requests are looked at by others keeps no cache of its own.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import Request, Route

_KEPT = frozenset({"script", "stylesheet"})
_NOT_KEPT = ("no-store", "no-cache", "max-age=0")
_HEADERS = ("content-type", "access-control-allow-origin", "access-control-allow-credentials")
_MOST = 32 * 2**20
_ONE = 4 * 2**20


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    headers: Mapping[str, str]


class Shelf:
    """What was loaded of late, least recently used gone first.

    :param most: bytes kept in all.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    async def serve(self, route: Route, request: Request) -> bool:
        """Answer a request from the shelf, if it can be."""
        kept = self._kept.get(request.url) if request.method == "GET" else None
        if kept is None:
            return False
        self._kept.move_to_end(request.url)
        await route.fulfill(status=200, headers=dict(kept.headers), body=kept.body)
        return True

    async def keep(self, request: Request) -> None:
        """Keep what came, if the site lets it be kept."""
        if request.resource_type not in _KEPT or request.method != "GET":
            return
        if request.url in self._kept:
            return
        with suppress(PlaywrightError):  # its page is closed
            response = await request.response()
            if response is None or response.status != 200:
                return
            headers = await response.all_headers()
            if any(word in headers.get("cache-control", "") for word in _NOT_KEPT):
                return
            body = await response.body()
            self._put(request.url, _Kept(body, {n: headers[n] for n in _HEADERS if n in headers}))

    def _put(self, url: str, kept: _Kept) -> None:
        if len(kept.body) > _ONE or url in self._kept:
            return
        self._kept[url] = kept
        self._size += len(kept.body)
        while self._size > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest.body)
