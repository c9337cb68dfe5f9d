"""Dates as pages write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extraction import dates

FETCHED = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-03", "2026-10-03T00:00"),
        ("2026-10-03T10:00:00Z", "2026-10-03T10:00"),
        ("2026-10-03T10:00:00+0200", "2026-10-03T08:00"),
        ("2026-10-03T10:00:00.123+02:00", "2026-10-03T08:00:00.123"),
        ("2026-10-03 10:00:00", "2026-10-03T10:00"),
        ("Fri, 13 Nov 2026 10:00:00 GMT", "2026-11-13T10:00"),
        ("1764000000", "2025-11-24T16:00"),
        ("1764000000000", "2025-11-24T16:00"),
        ("2026年10月3日", "2026-10-03T00:00"),
        ("2026/10/3 14:05", "2026-10-03T14:05"),
        ("3.10.2026", "2026-10-03T00:00"),
        ("3.10.26, 14:05", "2026-10-03T14:05"),
        ("31/12/2025", "2025-12-31T00:00"),
        ("12/31/2025", "2025-12-31T00:00"),
    ],
)
def test_numbers_need_no_language(text: str, moment: str) -> None:
    assert dates.parse(text) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "language", "moment"),
    [
        ("12 oktober 2026", "nl", "2026-10-12T00:00"),
        ("12. Okt. 2026, 14:05", "de", "2026-10-12T14:05"),
        ("12 octobre 2026", "fr", "2026-10-12T00:00"),
        ("Oct. 12, 2026, 3:15 p.m.", "en", "2026-10-12T15:15"),
        ("vor 3 Tagen", "de", "2026-11-17T12:00"),
        ("3 天前", "zh", "2026-11-17T12:00"),
        ("il y a 2 heures", "fr", "2026-11-20T10:00"),
        ("gisteren", "nl", "2026-11-19T12:00"),
        ("Heute, 14:05", "de", "2026-11-20T14:05"),
        ("hace 2 días", "es", "2026-11-18T12:00"),
        ("2 dni temu", "pl", "2026-11-18T12:00"),
        ("Posted 3 days ago", "en", "2026-11-17T12:00"),
        ("Posted: 3\u00a0days, 2\u00a0hours ago", "en", "2026-11-17T10:00"),
        ("12 okt", "nl", "2026-10-12T00:00"),
    ],
)
def test_words_are_read_in_the_languages_of_the_site(text: str, language: str, moment: str) -> None:
    found = dates.parse(text, languages=[language], relative_to=FETCHED)
    assert found == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "nonsense", "45", "May", "call me", "1.2.3.4", "99.99.2026"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates.parse(text, languages=["en"], relative_to=FETCHED) is None


def test_a_relative_date_needs_the_moment_of_fetching() -> None:
    assert dates.parse("3 days ago", languages=["en"]) is None


@pytest.mark.parametrize(("country", "month"), [("US", 3), ("GB", 4), ("FR", 4), (None, None)])
def test_the_country_tells_day_from_month(country: str | None, month: int | None) -> None:
    found = dates.parse("3/4/2026", languages=["en"], country=country)
    assert (found.month if found else None) == month


def test_the_zone_of_the_site_holds_where_none_is_written() -> None:
    found = dates.parse("2026-07-03 10:00", zone="Europe/Brussels")
    assert found == datetime(2026, 7, 3, 8, 0, tzinfo=UTC)
    assert dates.parse("2026-07-03 10:00", zone="No/Where") == datetime(2026, 7, 3, 10, tzinfo=UTC)


def test_a_long_text_is_no_date() -> None:
    assert dates.parse("12 October 2026 " * 4_000, languages=["en"], relative_to=FETCHED) is None
