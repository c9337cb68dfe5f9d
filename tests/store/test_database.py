"""A database that cannot be used ends in a sentence with its own exit code."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from crawler.errors import DatabaseError, DiskFullError, InputError
from crawler.store import sweeps
from crawler.store.database import connect, open_database, open_existing

EVENING = datetime(2026, 11, 3, 22, 0, tzinfo=UTC)


def test_a_transaction_is_stored_whole_or_not_at_all(database):
    with pytest.raises(RuntimeError, match="accident"), database.write() as connection:
        sweeps.begin(connection, "attic", "abc", EVENING)
        raise RuntimeError("accident")
    with database.read() as connection:
        assert sweeps.unfinished(connection, "attic") is None


def test_a_reader_sees_only_what_is_committed(database):
    with database.write() as writing:
        sweeps.begin(writing, "attic", "abc", EVENING)
        with database.read() as reading:
            assert sweeps.unfinished(reading, "attic") is None
    with database.read() as reading:
        assert sweeps.unfinished(reading, "attic") is not None


def test_many_writers_wait_for_each_other(database):
    def write(number):
        with database.write() as connection:
            return sweeps.begin(connection, f"site-{number}", "abc", EVENING).id

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(write, range(40)))) == 40


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://localhost/patrol", "'mysql' is neither sqlite nor postgresql"),
        ("patrol.db", "'patrol.db' is not a database address"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused(url, said):
    with pytest.raises(InputError, match=said):
        connect(url)


def test_a_server_that_is_away_is_said(tmp_path):
    with pytest.raises(DatabaseError, match=r"postgresql://nobody@/x\S* cannot be used: .+"):
        open_database(f"postgresql://nobody@/x?host={tmp_path}")


def test_a_password_is_never_shown(tmp_path):
    with pytest.raises(DatabaseError) as caught:
        open_database(f"postgresql://nobody:s3cret@/x?host={tmp_path}")
    assert "s3cret" not in str(caught.value)


def test_a_file_that_is_no_database_is_said(tmp_path):
    file = tmp_path / "patrol.db"
    file.write_text("This is a shopping list and not a database, however you look at it.")
    with pytest.raises(DatabaseError, match="file is not a database"):
        open_database(f"sqlite:///{file}")


def test_a_locked_database_is_said(tmp_path):
    url = f"sqlite:///{tmp_path / 'patrol.db'}"
    database = open_database(url)
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    other = sqlite3.connect(tmp_path / "patrol.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match="locked by another program"), database.write():
        pass
    other.execute("ROLLBACK")
    other.close()
    database.close()


def test_a_full_disk_is_said_and_nothing_is_half_stored(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'patrol.db'}")
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DiskFullError, match="no space left"), database.write() as connection:
        for number in range(2_000):
            sweeps.begin(connection, f"site-{number}", "x" * 64, EVENING)
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM sweeps")).scalar() == 0
    database.close()


def test_who_only_reads_makes_no_database(tmp_path):
    file = tmp_path / "data" / "patrol.db"
    with pytest.raises(DatabaseError, match=r"there is no database .* a sweep or an import makes"):
        open_existing(f"sqlite:///{file}")
    assert not file.exists()


@pytest.mark.parametrize("_round", range(10))
def test_two_programs_may_open_an_empty_database_at_once(database_url, _round):
    start = threading.Barrier(2)

    def open_it(_):
        start.wait()
        opened = open_database(database_url)
        opened.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(open_it, range(2))) == [True, True]
