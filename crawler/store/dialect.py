"""The one thing SQLAlchemy leaves to the dialects and we need from both: INSERT … ON CONFLICT."""

from __future__ import annotations

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: Connection, table: Table) -> sqlite.Insert:
    """An INSERT of the connection's own dialect.

    Both dialects' classes share the methods used here, so one of them types both.
    """
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    statement: sqlite.Insert = postgresql.insert(table)  # type: ignore[assignment]
    return statement
