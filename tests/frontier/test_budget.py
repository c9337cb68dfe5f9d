"""When a sweep over one site stops asking."""

from __future__ import annotations

import time

from crawler.config.model import Limits
from crawler.frontier.budget import NIGHT_OVER, Budget

LIMITS = Limits(pages=1_500, minutes=60)


def test_the_limits_of_the_site_hold() -> None:
    budget = Budget.of(LIMITS, pages=None, minutes=None)
    assert budget.used_up(1_499) is None
    assert budget.used_up(1_500) == "stopped at its limit of 1,500 pages"
    assert 3_590 < budget.until - time.time() < 3_601


def test_the_command_line_replaces_the_page_limit() -> None:
    assert Budget.of(LIMITS, pages=3, minutes=None).used_up(3) == "stopped at its limit of 3 pages"
    assert Budget.of(LIMITS, pages=9_000, minutes=None).used_up(8_999) is None


def test_time_is_the_sites_own_unless_the_night_ends_first() -> None:
    own = Budget.of(Limits(minutes=1e-9), pages=None, minutes=200)
    assert own.used_up(0) == "stopped at its limit of 1e-09 minutes"
    night = Budget.of(LIMITS, pages=None, minutes=0)
    assert night.used_up(0) == NIGHT_OVER == "stopped when the night's time was used up"
    assert Budget.of(LIMITS, pages=None, minutes=0.1).used_up(0) is None
