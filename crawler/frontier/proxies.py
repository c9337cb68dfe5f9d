"""Through a site's proxy and never beside it: HTTP, or SOCKS5. The proxy resolves all names."""

from __future__ import annotations

import asyncio
import ssl
from abc import abstractmethod
from base64 import b64encode
from collections.abc import Awaitable
from errno import ECONNREFUSED
from socket import gaierror
from typing import TYPE_CHECKING

from python_socks import ProxyError, ProxyType
from python_socks.async_.asyncio import Proxy as SocksClient

from crawler.config.address import exact, host_and_port, is_forbidden
from crawler.config.secret import reveal
from crawler.frontier.upstream import (
    ForbiddenError,
    Streams,
    Upstream,
    WayOutError,
    connect,
    permitted,
)

if TYPE_CHECKING:
    from crawler.config.access import Proxy

_PATIENCE = 30.0
"""Seconds until a connection must stand."""
_NOT_ALLOWED = 2  # RFC 1928, section 6


def through(proxy: Proxy, allow: frozenset[str]) -> Upstream:
    """The way out through this proxy."""
    return (_Socks if proxy.is_socks else _Http)(proxy, allow)


class _Proxied(Upstream):
    def __init__(self, proxy: Proxy, allow: frozenset[str]) -> None:
        self._name = proxy.url
        self._host, self._port = host_and_port(proxy.url)
        self._allow = allow
        self._tls = ssl.create_default_context() if proxy.tls else None
        self._user = reveal(proxy.user) if proxy.user else ""
        self._password = reveal(proxy.password) if proxy.password else ""

    async def connect(self, host: str, port: int) -> Streams:
        self._guard(host, port)
        return await self._told(self._tunnel(host, port))

    @abstractmethod
    async def _tunnel(self, host: str, port: int) -> Streams: ...

    def _guard(self, host: str, port: int) -> None:
        """The proxy may run on this machine or in this network: what is near it is not public."""
        if is_forbidden(f"//{exact(host, port)}", self._allow):
            raise ForbiddenError(f"{exact(host, port)}, which is not public")

    async def _told(self, attempt: Awaitable[Streams]) -> Streams:
        """What became of an attempt; a failure in words that name the proxy."""
        try:
            async with asyncio.timeout(_PATIENCE):
                return await attempt
        except ForbiddenError as error:
            raise self._failure(f"forbidden address: {error}", transient=False) from None
        except TimeoutError:
            raise self._failure("timed out") from None
        except gaierror:
            raise self._failure("name not found") from None
        except (OSError, EOFError, asyncio.LimitOverrunError) as error:
            refused = getattr(error, "errno", None) == ECONNREFUSED
            raise self._failure("connection refused" if refused else "broken off") from None

    def _failure(self, words: str, *, transient: bool = True) -> WayOutError:
        return WayOutError(f"proxy {self._name}: {words}", transient=transient)


class _Http(_Proxied):
    """Tunnels by CONNECT, and plain requests handed over whole: few proxies tunnel to port 80."""

    async def pass_on(self, head: bytes, host: str, port: int) -> Streams:
        self._guard(host, port)
        streams = await self._told(self._connected())
        streams.writer.write(head[:-2] + self._credentials() + b"\r\n")
        return streams

    async def _connected(self) -> Streams:
        return await connect(self._host, self._port, self._allow, self._tls)

    async def _tunnel(self, host: str, port: int) -> Streams:
        streams = await self._connected()
        try:
            there = exact(host, port).encode("latin-1")
            asked = b"CONNECT %b HTTP/1.1\r\nHost: %b\r\n" % (there, there)
            streams.writer.write(asked + self._credentials() + b"\r\n")
            answer = await streams.reader.readuntil(b"\r\n\r\n")
            status = answer.split(b" ", 2)[1][:3].decode("latin-1") if b" " in answer else ""
            if not status.startswith("2"):
                raise self._refusal(status)
        except BaseException:
            streams.writer.close()
            raise
        return streams

    def _refusal(self, status: str) -> WayOutError:
        if status == "407":
            return self._failure("wants another user and password (HTTP 407)", transient=False)
        return self._failure(f"does not let us through (HTTP {status})", transient=status >= "5")

    def _credentials(self) -> bytes:
        if not self._user:
            return b""
        both = b64encode(f"{self._user}:{self._password}".encode())
        return b"Proxy-Authorization: Basic %b\r\n" % both


class _Socks(_Proxied):
    """SOCKS5 (RFC 1928, 1929), which is given names and never looks one up here."""

    async def _tunnel(self, host: str, port: int) -> Streams:
        address = await permitted(self._host, self._port, self._allow)
        client = SocksClient(
            ProxyType.SOCKS5, address, self._port, self._user, self._password, rdns=True
        )
        try:
            connected = await client.connect(host, port, timeout=_PATIENCE)
        except ProxyError as error:
            final = error.error_code == _NOT_ALLOWED or "uthenticat" in str(error)
            raise self._failure(str(error), transient=not final) from None
        except ValueError:  # too long, or not ASCII; which says what it is, so it is not told
            words = "cannot be sent this user and password, or this host"
            raise self._failure(words, transient=False) from None
        return Streams(*await asyncio.open_connection(sock=connected))
