"""Connections out of this machine; the address of every socket is checked before it is opened."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from socket import SOCK_STREAM
from ssl import SSLContext
from typing import TYPE_CHECKING, NamedTuple

from crawler.config.address import exact, is_onion, may_contact

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter


class Streams(NamedTuple):
    """An open connection."""

    reader: StreamReader
    writer: StreamWriter


class ForbiddenError(Exception):
    """The address is none that may be contacted: which, and why."""


class WayOutError(Exception):
    """The proxy is away, refuses us, or cannot reach the site; the words name it.

    :param transient: whether it may be better in a while.
    """

    def __init__(self, words: str, *, transient: bool = True) -> None:
        super().__init__(words)
        self.transient = transient


class Upstream(ABC):
    """How a connection to a site comes about."""

    @abstractmethod
    async def connect(self, host: str, port: int) -> Streams:
        """A connection on which the site itself answers.

        :raises ForbiddenError: if it must not be contacted.
        :raises WayOutError: if the proxy does not get us there.
        :raises OSError: if it cannot be reached.
        """

    async def pass_on(self, head: bytes, host: str, port: int) -> Streams | None:  # noqa: ARG002
        """A connection that has been given a plain request whole, to be passed on.

        ``None`` if this is none of those that want it so; errors as of :meth:`connect`.

        :param head: request line with the full address, and headers.
        """
        return None


class Direct(Upstream):
    """Straight to the site.

    :param allow: exceptions to "public addresses only".
    """

    def __init__(self, allow: frozenset[str]) -> None:
        self._allow = allow

    async def connect(self, host: str, port: int) -> Streams:
        return await connect(host, port, self._allow)


async def connect(
    host: str, port: int, allow: frozenset[str], tls: SSLContext | None = None
) -> Streams:
    """A connection to the first permitted address of ``host``.

    :raises ForbiddenError: if there is none.
    :raises OSError: if it cannot be reached.
    """
    address = await permitted(host, port, allow)
    named = host if tls else None
    opened = await asyncio.open_connection(address, port, ssl=tls, server_hostname=named)
    return Streams(*opened)


async def permitted(host: str, port: int, allow: frozenset[str]) -> str:
    """The first address of ``host`` that may be contacted.

    :raises ForbiddenError: if there is none.
    :raises OSError: if the name is unknown.
    """
    if is_onion(host):
        raise ForbiddenError(f"{host}, which is found through a SOCKS5 proxy only")
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=SOCK_STREAM)
    for *_, (address, *_) in found:
        if may_contact(str(address), host, port, allow):
            return str(address)
    raise ForbiddenError(f"{exact(host, port)}, which is not public")
