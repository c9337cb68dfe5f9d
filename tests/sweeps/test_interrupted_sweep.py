"""Whatever ends a sweep, nothing is lost, nothing doubled, and the next one goes on."""

from __future__ import annotations

import os
import signal
import time

from patrol import Patrol, site
from shop import fill
from web import Web

ADVERTS = 120
CONCURRENCY = 8


def asked_twice(web: Web) -> dict[str, int]:
    """How often too often each page was asked for."""
    paths = {asked.path for asked in web.requests} - {"/robots.txt"}
    return {path: web.count(path) - 1 for path in paths if web.count(path) > 1}


def test_ctrl_c_ends_open_pages_and_the_next_sweep_goes_on(patrol: Patrol, web: Web) -> None:
    fill(web, ADVERTS, delay=0.03)
    patrol.configure(web)
    running = patrol.begin()
    running.until(web, 40)
    running.signal(signal.SIGINT)
    stopped = running.wait()
    assert stopped.code == 130
    assert stopped.site["verdict"] == "cut_short"
    assert stopped.site["reason"] == "interrupted; the next sweep goes on from here"
    assert 30 <= stopped.site["listings"] < ADVERTS
    assert stopped.site["listings"] == stopped.site["pages"] - 1, "open pages were ended"
    states = [line["state"] for line in stopped.urls]
    assert states.count("done") == stopped.site["pages"]

    finished = patrol.sweep()
    assert finished.code == 0
    assert finished.site["sweep"] == stopped.site["sweep"], "the same sweep, picked up"
    assert finished.site["listings"] == finished.site["new"] == ADVERTS
    assert asked_twice(web) == {}
    assert len(patrol.listings()) == ADVERTS


def test_a_second_ctrl_c_ends_it_at_once(patrol: Patrol, web: Web) -> None:
    fill(web, 10, delay=20)
    patrol.configure(web)
    running = patrol.begin()
    running.until(web, 4)
    running.signal(signal.SIGINT)
    time.sleep(0.5)
    running.signal(signal.SIGINT)
    assert running.wait().code == 130
    fill(web, 10)
    finished = patrol.sweep()
    assert (finished.code, finished.site["listings"]) == (0, 10)


def test_kill_9_of_all_processes_loses_and_doubles_nothing(patrol: Patrol, web: Web) -> None:
    paths = fill(web, ADVERTS, delay=0.03)
    patrol.configure(web, sites=[site(web, pace={"delay": 0, "concurrency": CONCURRENCY})])
    shares = (1, 20, 30, 40)  # pages asked for before each kill
    for pages in shares:
        running = patrol.begin()
        running.until(web, len(web.requests) + pages)
        running.signal(signal.SIGKILL)
        running.child.communicate()
    finished = patrol.sweep()
    assert finished.code == 0
    assert finished.site["listings"] == finished.site["new"] == ADVERTS
    stored = sorted(listing["url"] for listing in patrol.listings())
    assert stored == sorted(web.url(path) for path in paths)
    assert sum(asked_twice(web).values()) <= 4 * CONCURRENCY * len(shares)


def test_a_sites_process_that_is_killed_is_told_and_picked_up(patrol: Patrol, web: Web) -> None:
    fill(web, ADVERTS, delay=0.03)
    patrol.configure(web)
    running = patrol.begin()
    running.until(web, 40)
    (process,) = running.sites
    os.kill(process, signal.SIGKILL)
    killed = running.wait()
    assert killed.code == 70
    assert killed.site["verdict"] == "failed"
    assert killed.site["reason"].startswith("its process was killed (SIGKILL); see ")
    assert 0 < killed.site["listings"] < ADVERTS, "what was stored is counted"
    finished = patrol.sweep()
    assert (finished.code, finished.site["listings"]) == (0, ADVERTS)
    assert sum(asked_twice(web).values()) <= 4 * CONCURRENCY
