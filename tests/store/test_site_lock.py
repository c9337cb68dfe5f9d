"""One sweep per site, and a lock that goes with its owner."""

import subprocess
import sys
import time

import pytest

from crawler.errors import AlreadyRunningError, Exit
from crawler.store.database import open_database
from crawler.store.lock import site_lock

_HOLDER = """
import sys, time
from crawler.store.database import open_database
from crawler.store.lock import site_lock
with site_lock(open_database(sys.argv[1]), "attic"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(database):
    """Another process that holds the lock of the attic."""
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", _HOLDER, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_sweep_over_a_site_is_refused(database, holder):
    running = pytest.raises(AlreadyRunningError, match="a sweep over attic is already running")
    with running as found, site_lock(database, "attic"):
        pass
    assert found.value.exit_code == Exit.ALREADY_RUNNING


def test_another_site_is_free(database, holder):
    with site_lock(database, "other"):
        pass


def test_a_killed_owner_lets_go(database, holder):
    holder.kill()
    holder.wait()
    _retry(lambda: _take(database))


def test_the_lock_can_be_taken_again_after_it_was_given_back(database):
    for _ in range(2):
        _take(database)


def test_an_error_inside_gives_it_back(database):
    with pytest.raises(RuntimeError, match="accident"), site_lock(database, "attic"):
        raise RuntimeError("accident")
    _take(database)


def test_two_connections_of_one_process_exclude_each_other(database):
    other = open_database(database.engine.url.render_as_string(hide_password=False))
    with site_lock(database, "attic"), pytest.raises(AlreadyRunningError):
        _take(other)
    other.close()


def _take(database):
    with site_lock(database, "attic"):
        pass


def _retry(attempt, seconds=5.0):
    """A server notices within moments that a client has died."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except AlreadyRunningError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
