"""The market of the first and of the second night."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from crawler.demo.adverts import Entry, Language, Revision, Section, languages, sections
from crawler.demo.chance import seed, share
from crawler.demo.compose import Posting, advert
from crawler.demo.truth import Advert, Market
from crawler.errors import InputError

FIRST_NIGHT = date(2026, 11, 19)
SECOND_NIGHT = FIRST_NIGHT + timedelta(days=1)
_OLDEST_DAYS = 45
_FIRST_NUMBER = 41001


@cache
def market(night: int = 1) -> Market:
    """The market of night 1 or 2, the same on every run.

    :raises InputError: for any other night.
    """
    if night not in (1, 2):
        raise InputError(f"The market has a night 1 and a night 2, but no night {night}.")
    first = _numbered(
        (
            Posting(entry, file, _day(entry), entry.title)
            for file in languages()
            for entry in file.adverts
        ),
        _FIRST_NUMBER,
    )
    if night == 1:
        return Market(
            night=1,
            today=FIRST_NIGHT,
            adverts=_newest_first(first),
            sections=sections(),
            languages=_languages(),
        )
    return _second_night(first)


def _second_night(first: list[Posting]) -> Market:
    gone = [posting for posting in first if posting.entry.later in ("gone", "again")]
    again = [posting for posting in gone if posting.entry.later == "again"]
    arriving = [
        Posting(entry, file, SECOND_NIGHT, entry.title)
        for file in languages()
        for entry in file.second_night
    ]
    added = _numbered(
        arriving + [posting._replace(day=SECOND_NIGHT) for posting in again],
        _FIRST_NUMBER + len(first),
    )
    old_numbers = {posting.key: posting.number for posting in again}
    return Market(
        night=2,
        today=SECOND_NIGHT,
        adverts=_newest_first([*(_revised(p) for p in first if p not in gone), *added]),
        sections=sections(),
        languages=_languages(),
        new=frozenset(str(p.number) for p in added if p.key not in old_numbers),
        changed=frozenset(str(p.number) for p in first if isinstance(p.entry.later, Revision)),
        gone=_newest_first(gone),
        again=MappingProxyType(
            {str(p.number): str(old_numbers[p.key]) for p in added if p.key in old_numbers}
        ),
    )


def _day(entry: Entry) -> date:
    """Some day of the weeks before the first night, more often late than early."""
    return FIRST_NIGHT - timedelta(days=int(_OLDEST_DAYS * share("day", entry.title) ** 1.2))


def _numbered(postings: Iterable[Posting], start: int) -> list[Posting]:
    """Numbers in the order of the days; within a day in an order that mixes the languages."""
    ordered = sorted(postings, key=lambda posting: (posting.day, seed("order", posting.key)))
    return [posting._replace(number=start + place) for place, posting in enumerate(ordered)]


def _revised(posting: Posting) -> Posting:
    if not isinstance(posting.entry.later, Revision):
        return posting
    news = posting.entry.later.model_dump(exclude_none=True)
    return posting._replace(entry=posting.entry.model_copy(update=news))


def _newest_first(postings: Iterable[Posting]) -> tuple[Advert, ...]:
    home: Mapping[str, Section] = {kind: each for each in sections() for kind in each.kinds}
    return tuple(
        advert(posting, home[posting.entry.kind])
        for posting in sorted(postings, key=lambda posting: -posting.number)
    )


def _languages() -> Mapping[str, Language]:
    return MappingProxyType({file.language: file for file in languages()})
