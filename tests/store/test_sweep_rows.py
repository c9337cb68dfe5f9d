"""Sweeps: open until a verdict closes them."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from crawler.items import Verdict
from crawler.store import requests, sweeps
from crawler.store.requests import NewRequest
from crawler.store.schema import requests as request_rows

EVENING = datetime(2026, 11, 3, 22, 0, tzinfo=UTC)


def test_a_sweep_is_unfinished_until_it_is_closed(database):
    with database.write() as connection:
        begun = sweeps.begin(connection, "attic", "abc", EVENING)
        assert sweeps.unfinished(connection, "attic") == begun
        assert sweeps.unfinished(connection, "other") is None
        sweeps.close(connection, begun.id, Verdict.HEALTHY, "all read", EVENING)
        assert sweeps.unfinished(connection, "attic") is None
        closed = sweeps.get(connection, begun.id)
    assert (closed.verdict, closed.reason, closed.ended_at) == (
        Verdict.HEALTHY, "all read", EVENING,
    )  # fmt: skip


def test_counts_are_kept_by_their_names(database):
    with database.write() as connection:
        begun = sweeps.begin(connection, "attic", "abc", EVENING)
        sweeps.count(connection, begun.id, {"page/fetched": 7, "listing/new": 3, "field/price": 2})
        found = sweeps.get(connection, begun.id)
    assert found.counts["field/price"] == 2
    assert (found.total("pages"), found.total("new"), found.total("gone")) == (7, 3, 0)


def test_history_is_of_ended_sweeps_of_this_site_latest_first(database):
    with database.write() as connection:
        for day, site in enumerate(["attic", "attic", "other", "attic"]):
            moment = EVENING + timedelta(days=day)
            begun = sweeps.begin(connection, site, "abc", moment)
            if day < 3:
                sweeps.close(connection, begun.id, Verdict.THIN, f"night {day}", moment)
        assert [each.reason for each in sweeps.history(connection, "attic")] == [
            "night 1", "night 0",
        ]  # fmt: skip
        assert len(sweeps.history(connection, "attic", limit=1)) == 1


def test_a_new_sweep_clears_the_addresses_of_ended_ones_only(database):
    def add(connection, sweep):
        new = [NewRequest(url=f"https://attic.example/{sweep}", callback="parse")]
        requests.add(connection, sweep, new)

    with database.write() as connection:
        ended = sweeps.begin(connection, "attic", "abc", EVENING)
        add(connection, ended.id)
        sweeps.close(connection, ended.id, Verdict.HEALTHY, "", EVENING)
        running = sweeps.begin(connection, "other", "abc", EVENING)
        add(connection, running.id)
        sweeps.begin(connection, "attic", "abc", EVENING)
        left = connection.execute(select(request_rows.c.sweep)).scalars().all()
    assert left == [running.id]
