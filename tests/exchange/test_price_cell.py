"""Price cells as programs and people fill them in: read, or left alone."""

from decimal import Decimal

import pytest

from crawler.exchange.price_cell import read_price


@pytest.mark.parametrize(
    ("price", "currency", "amount", "code"),
    [
        ("29.28", "EUR", "29.28", "EUR"),
        ("35", "usd", "35", "USD"),
        ("0", "EUR", "0", "EUR"),
        ("1500", "", "1500", None),
        ("200.00000000", "USD", "200", "USD"),
        ("0.08650000", "USD", "0.0865", "USD"),
        ("19.99000000000001", "USD", "19.99000000000001", "USD"),
        ("3 000", "EUR", "3000", "EUR"),
        ("3\u202f000,50", "EUR", "3000.50", "EUR"),
        ("54,95", "EUR", "54.95", "EUR"),
        ("12.750", "EUR", "12750", "EUR"),
        ("1.299,00", "€", "1299", "EUR"),
        ("1,299.00", "£", "1299", "GBP"),
        ("12.750", "KWD", "12.750", "KWD"),
        ("€ 12,50", "", "12.50", "EUR"),
        ("12,50 EUR", "", "12.50", "EUR"),
        ("250 zł", "", "250", "PLN"),
        ("$15", "CAD", "15", "CAD"),
        ("$15", "", "15", None),
        ("", "EUR", None, "EUR"),
        ("", "", None, None),
    ],
)
def test_a_price_is_read_as_it_was_meant(price, currency, amount, code):
    assert read_price(price, currency) == (None if amount is None else Decimal(amount), code)


@pytest.mark.parametrize(
    "price",
    ["on request", "10-20", "from 10", "-5", "1e5", "NaN", "12 for 3", "call 0475", "10.20.30",
     "5 EUR/kg", "9" * 40, "price! " * 10_000],
)  # fmt: skip
def test_what_is_not_one_amount_is_no_price(price):
    assert read_price(price, "EUR") == (None, "EUR")


def test_a_currency_that_is_none_stays_empty():
    assert read_price("12", "coins") == (Decimal(12), None)
