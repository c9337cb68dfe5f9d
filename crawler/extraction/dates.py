"""Dates as pages write them, from ISO 8601 to "vor 3 Tagen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MAX_TEXT = 80
"""Characters of a date; a longer text is none."""

_EPOCH = re.compile(r"\d{10}|\d{13}")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:$|[T ])")
_COMPACT_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
_RFC_2822 = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)?\d\d)(?!\d)")
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?\s*([AaPp]\.?[Mm])?")
_DIGIT = re.compile(r"\d")
# Where the month comes first; everyone else who writes 3/4/2026 means the third of April.
_MONTH_FIRST_COUNTRIES = frozenset({"US", "PH", "PR", "GU"})
_EARLIEST_YEAR = 1990


def parse(
    text: str,
    *,
    languages: Sequence[str] = (),
    country: str | None = None,
    zone: str | None = None,
    relative_to: datetime | None = None,
) -> datetime | None:
    """The moment that ``text`` names, in UTC; ``None`` if it is none or could be two.

    :param languages: ISO 639-1 codes of the languages it may be written in.
    :param country: ISO 3166 code; tells whether 3/4/2026 is in April or March.
    :param zone: IANA time zone of times without one; UTC if not known.
    :param relative_to: when the page was fetched; without it "yesterday" is not read.
    """
    if moment := machine(text, zone):
        return moment
    text = " ".join(text.split())
    if not text or len(text) > MAX_TEXT:
        return None
    local = _zone(zone)
    found = _numeric(text, languages, country, local)
    words = text.split(" ")
    while found is None and words and not _YEAR_LAST.search(text):
        found = _in_words(" ".join(words), languages, local, relative_to)
        # "Posted 3 days ago", "Online since 12 October 2026": a label stands before the date.
        labelled = len(words) > 2 and not words[0][0].isdigit() and _DIGIT.search(text)
        words = words[1:] if labelled else []
    if found is None or found.year < _EARLIEST_YEAR:
        return None
    return found.astimezone(UTC)


def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def machine(text: str, zone: str | None = None) -> datetime | None:
    """ISO 8601, RFC 2822 and seconds or milliseconds since 1970, in UTC."""
    text = text.strip()
    try:
        if _ISO.match(text):
            found = datetime.fromisoformat(_COMPACT_ZONE.sub(r"\1:\2", text.replace(" UTC", "Z")))
        elif _EPOCH.fullmatch(text):
            seconds = int(text) / (1_000 if len(text) == 13 else 1)
            found = datetime.fromtimestamp(seconds, UTC)
        elif _RFC_2822.match(text):
            found = parsedate_to_datetime(text)
        else:
            return None
        found = found if found.tzinfo else found.replace(tzinfo=_zone(zone))
        return found.astimezone(UTC) if found.year >= _EARLIEST_YEAR else None
    except (ValueError, OverflowError, OSError):
        return None


def _numeric(
    text: str, languages: Sequence[str], country: str | None, local: tzinfo
) -> datetime | None:
    """A date in digits alone, maybe with a time beside it."""
    if match := _YEAR_FIRST.search(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _YEAR_LAST.search(text):
        first, mark, second, last = match.groups()
        year = int(last) + (2_000 if len(last) == 2 else 0)
        day, month = int(first), int(second)
        if mark != "." and month <= 12 and day <= 12 and day != month:
            if country is None and (not languages or "en" in languages):
                return None
            if country in _MONTH_FIRST_COUNTRIES:
                day, month = month, day
        elif month > 12:
            day, month = month, day
    else:
        return None
    hour, minute, second_ = _time(text)
    try:
        return datetime(year, month, day, hour, minute, second_, tzinfo=local)
    except ValueError:
        return None


def _time(text: str) -> tuple[int, int, int]:
    match = _TIME.search(text)
    if not match:
        return 0, 0, 0
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4] and hour <= 12:
        hour = hour % 12 + (12 if match[4][0] in "pP" else 0)
    return hour, minute, second


def _in_words(
    text: str, languages: Sequence[str], local: tzinfo, relative_to: datetime | None
) -> datetime | None:
    """Names of months and relative dates, by dateparser (imported here: it costs a second)."""
    from dateparser.date import DateDataParser

    base = relative_to or datetime(_EARLIEST_YEAR, 1, 1, tzinfo=UTC)
    settings = {
        "RELATIVE_BASE": base.astimezone(local).replace(tzinfo=None),
        "PREFER_DATES_FROM": "past",
        "REQUIRE_PARTS": ["day", "month"] if relative_to else ["day", "month", "year"],
    }
    # "2 months ago" keeps today's day of the month; "March 2026" would be its first.
    relative = {"PARSERS": ["relative-time"], "PREFER_DAY_OF_MONTH": "current"}
    absolute = {"PARSERS": ["absolute-time"], "PREFER_DAY_OF_MONTH": "first"}
    known = [code for code in languages if code != "no"] + ["nb"] * ("no" in languages)
    if not known and not _DIGIT.search(text):
        return None
    found = None
    for attempt in (relative, absolute) if relative_to else (absolute,):
        try:
            reader = DateDataParser(languages=known or None, settings={**settings, **attempt})
            found = found or reader.get_date_data(text).date_obj
        except (ValueError, OverflowError, RecursionError):
            return None
    if found is None:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=local)
    if relative_to and found > relative_to + timedelta(days=2):
        return None
    return found
