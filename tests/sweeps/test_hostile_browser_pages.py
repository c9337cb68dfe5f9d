"""Pages that are bad for a browser: each is bounded and counted, and the sweep goes on."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from app import app_site, fill_app
from patrol import Patrol, Swept
from shop import FILLER, advert, results
from web import Held, Page, Web

BODY = f"<main><h1>Walnut desk</h1><p class=price>EUR 120.00</p><p>{FILLER}</p></main>"


@dataclass(frozen=True)
class Night:
    """A sweep in the browser over bad pages."""

    swept: Swept
    web: Web
    counts: dict[str, int]
    titles: dict[str, str]
    """Of what was read, by path."""


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    patrol = Patrol(tmp_path_factory.mktemp("hostile-browser"))
    never = Held("")
    with Web() as web, Web() as other:
        bad: dict[str, Page | Held] = {
            "/unfinished": Page(f"{BODY}<script src=/never.js></script>"),
            "/never.js": never,
            "/loop": Page(f"{BODY}<script>onload = () => {{ while (true) {{}} }}</script>"),
            "/long": Page(f"{BODY}<script>document.body.append(new Comment('x'.repeat(2 ** 25)))"
                          "</script>"),
            "/download": Page("x" * 500, headers={"Content-Disposition": "attachment; filename=a",
                                                  "Content-Type": "application/octet-stream"}),
            "/elsewhere": Page("", 302, {"Location": other.url("/there")}),
            "/hangs-up": Page(raw=b""),
            "/good": Page(BODY),
        }  # fmt: skip
        web.pages |= bad
        web.pages["/"] = results([path for path in bad if path != "/never.js"])
        shop = app_site(web, render="browser", pace={"delay": 0, "concurrency": 8})
        patrol.configure(web, sites=[shop])
        swept = patrol.sweep()
        never.let_go()
        assert other.connections == 0
        titles = {
            each["url"].removeprefix(web.url("")): each["title"] for each in patrol.listings()
        }
        yield Night(swept, web, dict(patrol.last_sweep().counts), titles)


def test_the_sweep_reads_what_can_be_read(night: Night) -> None:
    assert night.titles == {"/good": "Walnut desk", "/unfinished": "Walnut desk"}, night.swept.log


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("/loop", "failed", "browser failed: the page hangs it"),
        ("/long", "failed", "too large"),
        ("/download", "skipped", "a download, no page"),
        ("/hangs-up", "failed", "connection failed"),
    ],
)
def test_each_ends_with_its_reason(night: Night, path: str, state: str, reason: str) -> None:
    assert night.swept.state(night.web.url(path)) == (state, reason)


def test_a_redirect_elsewhere_is_no_page_of_this_site(night: Night) -> None:
    state, reason = night.swept.state(night.web.url("/elsewhere"))
    assert (state, (reason or "").partition(":")[0]) == ("skipped", "off site")


def test_pages_that_crash_the_browser_put_the_night_in_doubt(night: Night) -> None:
    assert night.swept.site["verdict"] in {"failed", "unreachable"}
    assert "Traceback" not in night.swept.log


@pytest.mark.parametrize("kind", ["browser", "renderer"])
def test_what_dies_is_started_again(patrol: Patrol, web: Web, kind: str) -> None:
    fill_app(web, 8)
    patrol.configure(web, sites=[app_site(web, render="browser")])
    running = patrol.begin()
    killed = threading.Event()

    def kill_when_under_way() -> None:
        while web.count("/api/advert/2") == 0:
            time.sleep(0.01)
        for process in _of_browser(running.sites[0], kind):
            os.kill(process, signal.SIGKILL)
        killed.set()

    threading.Thread(target=kill_when_under_way, daemon=True).start()
    swept = running.wait()
    assert killed.is_set()
    # A tab that dies costs its page, which may have been the reason.
    assert swept.site["listings"] >= (8 if kind == "browser" else 6), swept.log
    assert swept.site["verdict"] == "healthy" or kind == "renderer", swept.site


def _of_browser(process: int, kind: str) -> list[int]:
    """The browser's own process below a site's, or those of its tabs."""
    found, waiting = [], [process]
    while waiting:
        each = waiting.pop(0)
        name = Path(f"/proc/{each}/comm").read_text()
        tab = b"--type=renderer" in Path(f"/proc/{each}/cmdline").read_bytes()
        if name.startswith(("chrom", "headless")) and tab == (kind == "renderer"):
            found.append(each)
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            waiting += [int(child) for child in task.read_text().split()]
    return found if kind == "renderer" else found[:1]


def test_an_advert_that_needs_no_script_is_read_in_the_browser_too(
    patrol: Patrol, web: Web
) -> None:
    web.pages |= {"/": results(["/desk"]), "/desk": advert("Walnut desk")}
    patrol.configure(web, sites=[app_site(web, render="browser")])
    assert patrol.sweep().site["listings"] == 1
