"""The market on a socket, in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING

from crawler.demo.nights import market
from crawler.demo.photos import require_painter
from crawler.demo.truth import Market
from crawler.errors import InputError

if TYPE_CHECKING:
    from aiohttp import web

_FAREWELL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class OpenMarket:
    """A market that is being served."""

    url: str
    """Address of the front page."""
    market: Market
    """What is really on it."""
    requests: Counter[str]
    """Path with query → how often it was asked for until now."""
    _closed: Event

    def wait(self) -> None:
        """Block for as long as the market is open; Ctrl-C raises ``KeyboardInterrupt``."""
        self._closed.wait()


@contextmanager
def serve(host: str = "127.0.0.1", port: int = 0, night: int = 1) -> Iterator[OpenMarket]:
    """The market of one night, open for as long as the ``with`` block lasts.

    :param port: 0 for any that is free.
    :raises InputError: if the address cannot be had, or there is no such night.
    :raises MissingError: if what paints the photos is not installed.
    """
    from aiohttp import web

    from crawler.demo.shop import Shop

    require_painter()
    truth = market(night)
    with closing(_listener(host, port)) as listener:
        shown = f"[{host}]" if ":" in host else host
        base = f"http://{shown}:{listener.getsockname()[1]}"
        shop = Shop(truth, base)
        runner = web.AppRunner(
            shop.application(), access_log=None, shutdown_timeout=_FAREWELL_SECONDS
        )
        with _running_loop() as loop:
            asyncio.run_coroutine_threadsafe(_start(runner, listener), loop).result()
            closed = Event()
            try:
                yield OpenMarket(f"{base}/", truth, shop.requests, closed)
            finally:
                closed.set()
                asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()


@contextmanager
def _running_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="market", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


async def _start(runner: web.AppRunner, listener: socket.socket) -> None:
    from aiohttp import web

    await runner.setup()
    await web.SockSite(runner, listener).start()


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).partition(" (")[0]
        raise InputError(
            f"The market cannot open at {host} port {port}: {reason.lower()}; "
            "choose another host or port (port 0 takes any that is free)."
        ) from None
