"""The one thing SQLAlchemy leaves to the dialects and we need from both: INSERT … ON CONFLICT.

Both dialects' classes share the methods used here, so the one of SQLite types both. Statements are
built once: to build one costs more than to run it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, and_, case
from sqlalchemy.dialects import sqlite


@dataclass(frozen=True, slots=True)
class Derived:
    """A column, and those whose change makes it stale."""

    column: str
    sources: tuple[str, ...]


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    keep: tuple[str, ...] = (),
    derived: Derived | None = None,
) -> None:
    """Insert ``rows``, or update those whose primary key is there already.

    :param keep: columns that an update leaves as they are.
    :param derived: a column that is emptied where what it was derived from changes.
    """
    statement = _upsert(connection.dialect.name, table, tuple(rows[0]), keep, derived)
    connection.execute(statement, rows)


def insert_missing(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], key: tuple[str, ...]
) -> None:
    """Insert those ``rows`` whose unique ``key`` is not there yet."""
    connection.execute(_insert_missing(connection.dialect.name, table, key), rows)


@cache
def _upsert(
    dialect: str,
    table: Table,
    columns: tuple[str, ...],
    keep: tuple[str, ...],
    derived: Derived | None,
) -> sqlite.Insert:
    statement = _insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    excluded = statement.excluded
    update: dict[str, Any] = {
        name: excluded[name] for name in columns if name not in {*keys, *keep}
    }
    if derived is not None:
        same = (table.c[name].is_not_distinct_from(excluded[name]) for name in derived.sources)
        update[derived.column] = case((and_(*same), table.c[derived.column]), else_=None)
    return statement.on_conflict_do_update(index_elements=keys, set_=update)


@cache
def _insert_missing(dialect: str, table: Table, key: tuple[str, ...]) -> sqlite.Insert:
    return _insert(dialect, table).on_conflict_do_nothing(index_elements=list(key))


def _insert(dialect: str, table: Table) -> sqlite.Insert:
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # not loaded where there is none

    statement: sqlite.Insert = postgresql.insert(table)  # type: ignore[assignment]
    return statement
