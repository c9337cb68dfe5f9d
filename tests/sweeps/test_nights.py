"""Night after night over one site: what is new, changed, gone, and what nobody knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from patrol import Patrol, Swept, site
from shop import advert, fill, results
from sqlalchemy import select
from web import Asked, Page, Web

from crawler.store.schema import changes

TOTALS = ("pages", "listings", "new", "changed", "gone", "flagged")
BLOCKED = Page("<h1>Access denied</h1>You have been blocked.", 403)
SAME = (
    "/advert?id=77001&utm_source=mail",
    "/advert?id=77001&lang=en#photos",
    "/advert?lang=en&id=77001",
    "/advert;jsessionid=8A3F?id=77001",
    "/advert?id=77001&PHPSESSID=9f86d081884c7d65",
    "/goods/oak-table-77001",
)


@dataclass
class Nights:
    """What each of five nights gave."""

    web: Web
    swept: dict[str, Swept] = field(default_factory=dict)
    stored: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """What was stored after each night, by path."""
    changes: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    """(field, before, after) of all changes in the end."""

    def totals(self, night: str) -> dict[str, int]:
        return {name: self.swept[night].site[name] for name in TOTALS}

    def state(self, night: str, path: str) -> str:
        return str(self.stored[night][path]["state"])


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    patrol = Patrol(tmp_path_factory.mktemp("nights"))
    with Web() as web:
        seen = Nights(web)

        def sweep(night: str) -> None:
            seen.swept[night] = patrol.sweep()
            paths = {each["url"].removeprefix(web.url("")): each for each in patrol.listings()}
            seen.stored[night] = paths

        canonical = f'<link rel="canonical" href="{web.url("/advert?id=77001")}">'
        fill(web, 10, *SAME, "/ivory")
        table = advert("Oak table", head=canonical, sku="77001")
        web.pages |= {path.partition("#")[0].partition("?")[0]: table for path in SAME}
        web.pages["/ivory"] = advert("Carved elephant ivory figure", price="1200")
        patrol.configure(web)
        sweep("first")
        sweep("unchanged")

        web.pages["/advert/1"] = advert("Oak chair number 1", price="9.00")
        web.pages["/advert/2"] = Page("gone", 410)
        web.pages["/advert/3"] = advert("Oak chair number 3")
        left = [f"/advert/{number}" for number in range(10) if number != 3]
        web.pages["/"] = results([*left, "/advert/11", SAME[0], "/ivory"])
        web.pages["/advert/11"] = advert("Walnut desk")
        sweep("changed")

        everything, web.pages = web.pages, {}

        def block(_: Asked) -> Page:
            return BLOCKED

        web.pages = dict.fromkeys(everything, block) | {"/": everything["/"]}
        sweep("blocked")

        web.pages = everything | {"/advert/2": advert("Oak chair number 2")}
        sweep("back")
        with patrol.database() as connection:
            rows = connection.execute(select(changes.c.field, changes.c.before, changes.c.after))
            seen.changes = [tuple(row) for row in rows]
        yield seen


def test_one_advert_behind_many_addresses_is_one_listing(nights: Nights) -> None:
    assert nights.totals("first") == {
        "pages": 16, "listings": 12, "new": 12, "changed": 0, "gone": 0, "flagged": 1
    }  # fmt: skip
    tables = [path for path, each in nights.stored["first"].items() if "table" in each["title"]]
    assert len(tables) == 1


def test_a_night_without_news_reports_none(nights: Nights) -> None:
    assert nights.totals("unchanged") == nights.totals("first") | {"new": 0}
    assert {each["state"] for each in nights.stored["unchanged"].values()} == {"unchanged"}
    first, second = ({each["title"]: each for each in nights.stored[night].values()}
                     for night in ("first", "unchanged"))  # fmt: skip
    assert first.keys() == second.keys()
    assert all(first[title]["first_seen"] == second[title]["first_seen"] for title in first)
    assert all(first[title]["last_seen"] < second[title]["last_seen"] for title in first)


def test_changes_are_told_and_kept(nights: Nights) -> None:
    assert nights.swept["changed"].site["verdict"] == "healthy"
    assert nights.totals("changed") | {"pages": 0} == {
        "pages": 0, "listings": 12, "new": 1, "changed": 1, "gone": 1, "flagged": 1
    }  # fmt: skip
    assert nights.state("changed", "/advert/1") == "changed"
    assert nights.stored["changed"]["/advert/1"]["price"] == 9.0
    assert nights.state("changed", "/advert/11") == "new"
    assert ("price", "12.5", "9") in nights.changes


def test_a_listing_is_gone_when_its_own_page_says_so(nights: Nights) -> None:
    assert nights.state("changed", "/advert/2") == "gone"


def test_a_listing_that_is_only_no_longer_listed_is_looked_up(nights: Nights) -> None:
    url = nights.web.url("/advert/3")
    assert nights.swept["changed"].state(url) == ("done", None)
    assert nights.state("changed", "/advert/3") == "unchanged"


def test_a_blocked_night_marks_nothing_gone(nights: Nights) -> None:
    blocked = nights.swept["blocked"]
    assert blocked.site["verdict"] == "blocked"
    assert blocked.code == 4
    assert (blocked.site["gone"], blocked.site["changed"]) == (0, 0)
    before, after = nights.stored["changed"], nights.stored["blocked"]
    assert {path: each["state"] for path, each in before.items()} == {
        path: each["state"] for path, each in after.items()
    }


def test_what_was_gone_comes_back(nights: Nights) -> None:
    assert nights.swept["back"].site["verdict"] == "healthy"
    assert nights.state("back", "/advert/2") == "back"
    assert nights.state("back", "/advert/1") == "unchanged"
    assert nights.totals("back")["new"] == 0


def test_the_report_says_what_each_site_gave(nights: Nights) -> None:
    report = nights.swept["first"].report
    assert set(report) >= {"started_at", "seconds", "exit_code", "sites", "urls", "log"}
    assert report["egress_exceptions"] == [nights.web.host]
    assert set(nights.swept["first"].site) >= {
        "site", "verdict", "reason", "pages", "listings", "new", "changed", "gone", "flagged",
        "seconds",
    }  # fmt: skip
    assert report["sites"][0]["seconds"] > 0


def test_the_report_is_kept_beside_the_log(nights: Nights) -> None:
    report = nights.swept["first"].report
    folder = Path(report["log"])
    assert json.loads((folder / "report.json").read_text()) == report
    assert (folder / "shop.log").stat().st_size > 0
    assert {line["site"] for line in nights.swept["first"].urls} == {"shop"}


@pytest.mark.parametrize("night", ["first", "unchanged", "changed", "blocked", "back"])
def test_every_address_is_known_once_with_a_final_state(nights: Nights, night: str) -> None:
    urls = nights.swept[night].urls
    assert len({line["url"] for line in urls}) == len(urls)
    assert {line["state"] for line in urls} <= {"done", "failed", "skipped"}
    assert all(line["attempts"] >= 1 for line in urls if line["state"] != "skipped")


def test_a_limit_cuts_short_and_says_how_far_it_came(patrol: Patrol, web: Web) -> None:
    fill(web, 20)
    patrol.configure(web, sites=[site(web, limits={"pages": 6})])
    limited = patrol.sweep("--limit", "3")
    assert limited.code == 1
    assert limited.site["verdict"] == "cut_short"
    said = "stopped at its limit of 3 pages"
    assert limited.site["reason"] == f"{said}: 3 of 21 known addresses were read"
    assert limited.site["pages"] == len(web.requests) - 1 == 3
    left = [line for line in limited.urls if line["state"] == "skipped"]
    assert {line["reason"] for line in left} == {said}
    own = patrol.sweep()
    assert (
        own.site["reason"] == "stopped at its limit of 6 pages: 6 of 21 known addresses were read"
    )
    assert {each["state"] for each in patrol.listings()} <= {"new", "unchanged"}
