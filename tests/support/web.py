"""A web site on loopback: a test writes down its pages, and it remembers what was asked of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any

_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Page:
    """An answer."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before it begins."""
    raw: bytes | None = None
    """What goes over the socket instead of all that, which then is closed; may be nothing."""


@dataclass(frozen=True)
class Asked:
    """A request that came in."""

    path: str
    headers: Message
    """By name, however it is written."""
    at: float = field(default_factory=time.monotonic)
    method: str = "GET"
    body: bytes = b""


Answer = Page | str | bytes
Pages = dict[str, Answer | Callable[[Asked], Answer]]


class Held:
    """A page that does not come until it is let go, or a visitor's patience ends."""

    def __init__(self, page: Answer) -> None:
        self._page = page
        self._free = threading.Event()

    def __call__(self, _: Asked) -> Answer:
        self._free.wait(25)
        return self._page

    def let_go(self) -> None:
        self._free.set()


class Web:
    """``with Web() as web: web.pages["/"] = "<h1>hello</h1>"``

    A page stands under its path with its query or, for all queries, without; ``/robots.txt``
    answers 404 unless it is written down, as everything else does.
    """

    def __init__(
        self, address: str = "127.0.0.1", port: int = 0, tls: SSLContext | None = None
    ) -> None:
        self.pages: Pages = {}
        self.requests: list[Asked] = []
        self.connections = 0
        self._server = _Server((address, port), _Handler)
        self._server.web = self
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)

    def __enter__(self) -> Web:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def host(self) -> str:
        """``host:port``"""
        return f"{self._server.server_address[0]}:{self.port}"

    @property
    def port(self) -> int:
        return self._server.server_port

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"

    def times(self, path: str) -> list[float]:
        """When this path was asked for, in seconds of the monotonic clock."""
        return [asked.at for asked in self.requests if asked.path == path]

    def count(self, path: str) -> int:
        return len(self.times(path))

    def answer(self, asked: Asked) -> Page:
        self.requests.append(asked)
        found = self.pages.get(asked.path, self.pages.get(asked.path.partition("?")[0]))
        page = found(asked) if callable(found) else found
        if page is None:
            return Page("not here", 404)
        return page if isinstance(page, Page) else Page(page)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    web: Web

    def process_request(self, request: Any, client_address: Any) -> None:
        self.web.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who hangs up is none of the site's business."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._answer(Asked(self.path, self.headers, method="POST", body=body))

    def do_GET(self) -> None:
        self._answer(Asked(self.path, self.headers))

    def _answer(self, asked: Asked) -> None:
        page = self.server.web.answer(asked)
        time.sleep(page.delay)
        if page.raw is not None:
            self.wfile.write(page.raw)
            self.close_connection = True
            return
        body = page.body.encode() if isinstance(page.body, str) else page.body
        self.send_response(page.status)
        for name, value in {"Content-Type": _HTML, **page.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Standard error is the tests' own."""
