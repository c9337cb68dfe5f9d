"""A site to measure on: adverts behind a chain of result pages, each found only on the one before.

Run as a program it serves until it is stopped: ``python benchmarks/chained_site.py PORT ADVERTS
RESULT_PAGES BYTES``. It counts what was asked of it, and tells at ``/_count``.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WORDS = (
    "oak", "table", "lamp", "chair", "vintage", "bicycle", "frame", "leather", "jacket", "camera",
    "lens", "brass", "clock", "walnut", "shelf", "ceramic", "vase", "copper", "kettle", "linen",
    "curtain", "garden", "bench", "wool",
)  # fmt: skip


class ChainedSite:
    """``adverts`` adverts on ``result_pages`` chained pages, each page about ``size`` bytes."""

    def __init__(self, adverts: int, result_pages: int, size: int = 2_000) -> None:
        self.adverts, self.result_pages, self.size = adverts, result_pages, size
        self.asked: Counter[str] = Counter()
        self._filler = "".join(f"<li>{_WORDS[i % len(_WORDS)]} {i}</li>" for i in range(size // 18))

    def answer(self, path: str) -> bytes | None:
        """The page at ``path``, or ``None``."""
        if path == "/_count":
            return json.dumps(self.asked).encode()
        self.asked[path] += 1
        if path.startswith("/advert/"):
            return self._advert(int(path.rpartition("/")[2]))
        if path == "/" or path.startswith("/results/"):
            return self._results(int(path.rpartition("/")[2] or 0))
        return None

    def _results(self, number: int) -> bytes:
        each = -(-self.adverts // self.result_pages)
        first = number * each
        cards = "".join(
            f'<a class="card" href="/advert/{i}">advert {i}</a>'
            for i in range(first, min(first + each, self.adverts))
        )
        following = number + 1
        link = f'<a class="next" rel="next" href="/results/{following}">more</a>'
        return _page("results", cards + (link if following < self.result_pages else ""))

    def _advert(self, number: int) -> bytes:
        title = (
            f"{_WORDS[number % len(_WORDS)]} {_WORDS[number // 24 % len(_WORDS)]} number {number}"
        )
        product = {
            "@context": "https://schema.org",
            "@type": "Product",
            "name": title,
            "sku": f"A{number}",
            "description": " ".join(_WORDS[(number * 7 + i * i) % len(_WORDS)] for i in range(80)),
            "image": [f"/photo/{number}.jpg"],
            "offers": {
                "@type": "Offer",
                "price": f"{number % 900 + 5}.00",
                "priceCurrency": "EUR",
                "seller": {"@type": "Person", "name": f"seller {number % 97}"},
            },
        }
        script = f'<script type="application/ld+json">{json.dumps(product)}</script>'
        return _page(title, f"{script}<h1>{title}</h1><ul>{self._filler}</ul>")


def _page(title: str, body: str) -> bytes:
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    return f"{head}</head><body>{body}</body></html>".encode()


async def serve(site: ChainedSite, port: int) -> asyncio.Server:
    """Listen on loopback; plain HTTP/1.1 with keep-alive, nothing that would cost the client."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                body = site.answer(request.split(b" ", 2)[1].decode())
                status = b"200 OK" if body is not None else b"404 Not Found"
                body = body or b""
                writer.write(
                    b"HTTP/1.1 %b\r\nContent-Type: text/html; charset=utf-8\r\n"
                    b"Content-Length: %d\r\n\r\n%b" % (status, len(body), body)
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    return await asyncio.start_server(talk, "127.0.0.1", port)


@contextmanager
def site(adverts: int, result_pages: int, size: int) -> Iterator[str]:
    """The chained site in a process of its own; yields host:port."""
    shape = [str(number) for number in (0, adverts, result_pages, size)]
    server = subprocess.Popen([sys.executable, __file__, *shape], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield f"127.0.0.1:{int(server.stdout.readline())}"
    finally:
        server.kill()
        server.wait()


def configuration(folder: Path, address: str, database: str, concurrency: int) -> Path:
    """A configuration that sweeps the chained site without a pause."""
    file = folder / "config.yaml"
    file.write_text(f"""
contact: benchmark@customs.example
database: {database}
egress: {{allow: ["{address}"]}}
sites:
  - name: chained
    spider: classifieds
    start: ["http://{address}/"]
    selectors: {{listing: "a.card::attr(href)", next: "a.next::attr(href)"}}
    pace: {{delay: 0, concurrency: {concurrency}}}
    limits: {{pages: 1000000}}
""")
    return file


async def _main(port: int, *shape: int) -> None:
    server = await serve(ChainedSite(*shape), port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(*(int(argument) for argument in sys.argv[1:])))
