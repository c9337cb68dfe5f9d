"""``render: auto``: plain HTTP, and the browser for what shows nothing without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from app import SHELL, app_site, fill_app, show
from patrol import Patrol, Swept
from shop import advert, fill, results
from web import Page, Web

APPS = 24
CHALLENGE = (
    "<html><head><title>Just a moment...</title><script src=/app.js></script></head>"
    "<body>Verify that you are human</body></html>"
)


@dataclass(frozen=True)
class Night:
    """A sweep over a shop of which some pages need the browser."""

    swept: Swept
    web: Web
    counts: dict[str, int]
    titles: set[str]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    """Adverts that are shells, plain ones, one that stays empty, and a wall."""
    patrol = Patrol(tmp_path_factory.mktemp("auto"))
    with Web() as web:
        fill_app(web, APPS, "/plain", "/wall", "/empty", "/private")
        web.pages |= {
            "/plain": advert("Walnut desk"),
            "/empty": "<html><body><div id=root></div><script>1</script></body></html>",
            "/wall": CHALLENGE,
            "/robots.txt": "User-agent: *\nDisallow: /api/private",
        }
        show(web, "/private", "Brass clock")
        patrol.configure(web, sites=[app_site(web)])
        swept = patrol.sweep()
        titles = {each["title"] for each in patrol.listings()}
        yield Night(swept, web, dict(patrol.last_sweep().counts), titles)


def test_what_only_scripts_show_is_read(night: Night) -> None:
    expected = {f"Oak chair of /advert/{number}" for number in range(APPS)} | {"Walnut desk"}
    assert night.titles == expected, night.swept.log


def test_the_report_says_how_many_pages_needed_the_browser(night: Night) -> None:
    needed, pages = night.swept.site["rendered"], night.swept.site["pages"]
    assert pages == 1 + APPS + 4
    assert night.swept.site["reason"].endswith(f"; {needed} of {pages} pages needed the browser")
    assert needed == night.counts["page/rendered"]
    assert APPS + 1 < needed < pages


def test_a_page_that_is_read_plainly_is_asked_for_once(night: Night) -> None:
    assert night.web.count("/plain") == 1


def test_a_shell_is_one_row_that_ends_once(night: Night) -> None:
    for path in ("/", "/advert/0"):
        assert night.swept.state(night.web.url(path)) == ("done", None)
        assert night.web.count(path) == 2


def test_when_nearly_all_are_shells_the_next_go_straight_to_the_browser(night: Night) -> None:
    once = [number for number in range(APPS) if night.web.count(f"/advert/{number}") == 1]
    assert 0 < len(once) <= APPS + 4 - 20  # two of those before are none


def test_a_page_that_stays_empty_is_rendered_once(night: Night) -> None:
    state = night.swept.state(night.web.url("/empty"))
    assert state == ("done", "no listing: shell")
    assert night.web.count("/empty") <= 2


def test_a_wall_is_never_tried_in_the_browser(night: Night) -> None:
    assert night.swept.state(night.web.url("/wall")) == ("done", "no listing: blocked")


def test_robots_hold_for_what_scripts_ask_for(night: Night) -> None:
    assert night.web.count("/api/private") == 0
    assert night.counts["browser/refused/robots"] == 1


def test_scripts_are_asked_for_once_a_sweep(night: Night) -> None:
    assert night.web.count("/app.js") <= 2  # two pages at a time may want it first


def test_a_site_that_needs_no_browser_starts_none(patrol: Patrol, web: Web) -> None:
    fill(web, 3)
    patrol.configure(web, sites=[app_site(web)])
    # The first thing on the way is a browser that would say that it was started.
    started = patrol.folder / "started"
    browser = patrol.folder / "chromium-headless-shell"
    browser.write_text(f"#!/bin/sh\ntouch {started}\n")
    browser.chmod(0o755)
    swept = patrol.sweep(env={"PATH": f"{patrol.folder}:/usr/bin:/bin"})
    assert swept.site["verdict"] == "healthy", swept.site
    assert swept.site["rendered"] == 0
    assert "browser" not in swept.site["reason"]
    assert not started.exists()


def test_without_chromium_the_sweep_goes_on_and_says_so(patrol: Patrol, web: Web) -> None:
    web.pages |= {"/": results(["/plain", "/shell"]), "/plain": advert("Desk"), "/shell": SHELL}
    patrol.configure(web, sites=[app_site(web)])
    swept = patrol.sweep(env={"PATH": "/nowhere"})
    assert (swept.code, swept.site["verdict"], swept.site["listings"]) == (1, "failed", 1)
    words = "1 of 3 pages were not read: no browser: render: auto needs Chromium, and none was"
    assert swept.site["reason"].startswith(words)
    assert swept.state(web.url("/shell"))[0] == "failed"


def test_a_browser_that_does_not_start_is_as_good_as_none(patrol: Patrol, web: Web) -> None:
    web.pages |= {"/": results(["/shell"]), "/shell": SHELL}
    broken = patrol.folder / "chromium-headless-shell"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    for render, code in (("auto", 4), ("browser", 9)):
        patrol.configure(web, sites=[app_site(web, render=render)])
        swept = patrol.sweep(env={"PATH": f"{patrol.folder}:/usr/bin:/bin"})
        assert (swept.code, swept.site["verdict"]) == (code, "failed"), swept.site
        assert "the browser does not start: " in swept.site["reason"]


def test_an_error_in_the_browser_is_the_answer(patrol: Patrol, web: Web) -> None:
    answers = iter([SHELL, Page("", 410)])
    web.pages |= {"/": results(["/gone"]), "/gone": lambda _: next(answers)}
    patrol.configure(web, sites=[app_site(web)])
    swept = patrol.sweep()
    assert swept.state(web.url("/gone")) == ("done", "HTTP 410")
