"""A gate on loopback, for what cannot connect by itself: the browser, and all that takes a proxy.

A browser follows redirects and loads pictures, frames and scripts by itself, where nothing of
Scrapy sees them; Scrapy speaks no SOCKS. Both take the gate for their proxy and resolve no name:
it connects to permitted hosts of the site alone, or through the site's own proxy and never beside
it. So whatever a page is up to, nobody but its site hears of it.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.exceptions import NotConfigured

from crawler.config.address import exact, host_and_port
from crawler.config.domain import domain_of
from crawler.frontier.egress import EGRESS_ALLOW, GATE
from crawler.frontier.proxies import through
from crawler.frontier.upstream import Direct, ForbiddenError, Streams, Upstream, WayOutError

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)

_LAUNCH = "PLAYWRIGHT_LAUNCH_OPTIONS"
_REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_AWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_TUNNEL = b"HTTP/1.1 200 Connection established\r\n\r\n"
_OURS = (b"proxy-", b"connection:", b"keep-alive:")
"""Headers that are between the visitor and the gate."""
_CHUNK = 2**16


class Gate:
    """Scrapy extension: lets visitors out, and tells the browser to be one.

    :param listening: a socket that listens on loopback.
    :param domains: of the site, as :func:`domain_of` names them; nothing else is connected to.
    """

    def __init__(
        self, listening: socket.socket, domains: frozenset[str], upstream: Upstream
    ) -> None:
        self._listening = listening
        self._domains = domains
        self._upstream = upstream
        self._told: set[str] = set()
        self._server: asyncio.Server | None = None
        self._troubles: dict[str, WayOutError] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: Any = crawler.spider
        options, proxy = crawler.settings.getdict(_LAUNCH), spider.site.proxy
        if not (options or proxy):
            raise NotConfigured
        listening = socket.create_server(("127.0.0.1", 0))
        address = "{}:{}".format(*listening.getsockname())
        if options:  # loopback is no exception
            options["proxy"] = {"server": f"http://{address}", "bypass": "<-loopback>"}
            crawler.settings.set(_LAUNCH, options, priority="spider")
        if proxy:
            crawler.settings.set(GATE, address, priority="spider")
        allow = frozenset(crawler.settings.getlist(EGRESS_ALLOW))
        addresses = {*spider.site.reach, *getattr(spider, "addresses", ())}
        domains = frozenset(map(domain_of, addresses))
        gate = cls(listening, domains, through(proxy, allow) if proxy else Direct(allow))
        crawler.signals.connect(gate.open, signals.spider_opened)
        crawler.signals.connect(gate.close, signals.engine_stopped)
        return gate

    async def open(self) -> None:
        """Begin to let visitors out."""
        self._server = await asyncio.start_server(self._visit, sock=self._listening)

    def close(self) -> None:
        """Let nothing out any more."""
        if self._server:
            self._server.close()

    def trouble(self, url: str) -> WayOutError | None:
        """Why the proxy did not get us to the host of ``url`` when it was last tried."""
        return self._troubles.get(exact(*host_and_port(url)))

    async def _visit(self, visitor: StreamReader, answer: StreamWriter) -> None:
        """One connection: one request, or one tunnel."""
        try:
            head = await visitor.readuntil(b"\r\n\r\n")
            method, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
            tunnel = method == "CONNECT"
            host, port = host_and_port(f"//{target}" if tunnel else target)
            if not host:
                raise ValueError("it names no host")
            if tunnel:
                way_out = await self._connect(host, port)
                answer.write(_TUNNEL)
            else:
                way_out = await self._connect(host, port, head)
            await _join(visitor, answer, *way_out)
        except ForbiddenError as error:
            self._tell(error)
            answer.write(_REFUSED)
        except WayOutError:
            answer.write(_AWAY)
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as why:
            log.debug("a connection through the gate ended: %s", why)
        finally:
            answer.close()

    async def _connect(self, host: str, port: int, head: bytes | None = None) -> Streams:
        """A connection to the site, on which the request that begins with ``head`` was sent."""
        where = exact(host, port)
        scheme = "https" if port == 443 else "http"
        if domain_of(f"{scheme}://{where}") not in self._domains:
            raise ForbiddenError(f"{where}, which is of another site")
        try:
            way_out = head and await self._upstream.pass_on(_for_one(head), host, port)
            if not way_out:
                way_out = await self._upstream.connect(host, port)
                if head:
                    way_out.writer.write(_as_origin(_for_one(head)))
        except WayOutError as error:
            if str(error) != str(self._troubles.get(where)):
                log.warning("%s", error)
            self._troubles[where] = error
            raise
        self._troubles.pop(where, None)
        return way_out

    def _tell(self, error: ForbiddenError) -> None:
        if str(error) not in self._told:
            self._told.add(str(error))
            log.warning("the browser was kept from %s", error)


def _for_one(head: bytes) -> bytes:
    """The head of a request without what is between the visitor and the gate, good for this one
    request."""
    first, *lines = head.rstrip(b"\r\n").split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith(_OURS)]
    return b"\r\n".join([first, *kept, b"Connection: close", b"", b""])


def _as_origin(head: bytes) -> bytes:
    """The same as the site itself wants it: without its own address in the first line."""
    first, rest = head.split(b"\r\n", 1)
    method, target, version = first.split(b" ")
    parts = urlsplit(target)
    path = (parts.path or b"/") + (b"?" + parts.query if parts.query else b"")
    return b" ".join([method, path, version]) + b"\r\n" + rest


async def _join(
    visitor: StreamReader, answer: StreamWriter, site: StreamReader, ask: StreamWriter
) -> None:
    """Carry bytes both ways until the site has said all; the visitor may fall silent before."""
    asking = asyncio.ensure_future(_carry(visitor, ask))
    try:
        await _carry(site, answer)
    finally:
        asking.cancel()
        ask.close()


async def _carry(source: StreamReader, target: StreamWriter) -> None:
    while data := await source.read(_CHUNK):
        target.write(data)
        await target.drain()
