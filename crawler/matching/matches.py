"""Places → matches, as they are kept with an assessment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from crawler.items import Match
from crawler.lexicon import Role
from crawler.matching.needle import Needle, Place
from crawler.matching.outcome import Outcome
from crawler.matching.reading import Reading

_MOST_PLACES = 100
"""Of one term; an advert that repeats a word ten thousand times needs no more to be judged."""


def matches_of(outcome: Outcome, readings: Mapping[str, Reading]) -> Iterator[Match]:
    """What counted, in reading order; the points of a term stand at its first place."""
    points = dict(outcome.points)
    shown: Counter[Needle] = Counter()
    for place in outcome.standing.kept:
        shown[place.needle] += 1
        if place.needle.role is not Role.MASK and shown[place.needle] <= _MOST_PLACES:
            yield _match(place, readings, points.pop(place.needle, 0))


def dropped_matches(
    outcomes: Iterable[Outcome], winner: Outcome | None, readings: Mapping[str, Reading]
) -> Iterator[Match]:
    """Everything else that was found, by file and in reading order.

    Of a file in which no signal was met, the groups that it only uses are left out: the shared
    files that they stand in tell of them, once.
    """
    for outcome in outcomes:
        dropped = list(outcome.standing.dropped)
        for place in outcome.standing.kept:
            if place.needle.role is Role.MASK:
                dropped.append((place, "is a mask itself"))
            elif outcome is not winner:
                dropped.append((place, _why_beaten(outcome, winner)))
        met = (*outcome.standing.kept, *(place for place, _ in dropped))
        concerned = any(place.needle.role is Role.SIGNAL for place in met)
        for place, reason in sorted(dropped, key=lambda pair: pair[0].reading_order):
            if concerned or "/" not in place.needle.group.id:
                yield _match(place, readings, 0, reason)


def _why_beaten(outcome: Outcome, winner: Outcome | None) -> str:
    if outcome.is_trial:
        return "its file is on trial (shadow)"
    if outcome.total == 0 or winner is None:
        return "its file's total is 0"
    return f"{winner.file.id} gives more points"


def _match(
    place: Place, readings: Mapping[str, Reading], points: int, dropped_by: str | None = None
) -> Match:
    return Match(
        file=place.needle.file.id,
        group=place.needle.group.id,
        term=place.needle.term.term,
        field=place.field,
        start=place.start,
        end=place.end,
        text=readings[place.field].original[place.start : place.end],
        similarity=place.similarity,
        disguise=place.disguise,
        points=points,
        dropped_by=dropped_by,
    )
