"""What a sweep was worth, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crawler.config.model import Expect
from crawler.frontier.failures import BROWSER_FAILED, LOST_RESULTS, NO_BROWSER
from crawler.frontier.robots import FORBIDDEN, UNREACHABLE
from crawler.items import Verdict
from crawler.sweeps.verdict import Facts, judge

DONE = ("done", None)
GONE = ("done", "HTTP 410")
BLOCKED = ("failed", "HTTP 403")
WALL = ("done", "no listing: blocked")
LOGIN = ("done", "no listing: login")
BROKEN = ("failed", "HTTP 500")
SILENT = ("failed", "timed out")
NO_ROBOTS = ("skipped", f"{UNREACHABLE}: HTTP 503")
KEPT_OUT = ("skipped", FORBIDDEN)
SHELL = ("done", "no listing: shell")
NO_CHROMIUM = ("failed", f"{NO_BROWSER}: none was found")
CRASHED = ("failed", f"{BROWSER_FAILED}: it ended")
OFF_SITE = ("skipped", "off site: other.example")
CUT = ("skipped", "stopped at its limit of 3 pages")


def facts(*outcomes: tuple[tuple[str, str | None], int], seen: int = 0, **more: Any) -> Facts:
    counts = {"listing/seen": seen, **more.pop("counts", {})}
    rows = [(state, why, number) for (state, why), number in outcomes]
    return Facts(counts, sorted(rows, key=lambda row: -row[2]), **more)


def expect(least: int = 0, **fields: float) -> Expect:
    return Expect.model_validate({"listings": {"min": least}, "fields": fields})


@pytest.mark.parametrize(
    ("what", "verdict", "reason"),
    [
        (facts((DONE, 100), seen=99), "healthy", "99 listings read"),
        (facts((DONE, 90), (GONE, 10), seen=80), "healthy", "80 listings read"),
        (facts((DONE, 100), (OFF_SITE, 900), seen=99), "healthy", "99 listings read"),
        (facts((DONE, 100), (KEPT_OUT, 900), seen=99), "healthy", "99 listings read"),
        # single odd pages leave it healthy, even on a small site
        (facts((DONE, 99), (BROKEN, 1), seen=98), "healthy",
         "98 listings read; 1 pages could not be had"),
        (facts((DONE, 5), (SILENT, 1), seen=4), "healthy",
         "4 listings read; 1 pages could not be had"),
        (facts((DONE, 95), (SILENT, 5), seen=94), "healthy",
         "94 listings read; 5 pages could not be had"),
        # more than that do not
        (facts((DONE, 94), (SILENT, 6), seen=94), "unreachable",
         "6 of 100 addresses could not be fetched (timed out)"),
        (facts((DONE, 4), (SILENT, 2), seen=4), "unreachable",
         "2 of 6 addresses could not be fetched (timed out)"),
        (facts((DONE, 60), (BLOCKED, 40), seen=60), "blocked",
         "40 of 100 addresses were answered with a block page or a refusal (HTTP 403)"),
        (facts((DONE, 60), (WALL, 40), seen=60), "blocked",
         "40 of 100 addresses were answered with a block page or a refusal (no listing: blocked)"),
        (facts((DONE, 1), (LOGIN, 40), seen=1), "login_expired",
         "40 of 41 addresses lead to a login page (no listing: login)"),
        # the worst of several gives its name
        (facts((DONE, 50), (BLOCKED, 30), (SILENT, 20), seen=50), "blocked",
         "30 of 100 addresses were answered with a block page or a refusal (HTTP 403)"),
        # what is not ours to ask neither hides nor dilutes it
        (facts((DONE, 50), (BLOCKED, 30), (KEPT_OUT, 90), seen=50), "blocked",
         "30 of 80 addresses were answered with a block page or a refusal (HTTP 403)"),
        (facts((DONE, 50), (SILENT, 10), (OFF_SITE, 9_000), seen=50), "unreachable",
         "10 of 60 addresses could not be fetched (timed out)"),
        # with nothing seen, one is enough
        (facts((BROKEN, 1)), "unreachable", "1 of 1 addresses could not be fetched (HTTP 500)"),
        (facts((NO_ROBOTS, 1)), "unreachable",
         "1 of 1 addresses could not be fetched (robots.txt unreachable: HTTP 503)"),
        (facts((KEPT_OUT, 2)), "refused_by_robots", "2 addresses are forbidden by robots.txt"),
        (facts((LOGIN, 1)), "login_expired",
         "1 of 1 addresses lead to a login page (no listing: login)"),
        # a page that leads to others is never a single odd page
        (facts((DONE, 400), (BROKEN, 1), seen=380, counts={LOST_RESULTS: 1}), "unreachable",
         "1 of 401 addresses could not be fetched (HTTP 500); 1 of them lead to listings, which "
         "were not found"),
        # nothing at all
        (facts((DONE, 1)), "thin", "no listing was found"),
        (facts((GONE, 1)), "thin", "no listing was found (1 x HTTP 410)"),
        (facts((DONE, 1), (OFF_SITE, 30)), "thin",
         "no listing was found (30 x off site: other.example)"),
        # shells are not silence
        (facts((SHELL, 1)), "layout_changed",
         "1 of 1 addresses show nothing until scripts have run (no listing: shell)"),
        (facts((DONE, 40), (SHELL, 1), seen=40), "healthy", "40 listings read"),
        # nor is a browser that is missing, at however few pages, or one that fails
        (facts((DONE, 40), (NO_CHROMIUM, 1), seen=40), "failed",
         f"1 of 41 pages were not read: {NO_BROWSER}: none was found"),
        (facts((DONE, 40), (CRASHED, 1), seen=40), "healthy",
         "40 listings read; 1 pages could not be had"),
        (facts((DONE, 4), (CRASHED, 4), seen=4), "failed",
         "4 of 8 addresses could not be opened in the browser (browser failed: it ended)"),
        (facts((DONE, 1), seen_before=300), "layout_changed",
         "no listing was found, where 300 are usual"),
        (facts(), "thin", "no listing was found"),
    ],
)  # fmt: skip
def test_without_expectations(what: Facts, verdict: str, reason: str) -> None:
    assert judge(what, expect()) == (verdict, reason)


@pytest.mark.parametrize(
    ("seen", "priced", "expected", "verdict", "reason"),
    [
        (20, 20, expect(20), "healthy", "20 listings read"),
        (19, 19, expect(20), "thin", "19 listings, where at least 20 are expected"),
        (0, 0, expect(20), "layout_changed", "no listing was found, where 20 are usual"),
        (100, 80, expect(20, price=0.8), "healthy", "100 listings read"),
        (100, 79, expect(20, price=0.8), "layout_changed",
         "only 79 of 100 listings have a price, where 80% are expected"),
        (10, 0, expect(20, price=0.8), "layout_changed",
         "only 0 of 10 listings have a price, where 80% are expected"),
    ],
)  # fmt: skip
def test_against_expectations(
    seen: int, priced: int, expected: Expect, verdict: str, reason: str
) -> None:
    what = facts((DONE, 100), seen=seen, counts={"field/price": priced})
    assert judge(what, expected) == (verdict, reason)


def test_a_sweep_that_was_stopped_says_how_far_it_came() -> None:
    what = facts((DONE, 3), (CUT, 40), seen=2, stopped=CUT[1])
    assert judge(what, expect(20)) == (
        Verdict.CUT_SHORT,
        "stopped at its limit of 3 pages: 3 of 43 known addresses were read",
    )


def test_a_wall_is_told_even_if_the_sweep_was_stopped() -> None:
    what = facts((WALL, 3), (CUT, 40), stopped=CUT[1])
    assert judge(what, expect())[0] is Verdict.BLOCKED


@pytest.mark.parametrize("lost", ["listing/error", "page/error"])
def test_what_the_program_lost_is_never_healthy(lost: str) -> None:
    cause = ("failed", "a listing was lost: ValueError('x')")
    what = facts((DONE, 1_000), (cause, 1), seen=1_000, counts={lost: 1})
    assert judge(what, expect()) == (
        Verdict.FAILED,
        "1 pages or listings were lost to a program error: a listing was lost: ValueError('x')",
    )
    assert judge(replace(what, stopped="it was stopped"), expect())[0] is Verdict.FAILED


@pytest.mark.parametrize(
    ("read", "priced", "verdict"),
    [
        (0, 0, "healthy"),
        (3, 2, "healthy"),  # one advert without a price among three proves nothing
        (3, 0, "layout_changed"),  # none among three where four in five have one does
        (20, 8, "layout_changed"),
        (400, 315, "layout_changed"),
    ],
)
def test_a_night_that_read_little_is_judged_by_what_it_read(
    read: int, priced: int, verdict: str
) -> None:
    counts = {"field/price": priced, "listing/unread/card": 900, "listing/unread/HTTP 304": 7}
    outcomes = ((("done", "unchanged: card"), 900), (DONE, 10 + read))
    what = facts(*outcomes, seen=907 + read, counts=counts)
    found, reason = judge(what, expect(900, price=0.8))
    assert found == verdict
    if found == "healthy":
        assert (
            reason == f"{907 + read} listings seen: {read} read, the others known and as they were"
        )


def test_a_night_cut_short_says_what_it_need_not_read() -> None:
    what = facts(
        (("done", "unchanged: card"), 40), (DONE, 3), (CUT, 7), stopped="stopped at 3", seen=42
    )
    assert judge(what, expect()) == (
        Verdict.CUT_SHORT,
        "stopped at 3: 3 of 50 known addresses were read, 40 were as they had been",
    )
