"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect
from sqlalchemy.types import TypeDecorator

_UNITS = Decimal(10_000)
MAX_MONEY = Decimal(2**63 - 1) / _UNITS


def as_stored(amount: Decimal) -> Decimal:
    """The amount as it comes back from the database: rounded to ten-thousandths."""
    return Decimal(_to_units(amount)) / _UNITS


def _to_units(amount: Decimal) -> int:
    return int((amount * _UNITS).to_integral_value())


class Money(TypeDecorator[Decimal]):
    """An exact amount, kept as whole ten-thousandths: SQLite has no decimal type of its own."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else _to_units(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / _UNITS


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC without a zone and read back with one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)
