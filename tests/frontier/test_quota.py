"""The requests that an API allows in a day are counted over every sweep that shares them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crawler.frontier.quota import Quota
from crawler.items import Verdict
from crawler.store import sweeps
from crawler.store.database import Database


def swept(database: Database, site: str, asked: int, hours_ago: float) -> int:
    """A sweep of the past; returns its number."""
    moment = datetime.now(UTC) - timedelta(hours=hours_ago)
    with database.write() as connection:
        sweep = sweeps.begin(connection, site, "abc", moment)
        sweeps.count(connection, sweep.id, {"page/asked": asked})
        sweeps.close(connection, sweep.id, Verdict.HEALTHY, "", moment)
    return sweep.id


def test_sweeps_of_the_last_day_with_the_same_keys_count(database: Database) -> None:
    swept(database, "here", 1_000, hours_ago=25)
    swept(database, "elsewhere", 1_000, hours_ago=1)
    swept(database, "here", 30, hours_ago=23)
    swept(database, "there", 40, hours_ago=2)
    now = swept(database, "here", 1_000, hours_ago=0)
    quota = Quota(database, now, ["here", "there"], daily=100)
    assert quota.used_up(29) is None
    assert quota.used_up(30) == "stopped at the API's quota of 100 requests a day"


def test_what_others_ask_meanwhile_is_seen(database: Database) -> None:
    now = swept(database, "here", 0, hours_ago=0)
    quota = Quota(database, now, ["here", "there"], daily=100)
    assert quota.used_up(50) is None
    swept(database, "there", 50, hours_ago=0)
    quota.FRESH = 0.0
    assert quota.used_up(50) is not None
