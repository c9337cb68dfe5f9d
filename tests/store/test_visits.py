"""What pages gave is remembered: by it the next night knows what need not be read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from crawler.store import listings, visits
from crawler.store.requests import NewRequest
from crawler.store.schema import listings as listing_rows
from crawler.store.visits import Visit

from .conftest import EVENING, sighting

URL = "https://attic.example/advert/1"
CARD, BARE = "card:1", "bare:1"
LONG_AGO = EVENING - timedelta(days=90)


def visit(number: int = 1, *signs: str, days: float = 0.0, **more) -> Visit:
    """Advert ``number``, read so many days ago off its own page."""
    fields = {"listings": (sighting(number).id,), "signs": signs or (CARD,), **more}
    url = f"https://attic.example/advert/{number}"
    return Visit(url=url, read_at=EVENING - timedelta(days=days), **fields)


def found(number: int = 1, *signs: str) -> NewRequest:
    url = f"https://attic.example/advert/{number}"
    return NewRequest(url=url, callback="parse_listing", signs=signs or (CARD,))


@pytest.fixture
def remember(books):
    def keep(*read: Visit) -> None:
        with books.database.write() as connection:
            visits.keep(connection, "attic", read, reading="r", sweep=books.sweep)

    return keep


@pytest.fixture
def unchanged(books):
    def ask(*new: NewRequest, reading: str = "r", since=LONG_AGO) -> set[str]:
        with books.database.read() as connection:
            found = visits.unchanged(connection, "attic", new, reading, since)
        return {url for url, _ in found}

    return ask


def test_an_advert_whose_card_stands_is_known(books, make, remember, unchanged):
    books.see(make.sighting(1, price=5))
    remember(visit())
    assert unchanged(found()) == {URL}
    tracked = replace(found(), url=f"{URL}?utm_source=list")
    assert unchanged(tracked) == {tracked.url}


@pytest.mark.parametrize(
    ("new", "more"),
    [
        (found(1, "card:2"), {}),  # another price, say
        (found(1, CARD, "card:2"), {}),  # one of its two cards
        (replace(found(), signs=()), {}),  # nothing is said of it
        (found(2), {}),  # never read
        (found(), {"reading": "other"}),  # read with other selectors
        (found(), {"since": EVENING}),  # due
        (found(), {"since": None}),  # everything is to be read
    ],
)
def test_otherwise_it_is_read(books, remember, unchanged, new, more):
    books.see(sighting(1, price=5))
    remember(visit())
    assert unchanged(new, **more) == set()


def test_a_card_without_a_price_says_nothing_of_an_advert_that_has_one(
    books, make, remember, unchanged
):
    books.see(make.sighting(1, price=5), make.sighting(2))
    remember(visit(1, BARE), visit(2, BARE))
    assert unchanged(found(1, BARE), found(2, BARE)) == {found(2).url}


def test_what_was_gone_or_deleted_is_read(books, make, remember, unchanged):
    books.see(make.sighting(1))
    remember(visit(1), visit(2))
    with books.database.write() as connection:
        connection.execute(update(listing_rows).values(state="gone"))
    assert unchanged(found(1), found(2)) == set()


def test_a_sitemap_may_be_long(books, make, remember, unchanged):
    numbers = range(70_000)
    books.see(make.sighting(69_999))
    remember(visit(69_999))
    assert unchanged(*(found(number) for number in numbers)) == {found(69_999).url}


def test_a_page_that_can_be_asked_for_news_remembers_where_it_led(books, remember):
    links = [replace(found(), arguments={"page": 2}, priority=1, depth=1)]
    remember(visit(etag='"a"', found=links), visit(2, found=links))
    with books.database.read() as connection:
        urls = [URL, found(2).url]
        known = visits.known(connection, "attic", urls, "r", LONG_AGO)
    assert list(known[URL].found) == links
    assert known[URL].conditional
    assert not known[found(2).url].conditional
    assert known[found(2).url].found == []


def test_pages_are_forgotten_one_by_one_by_sweep_and_by_age(books, make, remember, unchanged):
    books.see(*(make.sighting(number) for number in (1, 2, 3)))
    remember(visit(1), visit(2, days=50))
    first = books.sweep
    books.next_sweep()
    remember(visit(3))
    with books.database.write() as connection:
        visits.forget_old(connection, "attic", EVENING - timedelta(days=42))
    assert unchanged(found(1), found(2), found(3)) == {found(1).url, found(3).url}
    with books.database.write() as connection:
        visits.forget_sweep(connection, first)
        visits.forget(connection, "attic", [found(3).url])
    assert unchanged(found(1), found(2), found(3)) == set()


def due(books, days: int, nights_later: int = 0) -> int:
    """How many pages a night reads again."""
    now = EVENING + timedelta(days=nights_later)
    with books.database.read() as connection:
        before = visits.reread_before(connection, "attic", now, days)
        rows = books.rows(visits.visits)
    return len([row for row in rows if before is None or row["read_at"] <= before])


def test_nothing_is_due_soon_after_it_was_read(books, remember):
    remember(*(visit(number, days=number / 1_000) for number in range(100)))
    assert due(books, 14, nights_later=1) == 0
    assert due(books, 14, nights_later=3) == 0


def test_an_even_share_is_due_each_night_and_everything_in_time(books, remember):
    remember(*(visit(number, days=number / 1_000_000) for number in range(110)))
    shares = []
    for night in range(1, 29):
        now = EVENING + timedelta(days=night)
        with books.database.write() as connection:
            before = visits.reread_before(connection, "attic", now, 14)
            rows = connection.execute(
                update(visits.visits)
                .where(visits.visits.c.read_at <= before)
                .values(read_at=now)
                .returning(visits.visits.c.page)
            ).all()
        shares.append(len(rows))
        oldest = min(row["read_at"] for row in books.rows(visits.visits))
        assert now - oldest < timedelta(days=14)
    assert max(shares) <= 12
    assert sum(shares) >= 2 * 110 - 12


def test_what_is_overdue_is_due_at_once_and_with_no_days_everything_is(books, remember):
    remember(*(visit(number, days=20) for number in range(50)))
    assert due(books, 14) == 50
    assert due(books, 0) == 50
    assert due(books, 90) < 5


def test_a_listing_that_is_met_is_seen_and_stays_as_it_is(books, make):
    books.see(make.sighting(1, price=5), make.sighting(2))
    with books.database.write() as connection:
        connection.execute(
            update(listing_rows).where(listing_rows.c.id == sighting(2).id).values(state="gone")
        )
    books.next_sweep()
    later = EVENING + timedelta(days=1)
    keys = [sighting(number).id for number in (1, 2, 3)]
    with books.database.write() as connection:
        met = listings.touch(connection, keys, books.sweep, later, None)
        assert listings.touch(connection, keys, books.sweep, later, None) == {}
    assert met == {keys[0]: "unchanged", keys[1]: "back"}
    (row,) = books.rows(listing_rows, id=keys[0])
    assert (row["last_seen"], row["last_sweep"], row["price"]) == (later, books.sweep, 5)
    assert (row["first_seen"], row["state"]) == (EVENING, "unchanged")
