"""The books of a sweep: a page is done when all it gave is stored, and not before."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from crawler.errors import DatabaseError, DiskFullError
from crawler.frontier.ledger import Ledger
from crawler.items import Listing, Sighting
from crawler.store import listings, requests, sweeps
from crawler.store.database import Database, open_database
from crawler.store.requests import NewRequest, Outcome, RequestState

SHOP = "https://shop.example"


def new_ledger(database: Database, batch: int = 2) -> Ledger:
    """The books of the site's open sweep, or of a new one."""
    with database.write() as connection:
        sweep = sweeps.unfinished(connection, "shop")
        if sweep:
            requests.release(connection, sweep.id)
        sweep = sweep or sweeps.begin(connection, "shop", "abc", datetime.now(UTC))
    return Ledger(database, sweep, batch=batch, country="BE")


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return new_ledger(database)


def asked(path: str) -> NewRequest:
    return NewRequest(url=SHOP + path, callback="parse_listing")


def sighting(page: int, path: str, price: str = "5") -> Sighting:
    listing = Listing(site="shop", url=SHOP + path, title="Oak chair", price=Decimal(price))
    return Sighting(listing=listing, identity=listing.url, page=page)


def hand_out(ledger: Ledger, *paths: str) -> list[int]:
    """Rows of these addresses, on their way to the site."""
    for path in paths:
        ledger.found(asked(path), None)
    rows = [row.id for row in ledger.lease(10)]
    for row in rows:
        ledger.hand_out(row)
    return rows


def states(ledger: Ledger) -> dict[str, tuple[str, str | None]]:
    with ledger.database.read() as connection:
        rows = requests.every(connection, ledger.sweep.id)
        return {url.removeprefix(SHOP): (state, reason) for url, state, reason, _ in rows}


def stored(ledger: Ledger) -> set[str]:
    ids = [sighting(0, f"/{number}").id for number in range(5)]
    with ledger.database.read() as connection:
        found = listings.known(connection, ids)
    return {f"/{number}" for number, key in enumerate(ids) if key in found}


def test_a_page_is_open_until_its_listings_have_left_the_pipelines(ledger: Ledger) -> None:
    (row,) = hand_out(ledger, "/1")
    ledger.entered_pipelines(row)
    ledger.read(row)
    ledger.commit()
    assert states(ledger) == {"/1": ("leased", None)}
    ledger.keep(sighting(row, "/1"))
    ledger.left_pipelines(row)
    assert not ledger.idle
    ledger.commit()
    assert states(ledger) == {"/1": ("done", None)}
    assert stored(ledger) == {"/1"}
    assert ledger.idle


def test_a_page_is_open_until_its_callback_has_ended(ledger: Ledger) -> None:
    (row,) = hand_out(ledger, "/1")
    ledger.entered_pipelines(row)
    ledger.keep(sighting(row, "/1"))
    ledger.left_pipelines(row)
    ledger.commit()
    assert states(ledger) == {"/1": ("leased", None)}
    assert stored(ledger) == set(), "a listing is stored with its page, not before"
    ledger.read(row)
    ledger.commit()
    assert states(ledger) == {"/1": ("done", None)}
    assert stored(ledger) == {"/1"}


def test_what_a_page_led_to_is_stored_with_it(ledger: Ledger) -> None:
    (row,) = hand_out(ledger, "/")
    ledger.found(asked("/1"), row)
    assert ledger.lease(10) == [], "the page is still open"
    assert states(ledger) == {"/": ("leased", None)}
    ledger.read(row)
    assert [leased.url for leased in ledger.lease(10)] == [f"{SHOP}/1"], "asking commits"
    assert states(ledger) == {"/": ("done", None), "/1": ("leased", None)}


def test_settled_pages_share_a_commit(ledger: Ledger) -> None:
    first, second, third = hand_out(ledger, "/1", "/2", "/3")
    ledger.read(first)
    assert states(ledger)["/1"] == ("leased", None)
    assert ledger.outstanding == 3
    ledger.read(second)
    assert states(ledger)["/1"] == states(ledger)["/2"] == ("done", None)
    assert ledger.outstanding == 1
    ledger.read(third)
    ledger.tick()
    assert states(ledger)["/3"] == ("leased", None), "it may wait for company"
    ledger.MAX_WAIT = 0.0
    ledger.tick()
    assert states(ledger)["/3"] == ("done", None), "but not for long"


