from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.errors import InputError
from crawler.matching import Rates, read_rates

RATES = Rates(date(2026, 1, 2), {"USD": Decimal("1.25")})


@pytest.mark.parametrize(
    ("amount", "currency", "euro"),
    [
        ("100", "EUR", "100"),
        ("100", "USD", "80"),
        ("0.01", "USD", "0.008"),
        ("1e30", "USD", "8e29"),
        ("0", "EUR", None),
        ("-1", "EUR", None),
        ("Infinity", "EUR", None),
        ("NaN", "USD", None),
        ("100", "usd", None),
        ("100", "XYZ", None),
        ("100", None, None),
    ],
)
def test_amounts_in_euro(amount: str, currency: str | None, euro: str | None) -> None:
    expected = None if euro is None else Decimal(euro)
    assert RATES.in_euro(Decimal(amount), currency) == expected


def test_no_amount_is_none() -> None:
    assert RATES.in_euro(None, "EUR") is None


def test_the_shipped_table_has_the_currencies_of_the_sites() -> None:
    rates = read_rates()
    assert rates.date == date(2026, 10, 30)
    assert rates.per_euro["USD"] == Decimal("1.1172")
    assert {"GBP", "CHF", "PLN", "CNY", "CZK", "DKK", "HUF", "JPY", "NOK", "RON", "SEK", "TRY"} <= (
        set(rates.per_euro)
    )


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "rates.yaml"
    path.write_text("source: desk\ndate: 2026-11-01\nper_euro: {UAH: 48.5}\n")
    assert read_rates(path) == Rates(date(2026, 11, 1), {"UAH": Decimal("48.5")})


def test_every_mistake_in_a_table_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rates.yaml"
    path.write_text("source: desk\ndate: soon\nper_euro:\n  USD: 0\n  pounds: 1\n  JPY: much\n")
    with pytest.raises(InputError) as caught:
        read_rates(path)
    lines = str(caught.value).splitlines()
    assert [line.removeprefix(f"{path}:").split(":")[0] for line in lines] == ["2", "4", "5", "6"]
