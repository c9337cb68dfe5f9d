"""Prices as people write them."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction import price
from crawler.extraction.currency import Where

BELGIUM = Where(currency="EUR", country="BE", language="nl")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€ 1.299,00", "1299.00", "EUR"),
        ("€1,299.00", "1299.00", "EUR"),
        ("1.299 €", "1299", "EUR"),
        ("1 299,90 €", "1299.90", "EUR"),
        ("1\u202f299,90\u00a0€", "1299.90", "EUR"),
        ("EUR 45,-", "45", "EUR"),
        ("45 EUR VB", "45", "EUR"),
        ("45€50", "45.50", "EUR"),
        ("1.5 €", "1.5", "EUR"),
        ("0,500 €", "0.500", "EUR"),
        ("£1,250", "1250", "GBP"),
        ("CHF 1'200.–", "1200", "CHF"),
        ("CHF 1’200.–", "1200", "CHF"),
        ("1 250 zł", "1250", "PLN"),
        ("1 234,5 Kč", "1234.5", "CZK"),
        ("12 500 ₫", "12500", "VND"),
        ("12.500.000 đ", "12500000", "VND"),
        ("R$ 45,00", "45.00", "BRL"),
        ("US $12.50", "12.50", "USD"),
        ("$1,299 CAD", "1299", "CAD"),
        ("AU $45.00", "45.00", "AUD"),
        ("₹ 12,34,567.00", "1234567.00", "INR"),
        ("1.250 TL", "1250", "TRY"),
        ("12.500 KWD", "12.500", "KWD"),
        ("15万円", "150000", "JPY"),
        ("１２，８００円", "12800", "JPY"),
        ("٤٥٠ د.إ", "450", "AED"),
        ("1,5 Mio. €", "1500000", "EUR"),
        ("2.5 mln zł", "2500000", "PLN"),
        ("Price: 3 500 € (negotiable)", "3500", "EUR"),
        ("45 €/Stück", "45", "EUR"),
        ("Gebot: 45 €", "45", "EUR"),
    ],
)
def test_reads_amount_and_currency(text: str, amount: str, currency: str) -> None:
    found = price.parse(text)
    assert (found.amount, found.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "free",
        "gratis",
        "zu verschenken",
        "op aanvraag",
        "prix à débattre",
        "€ 0,00",
        "10 - 20 €",
        "10€-20€",
        "from €10",
        "ab 10 €",
        "vanaf € 10",
        "à partir de 10 €",
        "¥3800起",
        "12 x 45 €",
        "€45/month",
        "3,50 €/kg",
        "£15 £20",
        "120 000 km",
        "0470 12 34 56",
        "1.234.56",
        "-25%",
        "999999999999999999999 €",
        "iPhone13",
    ],
)
def test_nothing_is_made_up(text: str) -> None:
    assert price.parse(text).amount is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("was £20 now £15", "15"),
        ("Statt 30 € nur 25 €", "25"),
        ("-25% 30 €", "30"),
        ("€45 + €3.95 shipping", "45"),
        ("£15 (about $19)", "15"),
        ("3,50 € (7,00 €/kg)", "3.50"),
        ("2 bids, € 45", "45"),
    ],
)
def test_the_price_among_other_amounts(text: str, amount: str) -> None:
    assert price.parse(text).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "where", "currency"),
    [
        ("250 kr", Where(), None),
        ("250 kr", Where(country="SE"), "SEK"),
        ("250 kr", Where(language="da"), "DKK"),
        ("¥3,800", Where(), None),
        ("¥3,800", Where(language="ja"), "JPY"),
        ("¥3,800", Where(currency="CNY", language="en"), "CNY"),
        ("$45", Where(), None),
        ("$45", Where(country="AU"), "AUD"),
        ("$45", BELGIUM, None),
        ("R 1 250,00", Where(country="ZA"), "ZAR"),
        ("R 1 250,00", BELGIUM, "EUR"),
        ("1.250,-", BELGIUM, "EUR"),
        ("1.250,-", Where(), None),
        ("45 RM", BELGIUM, "MYR"),
    ],
)
def test_an_ambiguous_currency_is_told_by_the_place(
    text: str, where: Where, currency: str | None
) -> None:
    assert price.parse(text, where=where).currency == currency


def test_the_declared_currency_tells_which_dollar_it_is() -> None:
    assert price.parse("$45", currency="NZD", where=BELGIUM).currency == "NZD"


def test_the_currency_of_the_site_decides_between_two_prices() -> None:
    assert price.parse("€ 45 / $ 50", where=BELGIUM).amount == Decimal(45)
    assert price.parse("€ 45 / $ 50").amount is None


def test_raw_text_is_kept_and_bounded() -> None:
    assert price.parse(" free ").raw == " free "
    assert len(price.parse("€ 5 " * 100).raw) == price.MAX_RAW


@pytest.mark.parametrize("nonsense", ["9a,", "1.", "€", "1 000 ", "9" * 50, "1,000.", "k " * 9])
def test_nonsense_ends_quickly_without_a_price(nonsense: str) -> None:
    started = time.process_time()
    found = price.parse(nonsense * (60_000 // len(nonsense)))
    assert found.amount is None
    assert time.process_time() - started < 0.1


@given(st.text(max_size=300))
def test_any_text_gives_a_price_or_none(text: str) -> None:
    found = price.parse(text, where=BELGIUM)
    assert found.amount is None or 0 < found.amount <= price.MAX_AMOUNT
    assert found.currency is None or len(found.currency) == 3
    assert found.raw == text[: price.MAX_RAW]


@given(st.decimals(min_value="0.01", max_value="999999999", places=2))
def test_every_amount_is_read_back_in_every_notation(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    continental = english.translate(str.maketrans(",.", ".,"))
    for text in (english, continental, english.replace(",", "'"), continental.replace(".", " ")):
        assert price.parse(f"{text} €").amount == amount
        assert price.parse(f"EUR {text}").amount == amount
