"""A stated price is checked against what a reader sees."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crawler.extraction import Found, Page, read

STATED = (
    '<script type="application/ld+json">{"@type":"Product","name":"Brass lamp","offers":'
    '{"@type":"Offer","price":"%s","priceCurrency":"%s"}}</script><h1>Brass lamp</h1>%s'
)


def found(price: str, currency: str, html: str) -> Found:
    page = Page("https://shop.example/lamp", (STATED % (price, currency, html)).encode())
    return read(page, "shop").listings[0]


@pytest.mark.parametrize(
    ("price", "currency", "html", "expected"),
    [
        # the page shows what is stated
        ("99.00", "EUR", "<p class=price>€ 99,00", ("99.00", "EUR")),
        ("1299.00", "EUR", "<p class=price>1.299 €", ("1299.00", "EUR")),
        ("1299", "EUR", "<p class=price>1&nbsp;299&nbsp;€", ("1299", "EUR")),
        ("99", "EUR", "<b>$</b>99<sup>00</sup> <del>€ 120</del><p class=price>€ 99", ("99", "EUR")),
        # it shows no price, or none that is clearly its own
        ("99.00", "EUR", "<p>Call us.", ("99.00", "EUR")),
        ("99.00", "EUR", "<p>Free delivery over € 50", ("99.00", "EUR")),
        ("99.00", "EUR", "<nav class=price>€ 5</nav>", ("99.00", "EUR")),
        # before the discount
        ("99.00", "EUR", "<p class=price><del>€ 99,00</del> € 79,00", ("79.00", "EUR")),
        (
            "99.00",
            "EUR",
            "<p><s class=old-price>€ 99,00</s> <b class=price>€ 79,00</b>",
            ("79.00", "EUR"),
        ),
        # without tax
        ("81.82", "EUR", "<p class=price>€ 99,00", ("99.00", "EUR")),
        # in another currency
        ("107.40", "USD", "<p class=price>99,00 €", ("99.00", "EUR")),
    ],
)
def test_what_the_reader_sees_wins(
    price: str, currency: str, html: str, expected: tuple[str, str]
) -> None:
    listing = found(price, currency, html).listing
    assert (listing.price, listing.currency) == (Decimal(expected[0]), expected[1])


def test_the_source_says_who_was_believed() -> None:
    assert found("99.00", "EUR", "<p class=price>€ 99,00").sources["price"] == "json-ld"
    assert found("81.82", "EUR", "<p class=price>€ 99,00").sources["price"] == "visible"


def test_a_stated_zero_is_no_price_and_no_other_is_looked_for() -> None:
    listing = found("0", "EUR", "<p class=price>€ 99,00").listing
    assert listing.price is None


@pytest.mark.parametrize(
    ("price", "currency", "expected"),
    [
        ("1.299", "EUR", None),
        ("19.990", "EUR", None),
        ("19.990", "CLP", "19990"),
        ("1.250.000", "VND", "1250000"),
        ("12.500", "KWD", "12.500"),
        ("12.5000", "EUR", "12.5000"),
        ("1299,00", "EUR", "1299.00"),
        ("1.299,00 €", "EUR", "1299.00"),
    ],
)
def test_a_number_that_can_be_two_is_neither(
    price: str, currency: str, expected: str | None
) -> None:
    listing = found(price, currency, "").listing
    assert listing.price == (Decimal(expected) if expected else None)


def test_a_number_that_can_be_two_is_told_by_what_the_reader_sees() -> None:
    assert found("1.299", "EUR", "<p class=price>1.299 €").listing.price == 1299
