"""Amounts and moments as JSON writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal


def plain_number(amount: Decimal) -> int | float:
    """The amount as a number, whole if it is whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def iso(moment: datetime) -> str:
    """ISO 8601 in UTC to the second: ``2026-11-03T04:05:06Z``."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
