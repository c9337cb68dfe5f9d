"""A sweep whose database is a server: the same night, and what happens when the server goes."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from patrol import Patrol
from shop import advert, fill
from web import Held, Web


@pytest.fixture
def url(postgresql: Callable[[], str]) -> str:
    return postgresql()


def test_a_night_on_a_server(patrol: Patrol, web: Web, url: str) -> None:
    fill(web, 12)
    patrol.configure(web, database=url)
    first, second = patrol.sweep(), patrol.sweep()
    assert (first.code, first.site["new"]) == (0, 12)
    assert (second.code, second.site["new"], second.site["changed"]) == (0, 0, 0)
    assert len(patrol.listings()) == 12


def test_one_sweep_per_site_on_a_server(patrol: Patrol, web: Web, url: str) -> None:
    fill(web, 4)
    web.pages["/advert/3"] = held = Held(advert("Oak chair"))
    patrol.configure(web, database=url)
    first = patrol.begin()
    first.until(web, 3)
    assert patrol.sweep().code == 5
    held.let_go()
    assert first.wait().code == 0


def test_a_server_that_goes_away_costs_nothing_but_time(patrol: Patrol, web: Web, url: str) -> None:
    fill(web, 60, delay=0.05)
    patrol.configure(web, database=url)
    running = patrol.begin()
    running.until(web, 20)
    name, _, host = url.partition("@/")[2].partition("?host=")
    with psycopg.connect(f"host={host} user=postgres dbname=postgres", autocommit=True) as server:
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        everyone = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        server.execute(everyone, [name])
        stopped = running.wait()
        assert stopped.code == 6
        assert "the database postgresql://postgres@/" in stopped.err
        assert "Traceback" not in stopped.err
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    finished = patrol.sweep()
    assert finished.code == 0
    assert finished.site["listings"] == finished.site["new"] == 60
    assert len(patrol.listings()) == 60
