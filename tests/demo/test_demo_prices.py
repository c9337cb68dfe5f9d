"""Prices as sellers write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crawler.demo.adverts import languages
from crawler.demo.prices import written


@pytest.mark.parametrize(
    ("price", "notation", "expected"),
    [
        ("3800", "1.250,00 €", "3.800,00 €"),
        ("45", "EUR 1.250,-", "EUR 45,-"),
        ("12500", "CHF 1'250", "CHF 12'500"),
        ("9.5", "£1,250.00", "£9.50"),
        ("7", "1250元", "7元"),
    ],
)
def test_written(price: str, notation: str, expected: str) -> None:
    assert written(Decimal(price), notation) == expected


def test_a_notation_must_show_the_sample() -> None:
    with pytest.raises(ValueError, match="1250"):
        written(Decimal(1), "€ 99")


def test_every_notation_of_the_data_files_shows_it() -> None:
    notations = [way for file in languages() for ways in file.notations.values() for way in ways]
    assert len(notations) > 25
    for notation in notations:
        assert "7" in written(Decimal(7), notation)
