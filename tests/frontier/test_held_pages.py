"""Pages that are known: held back, answered with 304, reopened; all of it in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from crawler.frontier.ledger import Ledger
from crawler.frontier.open_page import Validators
from crawler.items import Listing, Sighting, State, Verdict
from crawler.store import requests, searches, sweeps, visits
from crawler.store.database import Database
from crawler.store.requests import NewRequest, Outcome, RequestState
from crawler.store.visits import Visit

SHOP = "https://shop.example"
ETAG = Validators('"a"')


def night(database: Database) -> Ledger:
    """The books of the open sweep, or of a new one."""
    now = datetime.now(UTC)
    with database.write() as connection:
        sweep = sweeps.unfinished(connection, "shop")
        if sweep is None:
            since = now - timedelta(days=14)
            sweep = sweeps.begin(connection, "shop", "abc", now, since)
        requests.release(connection, sweep.id)
    return Ledger(database, sweep, batch=9, reading="r")


def end(ledger: Ledger) -> None:
    ledger.commit()
    with ledger.database.write() as connection:
        sweeps.close(connection, ledger.sweep.id, Verdict.HEALTHY, "", datetime.now(UTC))


def asked(path: str, *signs: str, **more: object) -> NewRequest:
    return NewRequest(url=SHOP + path, callback="parse_listing", signs=signs, **more)  # type: ignore[arg-type]


def hand_out(ledger: Ledger) -> dict[str, tuple[int, Visit | None]]:
    """Rows on their way to the site, and what was remembered of them."""
    leased = ledger.lease(10)
    return {
        row.url.removeprefix(SHOP): (row.id, ledger.hand_out(row.id, search=row.search))
        for row in leased
    }


def read(ledger: Ledger, row: int, path: str, validators: Validators = ETAG) -> None:
    """An advert's page is read to its end."""
    listing = Listing(site="shop", url=SHOP + path, title="Oak chair", price=Decimal(5))
    sighting = Sighting(listing=listing, identity=listing.url, page=row, state=State.NEW)
    ledger.entered_pipelines(row)
    ledger.met(sighting)
    ledger.keep(sighting)
    ledger.remember(row, validators)
    ledger.read(row)
    ledger.left_pipelines(row)


def states(ledger: Ledger) -> dict[str, tuple[str, str | None]]:
    with ledger.database.read() as connection:
        rows = requests.every(connection, ledger.sweep.id)
        return {url.removeprefix(SHOP): (state, reason) for url, state, reason, _ in rows}


@pytest.fixture
def second(database: Database) -> Ledger:
    """The night after one in which /1 was read behind its card, and / led to it."""
    first = night(database)
    first.found(asked("/", priority=1), None)
    row, _ = hand_out(first)["/"]
    first.found(asked("/1", "card:1", depth=1, arguments={"a": 1}), row)
    first.remember(row, ETAG)
    first.read(row)
    first.commit()
    row, _ = hand_out(first)["/1"]
    read(first, row, "/1")
    end(first)
    return night(database)


def test_a_known_card_is_held_and_another_is_asked_for(second: Ledger) -> None:
    second.found(asked("/1", "card:1"), None)
    second.found(asked("/2", "card:1"), None)
    assert set(hand_out(second)) == {"/2"}
    assert states(second)["/1"] == ("held", "unchanged: card")


def test_one_card_that_differs_is_enough_to_ask(second: Ledger) -> None:
    second.found(asked("/1", "card:1"), None)
    second.lease(1)
    assert states(second)["/1"] == ("held", "unchanged: card")
    second.found(asked("/1", "card:2"), None)
    _, visit = hand_out(second)["/1"]
    assert visit is None, "asked without a condition: its card says that it has changed"


def test_two_cards_on_one_page_that_differ_are_enough_too(second: Ledger) -> None:
    second.found(asked("/1", "card:1"), None)
    second.found(asked("/1", "card:2"), None)
    assert set(hand_out(second)) == {"/1"}


def test_a_page_that_is_known_is_asked_for_news(second: Ledger) -> None:
    second.found(asked("/"), None)
    second.found(asked("/1"), None)
    leased = hand_out(second)
    _, visit = leased["/"]
    assert visit is not None
    assert (visit.etag, visit.listings) == ('"a"', ())
    assert [replace(each) for each in visit.found] == [
        asked("/1", "card:1", depth=1, arguments={"a": 1})
    ]


def test_no_news_leads_where_the_page_led(second: Ledger) -> None:
    second.found(asked("/"), None)
    row, visit = hand_out(second)["/"]
    assert visit is not None
    second.not_modified(row, visit, visit.found)
    assert states(second) == {"/": ("leased", None)}, "not before the commit"
    second.commit()
    assert states(second) == {
        "/": ("done", "unchanged: HTTP 304"), "/1": ("held", "unchanged: card"),
    }  # fmt: skip


def test_what_a_killed_sweep_had_not_committed_is_not_remembered(database: Database) -> None:
    killed = night(database)
    killed.found(asked("/1", "card:1"), None)
    row, _ = hand_out(killed)["/1"]
    read(killed, row, "/1")
    again = night(database)
    assert states(again)["/1"] == ("waiting", None)
    with database.read() as connection:
        since = datetime.now(UTC) - timedelta(days=1)
        assert visits.known(connection, "shop", [SHOP + "/1"], "r", since) == {}


@pytest.mark.parametrize(
    ("outcome", "kept"),
    [
        (("failed", "HTTP 500"), True),
        (("done", "HTTP 404"), False),
        (("done", "no listing: gone"), False),
    ],
)
def test_a_page_that_ended_is_forgotten(
    second: Ledger, outcome: tuple[str, str], *, kept: bool
) -> None:
    second.found(asked("/1", "card:2"), None)
    row, _ = hand_out(second)["/1"]
    second.settle(row, Outcome(row, RequestState(outcome[0]), outcome[1]))
    second.commit()
    with second.database.read() as connection:
        known = visits.known(connection, "shop", [SHOP + "/1"], "r", second.sweep.reread_before)
    assert bool(known) is kept
    if kept:
        assert known[SHOP + "/1"].signs == ("card:1",), "what could not be read is asked again"


def test_a_search_pays_for_all_that_it_leads_to(database: Database) -> None:
    ledger = night(database)
    ledger.searches = {SHOP + "/q": "ivory"}
    ledger.found(asked("/q", search="ivory"), None)
    row, _ = hand_out(ledger)["/q"]
    for path in ("/1", "/q2"):
        ledger.found(asked(path, search="ivory"), row)
    ledger.read(row)
    leased = hand_out(ledger)
    read(ledger, leased["/1"][0], "/1")
    ledger.read(leased["/q2"][0])
    ledger.commit()
    with database.read() as connection:
        gained = searches.of_site(connection, "shop")["ivory"]
    assert (gained.asked, gained.requests, gained.listings, gained.new) == (1, 3, 1, 1)
    assert gained.asked_at is not None
