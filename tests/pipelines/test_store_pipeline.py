from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import select

from crawler.frontier.ledger import Ledger
from crawler.items import Assessment, Inputs, Level, Sighting, State
from crawler.store import listings, requests
from crawler.store.schema import listings as table
from pipelines.store import Store

Read = Callable[..., Sighting]
Settle = Callable[[Ledger, Sighting], None]
INPUTS = Inputs(date(2026, 11, 3), date(2026, 10, 30), 0, 0, (25, 50, 80))
URGENT = Assessment(90, Level.URGENT, "wildlife", "main", (), ("Ivory",), "abc", INPUTS)


def test_a_listing_is_stored_with_its_page(ledger: Ledger, read_page: Read, settle: Settle) -> None:
    seen = replace(read_page(ledger), assessment=URGENT)
    assert Store(ledger).process_item(seen) == seen.listing, "which is what feeds export"
    with ledger.database.read() as connection:
        assert listings.known(connection, [seen.id]) == {}
    settle(ledger, seen)
    with ledger.database.read() as connection:
        assert seen.id in listings.known(connection, [seen.id])
        assert requests.outcomes(connection, ledger.sweep.id) == [("done", None, 1)]


def test_what_a_listing_is_made_of_is_counted(
    ledger: Ledger, read_page: Read, settle: Settle
) -> None:
    store, first = Store(ledger), read_page(ledger)
    store.process_item(replace(first, assessment=URGENT))
    posted = datetime(2026, 11, 3, tzinfo=UTC)
    whole = {"price": Decimal(0), "currency": "EUR", "images": ("https://i/1",), "seller": "Ann",
             "location": "Gent", "description": "Oak.", "posted_at": posted}  # fmt: skip
    second = read_page(ledger, **whole)
    store.process_item(replace(second, state=State.CHANGED))
    settle(ledger, first)
    settle(ledger, second)
    assert ledger.counts == {
        "listing/seen": 2,
        "listing/new": 1,
        "listing/changed": 1,
        "listing/flagged": 1,
        "field/price": 1,
        "field/currency": 1,
        "field/seller": 1,
        "field/location": 1,
        "field/images": 1,
        "field/description": 1,
        "field/posted_at": 1,
    }


def test_a_second_address_of_a_listing_adds_nothing(
    ledger: Ledger, read_page: Read, settle: Settle
) -> None:
    store, first = Store(ledger), read_page(ledger)
    store.process_item(first)
    second = read_page(ledger, url="https://shop.example/advert/1?utm_source=mail")
    store.process_item(replace(second, again=True))
    settle(ledger, first)
    settle(ledger, second)
    assert ledger.counts == {"listing/seen": 1, "listing/new": 1, "listing/seen_again": 1}
    with ledger.database.read() as connection:
        stored = connection.execute(select(table.c.id, table.c.url)).all()
    assert stored == [(first.id, first.listing.url)]
