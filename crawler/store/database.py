"""One database, SQLite or PostgreSQL, opened with the settings that make it safe."""

from __future__ import annotations

import errno
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url, text

from crawler.errors import DatabaseError, DiskFullError, InputError, MissingError, PatrolError
from crawler.store.schema import REVISION

__all__ = [
    "Connection",
    "Database",
    "connect",
    "open_database",
    "open_existing",
    "revision",
    "told",
]

_PATIENCE = 10.0  # seconds to wait for another program's lock
_SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout={_PATIENCE * 1000:.0f}",
    "PRAGMA synchronous=NORMAL",  # what a power cut takes can be swept again
    "PRAGMA foreign_keys=ON",
)


class Database:
    """A database at the program's revision; transactions end in our own errors."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(patrol_write=True)

    @property
    def url(self) -> str:
        """The address without its password, for messages."""
        return self.engine.url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file of our own rather than a server."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees committed rows and holds no lock."""
        with self._errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: all of it is stored, or nothing."""
        with self._errors(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except exc.SQLAlchemyError as error:
            raise told(error, self.url) from error


def told(error: exc.SQLAlchemyError, url: str) -> PatrolError:
    """The error of a database as a sentence with an exit code."""
    original = getattr(error, "orig", None)
    reason = str(original or error).strip().partition("\n")[0]
    code = getattr(original, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_FULL or getattr(original, "sqlstate", None) == "53100":
        return DiskFullError(f"no space left for the database {url}; free some and sweep again")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return DatabaseError(
            f"the database {url} is locked by another program; close it and try again"
        )
    return DatabaseError(f"the database {url} cannot be used: {reason}")


def connect(url: str) -> Database:
    """The database at ``url`` as it is: nothing is created, no revision is checked.

    :raises InputError: if the address makes no sense.
    :raises MissingError: if the driver is not installed.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
            raise InputError(f"database: '{parsed.drivername}' is neither sqlite nor postgresql")
        engine = create_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    except exc.ArgumentError:
        raise InputError(f"database: '{url}' is not a database address") from None
    except ModuleNotFoundError as error:
        raise MissingError(
            f"the database needs {error.name}: pip install 'listing-patrol[postgres]'"
        ) from None
    if engine.dialect.name == "sqlite":
        _make_folder(parsed.database)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Database(engine)


def open_database(url: str) -> Database:
    """The database at ``url``, created or brought to this program's revision if need be.

    :raises DatabaseError: if it is away, locked, or newer than this program.
    """
    database = connect(url)
    if revision(database) != REVISION:
        from crawler.store.migrate import upgrade  # Alembic costs 0.3 s and is rarely needed

        upgrade(database)
    return database


def open_existing(url: str) -> Database:
    """The database at ``url``, for who only reads: an empty one would pass for an answer.

    :raises DatabaseError: also if there is no such file yet.
    """
    if not exists(url):
        raise DatabaseError(f"there is no database {url} yet; a sweep or an import makes it")
    return open_database(url)


def exists(url: str) -> bool:
    """Whether there is a database file yet; a server is taken to have its database."""
    database = connect(url)
    return not database.is_sqlite or Path(database.engine.url.database or "").exists()


def revision(database: Database) -> str | None:
    """The migration the database stands at; ``None`` for an empty one."""
    query = text("SELECT version_num FROM alembic_version")
    with database.read() as connection:
        if not database.engine.dialect.has_table(connection, "alembic_version"):
            return None
        row = connection.execute(query).first()
    return str(row[0]) if row else None


def _make_folder(file: str | None) -> None:
    if not file or file == ":memory:":
        return
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFullError(f"no space left to create {Path(file).parent}") from None
        raise DatabaseError(f"cannot create {Path(file).parent}: {error.strerror}") from None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours: see _begin_sqlite
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)
    _turn_to_wal(connection)


def _turn_to_wal(connection: Any) -> None:
    """Switch a new file to write-ahead logging, once, whoever else opens it meanwhile.

    SQLite does not wait for a lock here as its ``busy_timeout`` promises elsewhere: two that
    switch the same new file hold what the other needs, and one is told so at once.
    """
    deadline = time.monotonic() + _PATIENCE
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return  # also where it cannot be: in memory, or without shared memory
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at the start: a reader that turns writer can fail without waiting."""
    writing = connection.get_execution_options().get("patrol_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
