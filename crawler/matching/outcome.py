"""What one keyword file makes of one listing: steps 3 to 5 of the way to a score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from crawler.items import MAIN_TRAY
from crawler.lexicon import KeywordFile, Role, Rule, Status
from crawler.matching.circumstances import SellerHistory
from crawler.matching.needle import Needle, Place
from crawler.matching.standing import Standing


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file's total, and everything that led to it."""

    file: KeywordFile
    standing: Standing
    points: dict[Needle, int]
    """Of each term hit, before its group's cap."""
    held_back: dict[str, int]
    """By group, what its cap takes off (negative), or gives back to a ``lower`` group."""
    fired: tuple[Rule, ...]
    total: int
    """0-100."""

    @property
    def groups(self) -> frozenset[str]:
        """Groups with a hit left."""
        return frozenset(needle.group.id for needle in self.points)

    @property
    def trays(self) -> tuple[str, ...]:
        """Where the listing is sent, in the file's order."""
        needles = sorted(self.points, key=lambda needle: needle.order)
        return tuple(needle.group.to for needle in needles if needle.group.to is not None)

    @property
    def tray(self) -> str:
        """Where the listing lies if this file decides."""
        return next(iter(self.trays), MAIN_TRAY)

    @property
    def is_trial(self) -> bool:
        """Whether the file is on trial: it decides nothing."""
        return self.file.status is Status.SHADOW


def judge(
    file: KeywordFile, standing: Standing, price: Decimal | None, seller: SellerHistory
) -> Outcome:
    """Add up the places that are left.

    :param price: in euro, if it is known.
    """
    points = _points(file, standing.kept)
    held_back = _held_back(points)
    fired = tuple(rule for rule in file.rules if _fires(rule, points, standing.kept, price, seller))
    total = sum(points.values()) + sum(held_back.values()) + sum(rule.add for rule in fired)
    raised = any(needle.role is Role.SIGNAL for needle in points)
    raised = raised or any(rule.asks_price_or_seller for rule in fired)
    total = min(100, max(0, total)) if raised else 0
    return Outcome(file, standing, points, held_back, fired, total)


def _points(file: KeywordFile, places: Iterable[Place]) -> dict[Needle, int]:
    points: dict[Needle, int] = {}
    bent: set[Needle] = set()
    for place in places:
        points[place.needle] = place.needle.points
        if _is_disguised((place,)):
            bent.add(place.needle)
    for needle in bent:
        points[needle] += file.disguise
    return points


def _held_back(points: dict[Needle, int]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    caps: dict[str, int] = {}
    for needle, number in points.items():
        if needle.group.cap is not None:
            sums[needle.group.id] += number
            caps[needle.group.id] = needle.group.cap
    return {
        group: max(-caps[group], min(caps[group], number)) - number
        for group, number in sums.items()
        if abs(number) > caps[group]
    }


def _fires(
    rule: Rule,
    points: dict[Needle, int],
    places: Iterable[Place],
    price: Decimal | None,
    seller: SellerHistory,
) -> bool:
    groups = {needle.group.id for needle in points}
    return (
        all(group in groups for group in rule.all)
        and (not rule.any or any(group in groups for group in rule.any))
        and not any(group in groups for group in rule.none)
        and (rule.price_eur is None or (price is not None and rule.price_eur.holds(price)))
        and (rule.price_below_floor is None or _is_below(price, rule.price_below_floor, points))
        and (rule.seller is None or _has_history(rule, seller))
        and (not rule.disguised or _is_disguised(places))
    )


def _is_disguised(places: Iterable[Place]) -> bool:
    return any(place.is_disguised and place.needle.role is Role.SIGNAL for place in places)


def _is_below(price: Decimal | None, share: Decimal, points: Iterable[Needle]) -> bool:
    floors = [needle.term.price_floor_eur for needle in points]
    known = [floor for floor in floors if floor is not None]
    return price is not None and bool(known) and price < share * min(known)


def _has_history(rule: Rule, seller: SellerHistory) -> bool:
    asked = rule.seller
    if asked is None:
        return True
    enough = asked.same_text_sellers_min is None or (
        seller.same_text_sellers >= asked.same_text_sellers_min
    )
    return enough and (asked.confirmed_min is None or seller.confirmed >= asked.confirmed_min)
