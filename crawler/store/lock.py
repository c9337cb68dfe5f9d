"""One sweep per site: a lock that the operating system or the server drops with its owner."""

from __future__ import annotations

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from crawler.errors import AlreadyRunningError, DatabaseError
from crawler.store.database import Database

_LOCK_SPACE = 0x70617472  # "patr": keeps our advisory locks apart from other programs'


@contextmanager
def site_lock(database: Database, site: str) -> Iterator[None]:
    """Hold the site's lock; a process that dies, however it dies, lets go of it.

    :raises AlreadyRunningError: if another sweep holds it.
    """
    holder = _file_lock if database.is_sqlite else _advisory_lock
    with holder(database, site):
        yield


@contextmanager
def _file_lock(database: Database, site: str) -> Iterator[None]:
    file = database.engine.url.database
    if not file or file == ":memory:":
        yield
        return
    path = Path(f"{file}.{site}.lock")
    try:
        handle = path.open("a")
    except OSError as error:
        raise DatabaseError(f"cannot write {path}: {error.strerror}") from None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _running(site) from None
        yield


@contextmanager
def _advisory_lock(database: Database, site: str) -> Iterator[None]:
    key = {"space": _LOCK_SPACE, "site": zlib.crc32(site.encode()) - 2**31}
    with database.read() as opened:
        connection = opened.execution_options(isolation_level="AUTOCOMMIT")
        query = text("SELECT pg_try_advisory_lock(:space, :site)")
        if not connection.execute(query, key).scalar():
            raise _running(site)
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:space, :site)"), key)


def _running(site: str) -> AlreadyRunningError:
    return AlreadyRunningError(f"a sweep over {site} is already running; wait until it has ended")
