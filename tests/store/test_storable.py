"""Hostile text is kept, as text that every database can hold."""

from decimal import Decimal
from types import MappingProxyType

import pytest

from crawler.items import Listing
from crawler.store.schema import listings as table
from crawler.store.storable import refusal, storable
from crawler.store.types import MAX_MONEY


def listing(**fields) -> Listing:
    return Listing(**{"site": "attic", "url": "https://attic.example/1", "title": "x", **fields})


def test_an_ordinary_listing_is_left_alone():
    ordinary = listing(price=Decimal("12.50"), images=("https://attic.example/1.jpg",))
    assert storable(ordinary) is ordinary


def test_nul_and_lone_surrogates_become_a_sign_that_shows_it():
    found = storable(
        listing(
            title="a\0b",
            description="\ud800",
            images=("https://x.example/\0",),
            attributes=MappingProxyType({"k\0": "v\udfff"}),
        )
    )
    assert found.title == "a\ufffdb"
    assert found.description == "\ufffd"
    assert found.images == ("https://x.example/\ufffd",)
    assert dict(found.attributes) == {"k\ufffd": "v\ufffd"}


@pytest.mark.parametrize("price", ["-1", "NaN", "Infinity", str(MAX_MONEY + 1)])
def test_a_price_that_no_column_holds_stays_in_the_raw_text_alone(price):
    found = storable(listing(price=Decimal(price), price_raw=price))
    assert (found.price, found.price_raw) == (None, price)


def test_a_price_is_what_the_database_will_give_back():
    assert storable(listing(price=Decimal("0.00005001"))).price == Decimal("0.0001")


def test_it_goes_into_both_databases(books, make):
    hostile = make.sighting(title="\0\ud83d" + "x" * 1_000_000, description="=1+1\r\n\x1b[31m")
    books.see(type(hostile)(listing=storable(hostile.listing), identity=hostile.identity))
    [row] = books.rows(table)
    assert row["title"] == "\ufffd\ufffd" + "x" * 1_000_000
    assert row["description"] == "=1+1\r\n\x1b[31m"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, None),
        ({"url": "urn:patrol:attic:1"}, None),
        ({"title": " \t\n"}, "no_title"),
        ({"url": "javascript:alert(1)"}, "no_address"),
        ({"url": ""}, "no_address"),
    ],
)
def test_what_can_be_no_advert_is_refused_with_a_reason(fields, why):
    assert refusal(listing(**fields)) == why
