"""A page as JSON: every key is there, and what is not known is null."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from crawler.exchange.json_values import plain_number
from crawler.exchange.page_json import page_as_dict
from crawler.extraction import Found, Kind, Page, Reading
from crawler.items import Listing

KEYS = [
    "title", "price", "currency", "price_raw", "seller", "location", "images", "description",
    "posted_at", "availability", "condition", "from",
]  # fmt: skip


def shown(listing: Listing, **reading):
    found = Found(listing, {"title": "json-ld"})
    values = {"kind": Kind.ITEM, "language": "nl", "listings": (found,), **reading}
    page = Page("https://attic.example/17", b"")
    return json.loads(json.dumps(page_as_dict("a.html", page, Reading(**values))))


def test_an_advert_in_full():
    listing = Listing(
        site="attic", url="https://attic.example/17", title="Ring", price=Decimal("12.50"),
        currency="EUR", price_raw="€ 12,50", seller="Jan", location="Gent", description="a\nb",
        images=("https://attic.example/1.jpg",), posted_at=datetime(2026, 11, 3, 22, tzinfo=UTC),
        availability="in_stock", condition="used",
    )  # fmt: skip
    page = shown(listing)
    assert list(page) == ["source", "url", "kind", "language", "listings"]
    assert (page["source"], page["url"]) == ("a.html", "https://attic.example/17")
    assert (page["kind"], page["language"]) == ("item", "nl")
    [advert] = page["listings"]
    assert list(advert) == KEYS
    assert (advert["price"], advert["currency"], advert["price_raw"]) == (12.5, "EUR", "€ 12,50")
    assert advert["images"] == ["https://attic.example/1.jpg"]
    assert advert["posted_at"] == "2026-11-03T22:00:00Z"
    assert advert["from"] == {"title": "json-ld"}


def test_what_is_not_known_is_null():
    [advert] = shown(Listing(site="attic", url="", title="Ring"))["listings"]
    assert {key for key, value in advert.items() if value is None} == {
        *KEYS} - {"title", "images", "from"}  # fmt: skip
    assert advert["images"] == []


def test_a_thread_counts_its_posts():
    thread = shown(Listing(site="attic", url="", title="Ring"), kind=Kind.THREAD, posts=7)
    assert thread["posts"] == 7


@pytest.mark.parametrize(
    ("amount", "number"), [("1250", 1250), ("1250.00", 1250), ("0.0865", 0.0865), ("1E+3", 1000)]
)
def test_whole_amounts_are_whole_numbers(amount, number):
    found = plain_number(Decimal(amount))
    assert (found, type(found)) == (number, type(number))
