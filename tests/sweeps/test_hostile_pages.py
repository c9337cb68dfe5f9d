"""Pages as bad sites send them: the sweep goes on, and each is kept or counted under a reason."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from patrol import Patrol, Swept
from shop import advert, fill
from web import Page, Web

from crawler.store.sweeps import Sweep

GOOD = 120
HTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LOGIN = "<h1>Welcome back</h1><form>Please log in <input type='password'></form>"
OBJECTS = '{"a":' * 60_000 + "1" + "}" * 60_000
DEEP = (
    f'<script type="application/ld+json">{OBJECTS}</script>'
    f'<script type="application/json">{OBJECTS}</script>'
    f"<script>window.__INITIAL_STATE__={OBJECTS}</script>"
)
NONSENSE = "7" * 30_000 + "\u0661" * 30_000
BAD: dict[str, Page] = {
    "/in-trouble": Page("oh", 500),
    "/hangs-up": Page(raw=b""),
    "/breaks-off": Page(raw=f"{HTML}Content-Length: 90000\r\n\r\n<h1>Half a chair".encode()),
    "/not-http": Page(raw=b"\x00\x01\x02 hello\r\n\r\n"),
    "/too-large": Page(raw=f"{HTML}Content-Length: 99999999999\r\n\r\n<h1>".encode()),
    "/ended": Page("gone", 410),
    "/missing": Page("gone", 404),
    "/login": Page(f"<body>{LOGIN}</body>"),
    "/empty": Page(""),
    "/spaces": Page(" \n" * 500),
    "/untitled": Page(advert("")),
    "/picture": Page(b"\x89PNG\r\n\x1a\n" + bytes(500), headers={"Content-Type": "image/png"}),
    "/deep": Page("<div>" * 20_000 + "<h1>Deep</h1>"),
    "/nested": Page("<div>" * 60_000 + "<h1>Nested</h1>"),
    "/links": Page("".join(f"<a href=/x/{n}>x</a>" for n in range(150_000))),
    "/bomb": Page(gzip.compress(bytes(2**28), 9), headers={"Content-Encoding": "gzip"}),
    "/fifty-megabytes": Page("<p>lorem ipsum " * (50 * 2**20 // 15)),
    "/one-line": Page(
        advert("Chair in one line", head=f"<meta name=x content='{'x' * 15_000_000}'>")
    ),
    "/packed-badly": Page(b"\x1f\x8b\x08 nonsense", headers={"Content-Encoding": "gzip"}),
}
ODD: dict[str, Page] = {
    "/nonsense-price": Page(advert("Chair of nonsense", price=NONSENSE)),
    "/null": Page(advert("Oak\x00chair").replace("\\u0000", "\x00")),
    "/wrong-charset": Page(advert("Ch\u00e4ise").encode("latin-1", "replace")),
    "/packed": Page(gzip.compress(advert("Packed chair").encode()),
                    headers={"Content-Encoding": "gzip"}),
    "/long-title": Page(advert("Chair " + "x" * 100_000)),
    "/formula": Page(advert("=HYPERLINK(1)")),
    "/deep-data": Page(advert("Chair of depth", head=DEEP)),
    "/line\u2028break": Page(advert("A chair\r\nERROR all is lost")),
}  # fmt: skip


@dataclass(frozen=True)
class Night:
    """A sweep over good adverts with bad pages among them."""

    swept: Swept
    web: Web
    sweep: Sweep
    listings: dict[str, dict[str, Any]]
    """What is stored, by path."""

    def state(self, path: str) -> tuple[str, str | None]:
        return self.swept.state(self.web.url(path))


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    patrol = Patrol(tmp_path_factory.mktemp("hostile"))
    odd = {path.replace("\u2028", "%E2%80%A8"): page for path, page in ODD.items()}
    with Web() as web:
        fill(web, GOOD, *BAD, *odd)
        web.pages |= {**BAD, **odd}
        patrol.configure(web)
        swept = patrol.sweep()
        listings = {each["url"].removeprefix(web.url("")): each for each in patrol.listings()}
        yield Night(swept, web, patrol.last_sweep(), listings)


def test_single_odd_pages_leave_the_night_healthy(night: Night) -> None:
    assert night.swept.site["verdict"] == "healthy", night.swept.site
    assert night.swept.code == 0


def test_every_good_advert_is_read(night: Night) -> None:
    assert {f"/advert/{number}" for number in range(GOOD)} <= set(night.listings)
    assert night.swept.site["listings"] == GOOD + len(ODD)


@pytest.mark.parametrize(
    ("path", "times", "reason"),
    [
        ("/in-trouble", 3, "HTTP 500"),
        ("/hangs-up", 3, "connection failed"),
        ("/breaks-off", 3, "broken off"),
        ("/not-http", 3, "connection failed"),
        ("/too-large", 1, "too large"),
        ("/fifty-megabytes", 1, "too large"),
        ("/bomb", 1, "too large"),
    ],
)
def test_what_may_pass_is_tried_again_and_then_given_up(
    night: Night, path: str, times: int, reason: str
) -> None:
    assert night.state(path) == ("failed", reason)
    # A connection that was kept open and fails is tried afresh at once, as every browser does.
    assert times <= night.web.count(path) <= (2 * times if "connection" in reason else times)
    assert night.sweep.counts[f"page/failed/{reason}"] >= 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/ended", "HTTP 410"),
        ("/missing", "HTTP 404"),
        ("/login", "no listing: login"),
        ("/empty", "no listing: other"),
        ("/nested", "no listing: other"),
        ("/links", "no listing: other"),
        ("/one-line", "no listing: other"),
        ("/spaces", "no listing: other"),
        ("/untitled", "no listing: untitled"),
        ("/picture", "no listing: other"),
    ],
)
def test_what_is_no_advert_is_read_once_and_not_stored(
    night: Night, path: str, reason: str
) -> None:
    assert night.state(path) == ("done", reason)
    assert night.web.count(path) == 1
    assert path not in night.listings


def test_a_listing_without_title_is_counted(night: Night) -> None:
    assert night.sweep.counts["page/kind/untitled"] == 1


def test_a_price_of_nonsense_is_no_price(night: Night) -> None:
    listing = night.listings["/nonsense-price"]
    assert listing["title"] == "Chair of nonsense"
    assert listing["price"] is None


def test_a_title_is_kept_as_one_line_of_text(night: Night) -> None:
    assert night.listings["/formula"]["title"] == "=HYPERLINK(1)"
    assert night.listings["/line%E2%80%A8break"]["title"] == "A chair ERROR all is lost"
    assert night.listings["/long-title"]["title"].startswith("Chair xxx")


def test_a_log_line_is_the_programs_own(night: Night) -> None:
    assert not any(line.startswith("ERROR all is lost") for line in night.swept.log.splitlines())
    assert "Traceback" not in night.swept.log


def test_every_address_ends_in_one_state(night: Night) -> None:
    urls = [line["url"] for line in night.swept.urls]
    assert len(urls) == len(set(urls)) == 1 + GOOD + len(BAD) + len(ODD)
    assert {line["state"] for line in night.swept.urls} == {"done", "failed"}
