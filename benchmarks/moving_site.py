"""A site to measure nights on: 1,000 adverts that change between one night and the next."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PER_PAGE = 40
_GOODS = ("oak table", "brass lamp", "linen curtain", "walnut shelf", "copper kettle", "wool rug")


@dataclass(frozen=True)
class Advert:
    """One advert as it stands on the site."""

    number: int
    price: int
    text: str
    changed: str = "2026-03-01T08:00:00+00:00"

    @property
    def path(self) -> str:
        return f"/advert/{self.number}"

    @property
    def title(self) -> str:
        return f"{_GOODS[self.number % len(_GOODS)].capitalize()} number {self.number}"


@dataclass
class MovingSite:
    """A board with result pages and a sitemap.

    :param etags: whether it tells what has not changed since it was last asked.
    """

    etags: bool = False
    adverts: dict[int, Advert] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    night: int = 1

    def __post_init__(self) -> None:
        for number in range(1, 1_001):
            self.adverts[number] = Advert(
                number, 10 + number % 700, f"Collected in person, {number}."
            )

    def change(self, number: int, **fields: Any) -> None:
        """The seller edits an advert."""
        moment = f"2026-03-{1 + self.night:02}T09:30:00+00:00"
        self.adverts[number] = replace(self.adverts[number], changed=moment, **fields)

    def answer(self, path: str) -> str | None:
        self.asked.append(path)
        pages = -(-len(self.adverts) // PER_PAGE)
        if path == "/sitemap.xml":
            return self._sitemap()
        if path.startswith("/advert/"):
            advert = self.adverts.get(int(path.rpartition("/")[2]))
            return _advert(advert) if advert else None
        if path == "/" or path.startswith("/?page="):
            return self._results(int(path.partition("=")[2] or 1), pages)
        return None

    def _results(self, page: int, pages: int) -> str:
        newest = sorted(self.adverts.values(), key=lambda each: -each.number)
        cards = "".join(
            f'<li class="card"><a href="{each.path}"><h3>{each.title}</h3></a>'
            f'<b class="price">€ {each.price}</b> <small>{each.number % 9 + self.night} hours ago'
            f" · {each.number * self.night} views</small></li>"
            for each in newest[(page - 1) * PER_PAGE : page * PER_PAGE]
        )
        link = f'<a class="next" href="/?page={page + 1}">more</a>' if page < pages else ""
        return _page("Adverts", f"<ul>{cards}</ul>{link}")

    def _sitemap(self) -> str:
        entries = "".join(
            f"<url><loc>http://{self.host}{each.path}</loc><lastmod>{each.changed}</lastmod></url>"
            for each in self.adverts.values()
        )
        head = '<?xml version="1.0" encoding="utf-8"?>'
        return (
            f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
        )

    host: str = ""

    @contextmanager
    def served(self) -> Iterator[str]:
        """Listen on loopback; gives host:port."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                text = site.answer(self.path)
                body = (text or "").encode()
                tag = f'"{hashlib.sha1(body, usedforsecurity=False).hexdigest()}"'
                same = site.etags and text and self.headers.get("If-None-Match") == tag
                self.send_response(304 if same else 200 if text else 404)
                kind = "application/xml" if self.path.endswith(".xml") else "text/html"
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                if site.etags:
                    self.send_header("ETag", tag)
                self.send_header("Content-Length", "0" if same else str(len(body)))
                self.end_headers()
                if not same:
                    self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Standard error is for mistakes."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        self.host = f"127.0.0.1:{server.server_port}"
        try:
            yield self.host
        finally:
            server.shutdown()
            server.server_close()


def _advert(advert: Advert) -> str:
    product = {
        "@context": "https://schema.org", "@type": "Product", "name": advert.title,
        "description": advert.text, "sku": str(advert.number), "image": ["/photo.jpg"],
        "offers": {"@type": "Offer", "price": f"{advert.price}.00", "priceCurrency": "EUR"},
    }  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(product)}</script>'
    return _page(advert.title, f"{script}<h1>{advert.title}</h1><p>{advert.text}</p>")


def _page(title: str, body: str) -> str:
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    return f"{head}</head><body>{body}</body></html>"
