"""A second night asks for what has changed, finds all of it, and takes the rest as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from board import Board, Good
from patrol import KEYWORDS, Patrol, Swept, site
from sqlalchemy import select, update
from web import Page, Web

from crawler.store.database import open_existing
from crawler.store.schema import visits

RESULTS = ["/", "/?page=10", "/?page=20"]


@dataclass
class Nights:
    """What each night asked for and gave."""

    patrol: Patrol
    board: Board
    swept: dict[str, Swept] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=dict)
    stored: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """What was stored after each night, by path."""

    def sweep(self, night: str, *arguments: str) -> None:
        self.swept[night] = self.patrol.sweep(*arguments)
        self.asked[night] = self.board.asked()
        if night in ("blocked", "full", "selectors"):
            return
        paths = {each["url"].removeprefix(self.board.web.url("")): each
                 for each in self.patrol.listings()}  # fmt: skip
        self.stored[night] = paths

    def state(self, night: str, number: int) -> str:
        return str(self.stored[night][f"/advert/{number}"]["state"])


def days_pass(patrol: Patrol, days: float) -> None:
    """All that is remembered was read so much longer ago."""
    database = open_existing(f"sqlite:///{patrol.folder / 'patrol.db'}")
    with database.write() as connection:
        for moment in set(connection.execute(select(visits.c.read_at)).scalars()):
            earlier = moment - timedelta(days=days)
            connection.execute(
                update(visits).where(visits.c.read_at == moment).values(read_at=earlier)
            )
    database.close()


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    with Web() as web:
        patrol = Patrol(tmp_path_factory.mktemp("nights"))
        board = Board(web)
        board.goods[9].title = "Elephant ivory carving"
        board.refresh()
        seen = Nights(patrol, board)
        fields = {"expect": {"listings": {"min": 25}, "fields": {"price": 0.9}}}
        patrol.configure(web, sites=[site(web, **fields)])
        seen.sweep("first")

        board.hours = 27
        board.goods[5].price = 7
        board.goods[6].title = "Ash chair"
        board.goods[7].text = "This says something else now, which no card shows at all."
        board.goods[31] = Good("Walnut desk", 90)
        del board.goods[8]
        board.refresh()
        changed = KEYWORDS.replace("elephant ivory", "oak chair 4")
        (patrol.folder / "keywords" / "more.yaml").write_text(changed.replace("id: ivory", "id: x"))
        seen.sweep("second")

        board.refresh()
        days_pass(patrol, 20)
        seen.sweep("overdue")

        everything = dict(web.pages)
        board.refresh()
        web.pages = {path: Page("You have been blocked.", 403) for path in everything} | {
            "/": everything["/"]
        }
        board.goods[12].price = 1
        seen.sweep("blocked")
        board.refresh()
        seen.sweep("after")

        board.refresh()
        seen.sweep("full", "--full")
        board.refresh()
        selectors = {"listing": "li a::attr(href)", "next": "a.next::attr(href)"}
        patrol.configure(web, sites=[site(web, selectors=selectors)])
        seen.sweep("selectors")
        yield seen


def test_only_what_changed_is_read(nights: Nights) -> None:
    assert len(nights.asked["first"]) == 33
    new_and_changed = ["/advert/31", "/advert/5", "/advert/6", "/advert/8"]
    assert nights.asked["second"] == [*RESULTS, *new_and_changed]


def test_every_change_that_shows_is_found(nights: Nights) -> None:
    swept = nights.swept["second"].site
    assert swept["verdict"] == "healthy"
    assert (swept["new"], swept["changed"], swept["gone"]) == (1, 2, 1)
    states = {number: nights.state("second", number) for number in (5, 6, 31, 8, 1)}
    assert states == {5: "changed", 6: "changed", 31: "new", 8: "gone", 1: "unchanged"}
    assert nights.stored["second"]["/advert/5"]["price"] == 7


def test_what_was_not_read_counts_as_seen(nights: Nights) -> None:
    swept = nights.swept["second"].site
    assert (swept["listings"], swept["read"], swept["unread"]) == (30, 3, {"card": 27})
    assert swept["reason"] == "30 listings seen: 3 read, the others known and as they were"
    one = "/advert/1"
    before, after = nights.stored["first"][one], nights.stored["second"][one]
    assert after["last_seen"] > before["last_seen"]
    assert after["first_seen"] == before["first_seen"]
    assert nights.swept["second"].state(nights.board.web.url(one)) == ("done", "unchanged: card")


def test_what_was_not_read_is_scored_by_tonights_words(nights: Nights) -> None:
    assert nights.swept["first"].site["flagged"] == 1
    assert nights.stored["first"]["/advert/4"]["level"] == "none"
    assert nights.swept["second"].site["flagged"] == 2
    assert nights.stored["second"]["/advert/4"]["level"] == "review"


def test_a_text_that_no_card_shows_is_found_when_the_advert_is_due(nights: Nights) -> None:
    assert nights.state("second", 7) == "unchanged"
    assert nights.state("overdue", 7) == "changed"
    assert len(nights.asked["overdue"]) == 33
    assert nights.swept["overdue"].site["unread"] == {}


def test_a_blocked_night_leaves_the_memory_as_it_was(nights: Nights) -> None:
    assert nights.swept["blocked"].site["verdict"] == "blocked"
    assert nights.swept["blocked"].site["gone"] == 0
    assert nights.asked["after"] == sorted([*RESULTS, "/advert/12"])
    assert nights.state("after", 12) == "changed"
    assert nights.swept["after"].site["unread"] == {"card": 29}


def test_everything_is_read_if_it_is_asked_for(nights: Nights) -> None:
    assert len(nights.asked["full"]) == 33


def test_everything_is_read_with_other_selectors(nights: Nights) -> None:
    assert len(nights.asked["selectors"]) == 33
    assert nights.swept["selectors"].site["changed"] == 0


def test_pages_that_have_not_changed_lead_where_they_led(tmp_path: Path, web: Web) -> None:
    """Cards that show no price vouch for nothing: each advert is asked for news."""
    patrol, board = Patrol(tmp_path), Board(web, priced=False, validators=True)
    patrol.configure(web)
    assert patrol.sweep().site["new"] == 30
    board.goods[3].price = 999
    del board.goods[30]
    board.refresh()
    board.web.pages["/"], kept = board.web.pages["/"], dict(board.web.pages)
    swept = patrol.sweep()
    assert swept.site["verdict"] == "healthy"
    assert (swept.site["changed"], swept.site["gone"], swept.site["listings"]) == (1, 1, 29)
    assert swept.site["unread"] == {"HTTP 304": 28}
    assert patrol.last_sweep().counts["page/not_modified"] == 28
    board.web.requests.clear()
    board.web.pages = kept
    quiet = patrol.sweep()
    assert quiet.site["unread"] == {"HTTP 304": 29}
    assert patrol.last_sweep().counts["page/not_modified"] == 29 + 3
    assert {each["state"] for each in patrol.listings()} == {"unchanged", "gone"}
