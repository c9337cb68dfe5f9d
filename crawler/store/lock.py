"""One sweep per site, one rescore: locks that the system or server drops with their owner."""

from __future__ import annotations

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import text

from crawler.errors import AlreadyRunningError, DatabaseError
from crawler.store.database import Database

_LOCK_SPACE = 0x70617472  # "patr": keeps our advisory locks apart from other programs'


def site_lock(database: Database, site: str) -> AbstractContextManager[None]:
    """Hold the site's lock; a process that dies, however it dies, lets go of it.

    :raises AlreadyRunningError: on entry, if another sweep holds it.
    """
    return _lock(database, site, f"a sweep over {site}")


def rescore_lock(database: Database) -> AbstractContextManager[None]:
    """Hold the lock of whoever brings stored listings to another lexicon.

    :raises AlreadyRunningError: on entry, if another program does so.
    """
    return _lock(database, "@rescore", "a rescore")


def _lock(database: Database, name: str, what: str) -> AbstractContextManager[None]:
    holder = _file_lock if database.is_sqlite else _advisory_lock
    return holder(database, name, what)


@contextmanager
def _file_lock(database: Database, name: str, what: str) -> Iterator[None]:
    file = database.engine.url.database
    if not file or file == ":memory:":
        yield
        return
    path = Path(f"{file}.{name}.lock")
    try:
        handle = path.open("a")
    except OSError as error:
        raise DatabaseError(f"cannot write {path}: {error.strerror}") from None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _running(what) from None
        yield


@contextmanager
def _advisory_lock(database: Database, name: str, what: str) -> Iterator[None]:
    key = {"space": _LOCK_SPACE, "site": zlib.crc32(name.encode()) - 2**31}
    with database.read() as opened:
        connection = opened.execution_options(isolation_level="AUTOCOMMIT")
        query = text("SELECT pg_try_advisory_lock(:space, :site)")
        if not connection.execute(query, key).scalar():
            raise _running(what)
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:space, :site)"), key)


def _running(what: str) -> AlreadyRunningError:
    return AlreadyRunningError(f"{what} is already running; wait until it has ended")
