"""Prices in euro, by a table of exchange rates that has a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from crawler.errors import InputError
from crawler.strict_yaml import read, validate

SHIPPED = Path(__file__).with_name("rates.yaml")

_Code = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
_Rate = Annotated[Decimal, Field(gt=0)]


@dataclass(frozen=True, slots=True)
class Rates:
    """How much of each currency one euro is."""

    date: date
    """The day of the rates."""
    per_euro: Mapping[str, Decimal]
    """By ISO 4217 code; the euro need not be among them."""

    def in_euro(self, amount: Decimal | None, currency: str | None) -> Decimal | None:
        """The amount in euro; ``None`` if it is missing, not above zero, or cannot be told."""
        if amount is None or currency is None or not amount.is_finite() or amount <= 0:
            return None
        if currency == "EUR":
            return amount
        rate = self.per_euro.get(currency)
        return None if rate is None else amount / rate


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    date: date
    per_euro: dict[_Code, _Rate]


def read_rates(path: Path = SHIPPED) -> Rates:
    """The rates in a YAML file with ``source``, ``date`` and ``per_euro``.

    :raises InputError: with one line per mistake.
    """
    document = read(path)
    table = validate(_Table, document)
    if table is None:
        raise InputError("\n".join(str(found) for found in sorted(document.findings)))
    return Rates(table.date, table.per_euro)
