"""What goes into the database comes back the same, on both kinds."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, select

from crawler.store.types import MAX_MONEY, Money, UtcDateTime, as_stored

SAMPLES = Table(
    "samples",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("amount", Money),
    Column("moment", UtcDateTime),
)


def stored(database, **values):
    with database.write() as connection:
        SAMPLES.create(connection)
        connection.execute(SAMPLES.insert().values(**values))
    with database.read() as connection:
        return connection.execute(select(SAMPLES)).one()


@pytest.mark.parametrize("amount", ["0", "0.0001", "12.5", "1299", "38950.99", str(MAX_MONEY)])
def test_an_amount_is_exact(database, amount):
    assert stored(database, amount=Decimal(amount)).amount == Decimal(amount)


def test_an_amount_is_rounded_to_what_as_stored_says(database):
    amount = Decimal("0.00005001")
    assert as_stored(amount) == Decimal("0.0001")
    assert stored(database, amount=amount).amount == as_stored(amount)


def test_a_moment_comes_back_in_utc(database):
    brussels = timezone(timedelta(hours=2))
    found = stored(database, moment=datetime(2026, 7, 1, 12, 30, 15, 250_000, brussels)).moment
    assert found == datetime(2026, 7, 1, 10, 30, 15, 250_000, UTC)
    assert found.tzinfo is UTC


def test_nothing_stays_nothing(database):
    row = stored(database, amount=None, moment=None)
    assert (row.amount, row.moment) == (None, None)
