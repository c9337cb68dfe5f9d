"""A row becomes a listing: what it says is kept, what it does not say stays empty."""

from decimal import Decimal

import pytest

from crawler.exchange.advert import to_listing
from crawler.exchange.row import Row


def listing(site="attic", **cells):
    cells = {"title": "Ring", **cells}
    return to_listing(Row(2, cells, list(cells.values())), site)


def test_every_column_that_is_understood():
    found = listing(
        id="0017", title=" Ring ", description="a\nb", price="12,50", currency="eur", seller="Jan",
        url="https://attic.example/17", lang="NL",
    )  # fmt: skip
    assert (found.listing_id, found.url, found.seller) == (
        "0017",
        "https://attic.example/17",
        "Jan",
    )
    assert (found.title, found.description) == (" Ring ", "a\nb")
    assert (found.price, found.currency, found.price_raw) == (Decimal("12.50"), "EUR", "12,50")
    assert found.language == "nl"


def test_other_columns_are_kept_as_attributes():
    assert dict(listing(colour="white", empty="").attributes) == {"colour": "white"}


def test_what_a_row_does_not_say_stays_empty():
    found = listing()
    assert (found.listing_id, found.description, found.price, found.currency) == (None,) * 4
    assert (found.price_raw, found.seller, found.language) == (None,) * 3


def test_a_price_that_is_no_number_is_kept_raw():
    found = listing(price="make an offer", currency="EUR")
    assert (found.price, found.currency, found.price_raw) == (None, "EUR", "make an offer")


@pytest.mark.parametrize("lang", ["en?", "mixed(en,fr)", "mul", "emoji", "english", "xx"])
def test_a_language_that_is_no_code_is_unknown(lang):
    assert listing(lang=lang).language is None


def test_an_advert_without_an_address_goes_by_its_number():
    assert listing(id="0017").url == "urn:patrol:attic:0017"
    assert listing(id="a b/ü\ud800").url == "urn:patrol:attic:a%20b%2F%C3%BC%ED%A0%80"


def test_an_address_that_is_none_is_kept_as_it_was_written():
    found = listing(id="17", url="www.attic.example/17")
    assert found.url == "urn:patrol:attic:17"
    assert dict(found.attributes) == {"url": "www.attic.example/17"}


def test_without_number_and_address_the_same_row_is_the_same_advert():
    assert listing(seller="Jan").url == listing(seller="Jan", price="").url
    assert listing(seller="Jan").url != listing(seller="Piet").url
    assert listing().url.startswith("urn:patrol:attic:")


def test_an_escaped_nul_becomes_a_sign_of_the_same_length():
    assert listing(title="a\0b").title == "a\ufffdb"
