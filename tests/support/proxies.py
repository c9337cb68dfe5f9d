"""Proxies on loopback that know names which nobody else does: HTTP, and SOCKS5 by RFC 1928 and
1929. They remember what was asked of them."""

from __future__ import annotations

import asyncio
import ssl
import threading
from asyncio import StreamReader, StreamWriter
from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


class Proxy:
    """``with SocksProxy({"market.example": web.host}) as proxy: …``

    :param names: ``host`` → ``host:port`` of the site that stands behind it, whatever its port.
    :param login: (user, password) that it wants.
    """

    scheme = ""

    def __init__(
        self,
        names: Mapping[str, str],
        login: tuple[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.names = dict(names)
        self.asked: list[str] = []
        """``host:port`` of every connection it was asked for, in the spelling of the visitor."""
        self.visits = 0
        self._login = login
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._open: set[StreamWriter] = set()

    def __enter__(self) -> Any:
        started = asyncio.start_server(self._visit, "127.0.0.1", 0, ssl=self._tls)
        self._server = self._loop.run_until_complete(started)
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.die()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    @property
    def host(self) -> str:
        """``host:port``"""
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}{'s' if self._tls else ''}://{self.host}"

    def die(self) -> None:
        """Close everything, and answer nobody any more."""

        async def close() -> None:
            self._server.close()
            for writer in list(self._open):
                writer.transport.abort()

        asyncio.run_coroutine_threadsafe(close(), self._loop).result(10)

    async def _visit(self, reader: StreamReader, writer: StreamWriter) -> None:
        self.visits += 1
        self._open.add(writer)
        try:
            await self.serve(reader, writer)
        except (OSError, EOFError):
            pass  # the visitor has hung up, or the site has
        finally:
            self._open.discard(writer)
            writer.close()

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        raise NotImplementedError

    async def reach(self, host: str, port: int) -> tuple[StreamReader, StreamWriter] | None:
        """A connection to what stands behind a name; ``None`` if it knows no such name."""
        self.asked.append(f"{host}:{port}")
        if host not in self.names:
            return None
        there, _, at = self.names[host].partition(":")
        site = await asyncio.open_connection(there, int(at))
        self._open.add(site[1])
        return site

    async def join(
        self, reader: StreamReader, writer: StreamWriter, site: tuple[StreamReader, StreamWriter]
    ) -> None:
        async def carry(source: StreamReader, target: StreamWriter) -> None:
            while data := await source.read(65536):
                target.write(data)
                await target.drain()

        back = asyncio.ensure_future(carry(reader, site[1]))
        try:
            await carry(site[0], writer)
        finally:
            back.cancel()
            site[1].close()


class SocksProxy(Proxy):
    scheme = "socks5h"

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        version, count = await reader.readexactly(2)
        methods = await reader.readexactly(count)
        wanted = 2 if self._login else 0
        if version != 5 or wanted not in methods:
            writer.write(b"\x05\xff")
            return
        writer.write(bytes([5, wanted]))
        if self._login and not await self._is_let_in(reader, writer):
            return
        _, command, _, kind = await reader.readexactly(4)
        length = {1: 4, 4: 16}.get(kind) or (await reader.readexactly(1))[0]
        named = await reader.readexactly(length)
        host = named.decode() if kind == 3 else ".".join(map(str, named))
        port = int.from_bytes(await reader.readexactly(2), "big")
        site = await self.reach(host, port) if command == 1 else None
        reply = 0 if site else 4  # host unreachable
        writer.write(bytes([5, reply, 0, 1, 0, 0, 0, 0, 0, 0]))
        if site:
            await self.join(reader, writer, site)

    async def _is_let_in(self, reader: StreamReader, writer: StreamWriter) -> bool:
        await reader.readexactly(1)
        said = []
        for _ in range(2):
            length = (await reader.readexactly(1))[0]
            said.append((await reader.readexactly(length)).decode())
        let_in = tuple(said) == self._login
        writer.write(bytes([1, 0 if let_in else 1]))
        return let_in


class HttpProxy(Proxy):
    """Refuses to tunnel to port 80, as proxies do."""

    scheme = "http"

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.rstrip().split("\r\n")
        method, target, _ = first.split(" ")
        if not self._is_let_in(lines):
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n"
                         b"Proxy-Authenticate: Basic\r\nConnection: close\r\n\r\n")  # fmt: skip
            return
        tunnel = method == "CONNECT"
        parts = urlsplit(f"//{target}" if tunnel else target)
        port = parts.port or 80
        site = await self.reach(parts.hostname or "", port) if not tunnel or port != 80 else None
        if site is None:
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n"
                         b"Connection: close\r\n\r\n")  # fmt: skip
            return
        if tunnel:
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        else:
            kept = [line for line in lines if not line.lower().startswith("proxy-")]
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            again = "\r\n".join([f"{method} {path} HTTP/1.1", *kept, "", ""])
            site[1].write(again.encode("latin-1"))
        await self.join(reader, writer, site)

    def _is_let_in(self, lines: list[str]) -> bool:
        if self._login is None:
            return True
        told = b64encode(":".join(self._login).encode()).decode()
        return f"Proxy-Authorization: Basic {told}" in lines
