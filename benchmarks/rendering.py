"""Pages per second in the browser, and its memory, which must not grow with their number.

``python benchmarks/rendering.py [PAGES] [--render auto]`` sweeps PAGES (default 1,000) adverts on
loopback that only scripts show, and prints the memory of the browser's processes (what they share
divided among them) when a tenth, half and all of them were read: the highest of ten readings in the
last tenth, because each of the contexts that take turns begins small.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_SHELL = (
    '<!doctype html><html lang="en"><head><title>Board</title><script src="/app.js"></script>'
    '<link rel="stylesheet" href="/style.css"></head><body><div id="root"></div></body></html>'
)
_APP = """
addEventListener("DOMContentLoaded", async () => {
  const found = await (await fetch("/api" + location.pathname)).json();
  document.getElementById("root").innerHTML = Array.isArray(found)
    ? found.map((path) => `<div><a class="card" href="${path}">Advert ${path}</a></div>`).join("")
    : `<h1>${found.title}</h1><p class="price">EUR ${found.price}</p><img src="/photo.jpg">`
      + found.text.map((each) => `<p>${each}</p>`).join("");
});
"""
_KEYWORDS = """\
schema: lexicon/1
id: ivory
domain: wildlife
groups: [{id: material, role: signal, weight: 60, terms: [elephant ivory]}]
"""
_TEXT = ["Collected in person or sent by parcel post; please ask before you come."] * 300


class _Board(ThreadingHTTPServer):
    """A board whose pages are empty until their script has asked for what they show."""

    daemon_threads = True

    def __init__(self, adverts: int) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.adverts = adverts
        self.shown = 0
        self.requests = 0
        self.lock = threading.Lock()
        self.process = 0
        self.readings: list[tuple[int, float, float, float]] = []
        """(adverts shown, seconds, MB of the browser, MB of the sweep), a hundred of them."""

    def one_more(self) -> None:
        with self.lock:
            self.shown += 1
            shown = self.shown
        if shown % max(1, self.adverts // 100) == 0:
            self.readings.append((shown, time.monotonic(), *_memory(self.process)))


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Board

    def do_GET(self) -> None:
        self.server.requests += 1
        kind, body = "text/html", _SHELL
        if self.path == "/app.js":
            kind, body = "text/javascript", _APP
        elif self.path == "/style.css":
            kind, body = "text/css", "p { margin: 1em }"
        elif self.path == "/api/":
            kind = "application/json"
            body = json.dumps([f"/advert/{number}" for number in range(self.server.adverts)])
        elif self.path.startswith("/api/"):
            self.server.one_more()
            number = int(self.path.rpartition("/")[2])
            kind = "application/json"
            body = json.dumps({"title": f"Oak chair {number}", "price": 10 + number, "text": _TEXT})
        elif self.path == "/robots.txt":
            kind, body = "text/plain", ""
        sent = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_: object) -> None:
        """Standard output is for the table."""


def _below(process: int) -> Iterator[int]:
    """All processes that this one started, and they in turn."""
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            yield child
            yield from _below(child)


def _memory(process: int) -> tuple[float, float]:
    """MB that the browser and Playwright hold below this process, and MB of all the others."""
    browser = others = 0.0
    for each in _below(process):
        try:
            name = Path(f"/proc/{each}/comm").read_text()
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue  # it has just ended
        share = int(rollup.partition("\nPss:")[2].split()[0])
        if name.startswith(("chrom", "headless", "node")):
            browser += share / 1024
        else:
            others += share / 1024
    return browser, others


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=int, default=1_000)
    parser.add_argument("--render", default="browser", choices=["browser", "auto"])
    parser.add_argument("--concurrency", type=int, default=2)
    wanted = parser.parse_args()
    board = _Board(wanted.pages)
    threading.Thread(target=board.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{board.server_port}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = {
            "contact": "patrol@customs.example",
            "database": "sqlite:///patrol.db",
            "keywords": "keywords",  # a small file, so that nothing but pages takes time
            "egress": {"allow": [host]},
            "sites": [
                {
                    "name": "board",
                    "spider": "classifieds",
                    "start": [f"http://{host}/"],
                    "selectors": {"listing": "a.card", "title": "h1", "price": ".price"},
                    "pace": {"delay": 0, "concurrency": wanted.concurrency},
                    "limits": {"pages": wanted.pages + 10, "minutes": 300},
                    "render": wanted.render,
                }
            ],
        }
        (folder / "keywords").mkdir()
        (folder / "keywords" / "ivory.yaml").write_text(_KEYWORDS, "utf-8")
        (folder / "config.yaml").write_text(json.dumps(config), "utf-8")
        sweep = [sys.executable, "-m", "crawler.cli", "sweep", "--json", "--config", "config.yaml"]
        with subprocess.Popen(sweep, cwd=folder, stdout=subprocess.PIPE, text=True) as child:
            board.process = child.pid
            out, _ = child.communicate()
    site = json.loads(out)["sites"][0]
    print(f"{site['verdict']}: {site['reason']}")
    print(f"{board.requests / wanted.pages:.2f} requests a page\n")
    print("| read | browser, MB | against the first | sweep, MB | pages/s since the last |")
    print("| --- | --- | --- | --- | --- |")
    first, (done, at, *_) = 0.0, board.readings[0]
    for share in (10, 50, 100):
        last = wanted.pages * share // 100
        window = [each for each in board.readings if last - wanted.pages // 10 < each[0] <= last]
        until = window[-1][1]
        browser, sweep = max(each[2] for each in window), max(each[3] for each in window)
        first, pace = first or browser, (last - done) / (until - at)
        print(f"| {share} % | {browser:.0f} | {browser / first:.2f} | {sweep:.0f} | {pace:.1f} |")
        done, at = last, until


if __name__ == "__main__":
    main()