def test_counts_are_committed_with_the_pages_they_count(ledger: Ledger) -> None:
    (row,) = hand_out(ledger, "/1")
    ledger.count("page/fetched", page=row)
    ledger.count("listing/seen", page=row, by=3)
    assert ledger.counts == new_ledger(ledger.database).counts == {}
    ledger.read(row)
    ledger.commit()
    assert new_ledger(ledger.database).counts == {"page/fetched": 1, "listing/seen": 3}


def test_a_row_that_is_handed_back_waits_for_its_time(ledger: Ledger) -> None:
    (row,) = hand_out(ledger, "/1")
    ledger.hand_back(row, "HTTP 500", time.time() + 0.2)
    ledger.commit()
    assert ledger.lease(10) == []
    assert ledger.waiting()
    assert states(ledger) == {"/1": ("waiting", "HTTP 500")}
    time.sleep(0.2)
    ledger.found(asked("/2"), None)  # else it believes for a second that nothing is due
    again = {leased.url: leased.attempts for leased in ledger.lease(10)}
    assert again == {f"{SHOP}/1": 2, f"{SHOP}/2": 1}


def test_a_page_that_lost_something_is_not_done(ledger: Ledger) -> None:
    (row,) = hand_out(ledger, "/1")
    ledger.entered_pipelines(row)
    ledger.spoil(row, "a listing was lost")
    ledger.left_pipelines(row)
    ledger.read(row)
    ledger.commit()
    assert states(ledger) == {"/1": ("failed", "a listing was lost")}


def test_a_page_may_be_done_with_a_remark(ledger: Ledger) -> None:
    (row,) = hand_out(ledger, "/1")
    ledger.note(row, "no listing: gone")
    ledger.read(row)
    ledger.commit()
    assert states(ledger) == {"/1": ("done", "no listing: gone")}


def test_a_page_that_was_not_had_is_settled_with_its_reason(ledger: Ledger) -> None:
    refused, broken = hand_out(ledger, "/1", "/2")
    ledger.settle(refused, Outcome(refused, RequestState.SKIPPED, "off site: other.example"))
    ledger.settle(broken, Outcome(broken, RequestState.FAILED, "timed out"))
    assert states(ledger) == {
        "/1": ("skipped", "off site: other.example"),
        "/2": ("failed", "timed out"),
    }


def test_a_listing_is_known_before_it_is_committed(ledger: Ledger) -> None:
    (row,) = hand_out(ledger, "/1")
    first = sighting(row, "/1", "5")
    assert ledger.known(first.id) is None
    ledger.keep(first)
    kept = ledger.known(first.id)
    ledger.read(row)
    ledger.commit()
    committed = ledger.known(first.id)
    for known in (kept, committed):
        assert known is not None
        assert known["last_sweep"] == ledger.sweep.id
        assert known["price"] == Decimal(5)


def fill_disk(database: Database) -> None:
    """From now on the file cannot grow."""

    def limit(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    event.listen(database.engine, "begin", limit)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'patrol.db'}"
    ledger = new_ledger(open_database(url))
    told: list[str] = []
    ledger.on_failure = lambda: told.append("closing")
    first, second = hand_out(ledger, "/1", "/2")
    fill_disk(ledger.database)
    for row, path in ((first, "/1"), (second, "/2")):
        ledger.keep(sighting(row, path))
        ledger.found(asked("/" + "x" * 9_000), row)
        ledger.read(row)
    assert isinstance(ledger.failure, DiskFullError)
    assert "no space left for the database" in str(ledger.failure)
    assert ledger.lease(10) == []
    ledger.commit()
    assert told == ["closing"], "it is told once"
    ledger.database.close()

    later = new_ledger(open_database(url))
    assert states(later) == {"/1": ("waiting", None), "/2": ("waiting", None)}
    for row, path in zip(hand_out(later), ("/1", "/2"), strict=True):
        later.keep(sighting(row, path))
        later.read(row)
    assert stored(later) == {"/1", "/2"}
    later.database.close()


def test_a_database_that_goes_away_stops_the_sweep(ledger: Ledger) -> None:
    (row,) = hand_out(ledger, "/1")
    told: list[str] = []
    ledger.on_failure = lambda: told.append("closing")
    with ledger.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE requests RENAME TO moved")
    assert ledger.waiting() is False
    assert isinstance(ledger.failure, DatabaseError)
    ledger.read(row)
    ledger.commit()
    assert told == ["closing"]
    with ledger.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE moved RENAME TO requests")
    assert states(ledger) == {"/1": ("leased", None)}
