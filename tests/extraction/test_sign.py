"""The signs by which an advert is known to be as it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extraction.sign import of_card, of_lastmod, source

NIGHT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "lastmod", ["2026-11-22T01:29:00Z", "2026-11-20", "2025-01-31", "Fri, 20 Nov 2026 08:00:00 GMT"]
)
def test_a_moment_that_has_passed_is_a_sign(lastmod: str) -> None:
    found = of_lastmod(lastmod, NIGHT)
    assert found is not None
    assert source(found) == "lastmod"
    assert found == of_lastmod(f" {lastmod} ", NIGHT)


@pytest.mark.parametrize("lastmod", ["2026-11-22", "2026-11-21", "2026-12-24", "2026-13-40", " "])
def test_a_day_that_may_see_another_change_is_none(lastmod: str) -> None:
    """On the 22nd at 1:30 UTC the 21st still lasts in America."""
    assert of_lastmod(lastmod, NIGHT) is None


def test_another_text_is_another_sign() -> None:
    assert of_card("chair 5", priced=True) != of_card("chair 6", priced=True)
    assert of_card("chair", priced=True) != of_card("chair", priced=False)
    assert source(of_card("chair", priced=False)) == "card"
