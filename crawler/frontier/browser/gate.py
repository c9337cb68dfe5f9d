"""The browser's only way out: a proxy on loopback that connects to the site's own hosts alone.

A browser follows redirects and loads frames and scripts by itself, opens sockets and connections
ahead of need, where nothing of Scrapy sees them. It resolves no names either: the proxy does, and
connects to what it has checked. So whatever a page is up to, nobody but its site hears of it.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Self, TypeAlias
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.exceptions import NotConfigured

from crawler.config.address import exact, host_and_port, may_contact
from crawler.config.domain import domain_of
from crawler.config.policy import SITE
from crawler.frontier.egress import EGRESS_ALLOW

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)

_LAUNCH = "PLAYWRIGHT_LAUNCH_OPTIONS"
_REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_TUNNEL = b"HTTP/1.1 200 Connection established\r\n\r\n"
_OURS = (b"proxy-", b"connection:", b"keep-alive:")
"""Headers that are between the browser and the gate."""
_CHUNK = 2**16

Streams: TypeAlias = "tuple[StreamReader, StreamWriter]"
WayOut: TypeAlias = Callable[[str, int], Awaitable["Streams | None"]]
"""Opens a connection that carries bytes to a host and port, ``None`` if it may not be contacted."""


class BrowserGate:
    """Scrapy extension: tells the browser to go out through it, and lets it out.

    :param listening: a socket that listens on loopback.
    :param domains: of the site, as :func:`domain_of` names them; nothing else is connected to.
    :param way_out: how; :func:`direct`, or through whatever stands between us and the site.
    """

    def __init__(self, listening: socket.socket, domains: frozenset[str], way_out: WayOut) -> None:
        self._listening = listening
        self._domains = domains
        self._way_out = way_out
        self._told: set[str] = set()
        self._server: asyncio.Server | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        options = crawler.settings.getdict(_LAUNCH)
        if not options:
            raise NotConfigured
        listening = socket.create_server(("127.0.0.1", 0))
        server = "http://{}:{}".format(*listening.getsockname())
        options["proxy"] = {"server": server, "bypass": "<-loopback>"}  # loopback is no exception
        crawler.settings.set(_LAUNCH, options, priority="spider")
        domains = frozenset(map(domain_of, crawler.settings[SITE].addresses))
        way_out = direct(frozenset(crawler.settings.getlist(EGRESS_ALLOW)))
        gate = cls(listening, domains, way_out)
        crawler.signals.connect(gate.open, signals.spider_opened)
        crawler.signals.connect(gate.close, signals.engine_stopped)
        return gate

    async def open(self) -> None:
        """Begin to let the browser out."""
        self._server = await asyncio.start_server(self._visit, sock=self._listening)

    def close(self) -> None:
        """Let nothing out any more."""
        if self._server:
            self._server.close()

    async def _visit(self, browser: StreamReader, answer: StreamWriter) -> None:
        """One connection of the browser: one request, or one tunnel."""
        try:
            head = await browser.readuntil(b"\r\n\r\n")
            method, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
            tunnel = method == "CONNECT"
            host, port = host_and_port(f"//{target}" if tunnel else target)
            if not host:
                raise ValueError("it names no host")
            site = await self._connect(host, port)
            if site is None:
                answer.write(_REFUSED)
            elif tunnel:
                answer.write(_TUNNEL)
                await _join(browser, answer, *site)
            else:
                site[1].write(_as_origin(head, method, target))
                await _join(browser, answer, *site)
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as why:
            log.debug("a connection of the browser ended: %s", why)
        finally:
            answer.close()

    async def _connect(self, host: str, port: int) -> Streams | None:
        """A connection to a host of the site, if it may be contacted."""
        scheme = "https" if port == 443 else "http"
        if domain_of(f"{scheme}://{exact(host, port)}") not in self._domains:
            self._tell(host, port, "of another site")
            return None
        site = await self._way_out(host, port)
        if site is None:
            self._tell(host, port, "not public")
        return site

    def _tell(self, host: str, port: int, why: str) -> None:
        where = exact(host, port)
        if where not in self._told:
            self._told.add(where)
            log.warning("the browser was kept from %s, which is %s", where, why)


def direct(allow: frozenset[str]) -> WayOut:
    """Straight to the first permitted address of a host.

    :param allow: exceptions to "public addresses only".
    """

    async def connect(host: str, port: int) -> Streams | None:
        loop = asyncio.get_running_loop()
        for *_, (address, *_) in await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            if may_contact(str(address), host, port, allow):
                return await asyncio.open_connection(str(address), port)
        return None

    return connect


def _as_origin(head: bytes, method: str, target: str) -> bytes:
    """The head of a request as the site itself wants it, good for this one request."""
    parts = urlsplit(target)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = head.rstrip(b"\r\n").split(b"\r\n")[1:]
    kept = [line for line in lines if not line.lower().startswith(_OURS)]
    first = f"{method} {path} HTTP/1.1".encode("latin-1")
    return b"\r\n".join([first, *kept, b"Connection: close", b"", b""])


async def _join(
    browser: StreamReader, answer: StreamWriter, site: StreamReader, ask: StreamWriter
) -> None:
    """Carry bytes both ways until the site has said all; the browser may fall silent before."""
    asking = asyncio.ensure_future(_carry(browser, ask))
    try:
        await _carry(site, answer)
    finally:
        asking.cancel()
        ask.close()


async def _carry(source: StreamReader, target: StreamWriter) -> None:
    while data := await source.read(_CHUNK):
        target.write(data)
        await target.drain()
