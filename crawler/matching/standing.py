"""Which of the places found are left to count: steps 1 and 2 of the way to a score.

A place is dropped because its words belong to a mask, because a longer one of its group holds
them, because of a group that it must not stand beside, or for want of one that it needs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.lexicon import Role
from crawler.matching.needle import Place
from crawler.matching.reading import Reading

Dropped = tuple[Place, str]
"""A place, and what dropped it."""
_Owned = dict[str, list[Place | None]]


@dataclass(frozen=True, slots=True)
class Standing:
    """The places of one file in one listing."""

    kept: tuple[Place, ...]
    """In reading order."""
    dropped: tuple[Dropped, ...]


def settle(places: Iterable[Place], readings: Mapping[str, Reading]) -> Standing:
    """Drop what must not count."""
    kept = list(places)
    dropped: list[Dropped] = []
    kept = _outside_masks(kept, dropped, readings)
    kept = _longest(kept, dropped, readings)
    kept = _not_beside(kept, dropped)
    kept = _with_needs(kept, dropped, readings)
    kept.sort(key=_reading_order)
    return Standing(tuple(kept), tuple(dropped))


def _reading_order(place: Place) -> tuple[int, int, int, int]:
    return place.reading_order


def _outside_masks(
    places: list[Place], dropped: list[Dropped], readings: Mapping[str, Reading]
) -> list[Place]:
    groups = {place.needle.group.id for place in places}
    owners = [
        place
        for place in places
        if place.needle.role is Role.MASK
        and (not place.needle.needs or place.needle.needs & groups)
        and not place.needle.needs_not & groups
    ]
    if not owners:
        return places
    owned = _share_out(owners, readings)
    kept = []
    for place in places:
        owner = None if place.needle.role is Role.MASK else _owner(owned, place)
        if owner is None:
            kept.append(place)
        else:
            dropped.append((place, f"mask {owner.needle.group.id}: {owner.needle.term.term}"))
    return kept


def _longest(
    places: list[Place], dropped: list[Dropped], readings: Mapping[str, Reading]
) -> list[Place]:
    by_group = defaultdict(list)
    for place in places:
        by_group[place.needle.group.id].append(place)
    kept = []
    for group in by_group.values():
        owned = _share_out(group, readings)
        for place in group:
            owner = _owner(owned, place)
            if owner is place:
                kept.append(place)
            elif owner is not None and owner.needle is not place.needle:
                dropped.append((place, f"words of: {owner.needle.term.term}"))
    return kept


def _share_out(places: list[Place], readings: Mapping[str, Reading]) -> _Owned:
    """Give every character to one place: to the longest, of equals to the first in the file."""
    ends: dict[str, int] = defaultdict(int)
    for place in places:
        ends[place.field] = max(ends[place.field], place.end)
    owned: _Owned = {field: [None] * end for field, end in ends.items()}

    def precedence(place: Place) -> tuple[int, int, int]:
        seen = readings[place.field].seen_length(place.start, place.end)
        return -seen, place.needle.order, place.start

    for place in sorted(places, key=precedence):
        if _owner(owned, place) is None:
            owned[place.field][place.start : place.end] = [place] * (place.end - place.start)
    return owned


def _owner(owned: _Owned, place: Place) -> Place | None:
    """The place that has the first of this place's characters that is given away."""
    taken = owned.get(place.field, [])[place.start : place.end]
    return next(filter(None, taken), None)


def _not_beside(places: list[Place], dropped: list[Dropped]) -> list[Place]:
    groups = {place.needle.group.id for place in places}
    kept = []
    for place in places:
        disturbing = place.needle.needs_not & groups
        if disturbing:
            dropped.append((place, f"needs_not: {', '.join(sorted(disturbing))}"))
        else:
            kept.append(place)
    return kept


def _with_needs(
    places: list[Place], dropped: list[Dropped], readings: Mapping[str, Reading]
) -> list[Place]:
    """Repeated until nothing changes, since a place that is dropped may have been needed."""
    while True:
        neighbours = _Neighbours(places, readings)
        kept: list[Place] = []
        lonely: list[Place] = []
        for place in places:
            (kept if neighbours.satisfy(place) else lonely).append(place)
        if not lonely:
            return kept
        for place in lonely:
            dropped.append((place, f"needs: {', '.join(sorted(place.needle.needs))}"))
        places = kept


class _Neighbours:
    """The places of each group, to ask whether one that is needed is there, and near."""

    def __init__(self, places: list[Place], readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        self._groups: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for place in places:
            self._groups[place.needle.group.id][place.field].append(place)
        for fields in self._groups.values():
            for listed in fields.values():
                listed.sort(key=_first)

    def satisfy(self, place: Place) -> bool:
        """Whether ``place`` needs nothing, or has what it needs near enough."""
        needle = place.needle
        if not needle.needs:
            return True
        present = [group for group in needle.needs if group in self._groups]
        if needle.within is None:
            return bool(present)
        near = (self._words_to(group, place) for group in present)
        return any(words is not None and words <= needle.within for words in near)

    def _words_to(self, group: str, place: Place) -> int | None:
        """Words between ``place`` and the nearest place of ``group`` in its field."""
        listed = self._groups[group].get(place.field, [])
        at = bisect_left(listed, place.start, key=_first)
        starts = self._readings[place.field].starts
        distances = []
        for other in listed[max(0, at - 1) : at + 1]:
            first, second = sorted((place, other), key=_first)
            between = bisect_left(starts, second.start) - bisect_left(starts, first.end)
            distances.append(max(0, between))
        return min(distances, default=None)


def _first(place: Place) -> int:
    return place.start
