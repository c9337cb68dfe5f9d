"""The browser's only way out: a proxy on loopback that connects to permitted addresses alone.

A browser follows redirects and loads pictures, frames and scripts by itself, where nothing of
Scrapy sees them. It resolves no names either: the proxy does, and connects to what it has checked.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.exceptions import NotConfigured

from crawler.config.address import host_and_port, may_contact
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


class BrowserGate:
    """Scrapy extension: tells the browser to go out through it, and lets it out.

    :param listening: a socket that listens on loopback.
    :param allow: exceptions to "public addresses only".
    """

    def __init__(self, listening: socket.socket, allow: frozenset[str]) -> None:
        self._listening = listening
        self._allow = allow
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
        gate = cls(listening, frozenset(crawler.settings.getlist(EGRESS_ALLOW)))
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
            way_out = await self._connect(host, port)
            if way_out is None:
                log.warning("the browser was kept from %s:%s, which is not public", host, port)
                answer.write(_REFUSED)
            elif tunnel:
                answer.write(_TUNNEL)
                await _join(browser, answer, *way_out)
            else:
                way_out[1].write(_as_origin(head, method, target))
                await _join(browser, answer, *way_out)
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as why:
            log.debug("a connection of the browser ended: %s", why)
        finally:
            answer.close()

    async def _connect(self, host: str, port: int) -> tuple[StreamReader, StreamWriter] | None:
        """A connection to the first permitted address of ``host``."""
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        for *_, (address, *_) in found:
            if may_contact(str(address), host, port, self._allow):
                return await asyncio.open_connection(str(address), port)
        return None


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
