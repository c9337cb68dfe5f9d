"""What one sweep was worth, and why, in words. Silence is not health."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb

from crawler.config.model import Expect
from crawler.frontier.failures import (
    BROWSER_FAILED,
    KEYS_REFUSED,
    LOGIN_NEEDED,
    LOST_RESULTS,
    NO_BROWSER,
)
from crawler.frontier.robots import FORBIDDEN, UNREACHABLE
from crawler.frontier.tally import unread
from crawler.items import Verdict
from crawler.store.requests import UNCHANGED

_BLOCKING = {"HTTP 401", "HTTP 403", "HTTP 407", "HTTP 429", "HTTP 451", "no listing: blocked"}
_LOGIN = {"no listing: login"}
_EMPTY = {"no listing: shell"}
_WORDS = {
    Verdict.BLOCKED: "were answered with a block page or a refusal",
    Verdict.LOGIN_EXPIRED: "lead to a login page",
    Verdict.UNREACHABLE: "could not be fetched",
    Verdict.LAYOUT_CHANGED: "show nothing until scripts have run",
    Verdict.FAILED: "could not be opened in the browser",
}
_BY_CHANCE = 0.01
"""Of a night that read a few adverts only: too few have a field if that few would be had so
rarely where all is well."""
_SAMPLE = 200
"""Adverts read from which the share itself decides."""
_TOLERATED = 0.05
"""Share of a site's pages that may go wrong in one way before the whole night is in doubt; a
single page never puts it in doubt, unless it is one that leads to others."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a sweep when it ends."""

    counts: Mapping[str, int]
    outcomes: Sequence[tuple[str, str | None, int]]
    """(state, reason, number of addresses), most frequent first."""
    stopped: str | None = None
    """Why it stopped asking before everything was asked; ``None`` if it did not."""
    seen_before: int = 0
    """Listings of the last healthy sweep."""

    @property
    def seen(self) -> int:
        """Listings that were met, read or not."""
        return self.counts.get("listing/seen", 0)

    @property
    def unread(self) -> int:
        """Those of them that were taken as unchanged."""
        return sum(unread(self.counts).values())

    @property
    def known(self) -> int:
        """Addresses of the site that it may be asked for."""
        return sum(
            number
            for _, why, number in self.outcomes
            if why != FORBIDDEN and not (why or "").startswith("off site")
        )

    def tally(self, *states: str) -> int:
        """Addresses that ended in one of these states."""
        return sum(number for state, _, number in self.outcomes if state in states)


def judge(facts: Facts, expect: Expect) -> tuple[Verdict, str]:
    """The verdict of a sweep and its reason: a sentence an operator can act on."""
    lost = facts.counts.get("listing/error", 0) + facts.counts.get("page/error", 0)
    if lost:
        cause = next((why for state, why, _ in facts.outcomes if state == "failed"), None)
        reason = f"{lost} pages or listings were lost to a program error: {cause or 'see the log'}"
        return Verdict.FAILED, reason
    found = _no_browser(facts) or _in_the_way(facts) or _cut_short(facts)
    return found or _measured(facts, expect)


def _no_browser(facts: Facts) -> tuple[Verdict, str] | None:
    """A single page counts: what is missing is ours to install."""
    for _, why, number in facts.outcomes:
        if why and why.startswith(NO_BROWSER):
            return Verdict.FAILED, f"{number} of {facts.known} pages were not read: {why}"
    return None


def _in_the_way(facts: Facts) -> tuple[Verdict, str] | None:
    """Robots, walls and silence: what the site itself put between us and its listings."""
    met: dict[Verdict, int] = dict.fromkeys(_WORDS, 0)
    examples: dict[Verdict, str] = {}
    for state, why, number in facts.outcomes:
        if verdict := _obstacle(state, why or ""):
            met[verdict] += number
            examples.setdefault(verdict, why or "")
    worst = max(met, key=lambda verdict: met[verdict])
    number = met[worst]
    forbidden = sum(n for _, why, n in facts.outcomes if why == FORBIDDEN)
    if not facts.seen and forbidden > number:  # with listings it is a rule about some folders
        return Verdict.REFUSED_BY_ROBOTS, f"{forbidden} addresses are forbidden by robots.txt"
    blind = facts.counts.get(LOST_RESULTS, 0)
    tolerated = max(1, _TOLERATED * facts.known) if facts.seen and not blind else 0
    if number <= tolerated:
        return None
    reason = f"{number} of {facts.known} addresses {_WORDS[worst]} ({examples[worst]})"
    if blind and facts.seen:
        reason += f"; {blind} of them lead to listings, which were not found"
    return worst, reason


def _obstacle(state: str, why: str) -> Verdict | None:
    if why in _BLOCKING:
        return Verdict.BLOCKED
    if why in _LOGIN or why.startswith((KEYS_REFUSED, LOGIN_NEEDED)):
        return Verdict.LOGIN_EXPIRED
    if why in _EMPTY:
        return Verdict.LAYOUT_CHANGED
    if why.startswith(BROWSER_FAILED):
        return Verdict.FAILED
    return Verdict.UNREACHABLE if state == "failed" or why.startswith(UNREACHABLE) else None


def _cut_short(facts: Facts) -> tuple[Verdict, str] | None:
    if not facts.stopped:
        return None
    same = sum(number for _, why, number in facts.outcomes if (why or "").startswith(UNCHANGED))
    read = f"{facts.tally('done') - same} of {facts.known} known addresses were read"
    known = f", {same} were as they had been" if same else ""
    return Verdict.CUT_SHORT, f"{facts.stopped}: {read}{known}"


def _measured(facts: Facts, expect: Expect) -> tuple[Verdict, str]:
    """Against what a healthy night looks like."""
    seen = facts.seen
    if not seen:
        usual = facts.seen_before or expect.listings.min
        if not usual:
            return Verdict.THIN, f"no listing was found{_instead(facts)}"
        words = f"no listing was found, where {usual} are usual{_instead(facts)}"
        return Verdict.LAYOUT_CHANGED, words
    read = seen - facts.unread
    for name, share in expect.fields.items():
        had = facts.counts.get(f"field/{name}", 0)
        if had < share * read and not (facts.unread and _may_be_chance(had, read, share)):
            return Verdict.LAYOUT_CHANGED, (
                f"only {had} of {read} listings have a {name}, where {share:.0%} are expected"
            )
    if seen < expect.listings.min:
        return Verdict.THIN, f"{seen} listings, where at least {expect.listings.min} are expected"
    odd = facts.tally("failed")
    note = f"; {odd} pages could not be had" if odd else ""
    if facts.unread:
        words = f"{seen} listings seen: {read} read, the others known and as they were"
        return Verdict.HEALTHY, words + note
    return Verdict.HEALTHY, f"{seen} listings read{note}"


def _may_be_chance(had: int, read: int, share: float) -> bool:
    """Whether so few among so few that were read mean nothing: the adverts that are read on a
    night of changes are no fair sample."""
    below = (comb(read, n) * share**n * (1 - share) ** (read - n) for n in range(had + 1))
    return read < _SAMPLE and sum(below) >= _BY_CHANCE


def _instead(facts: Facts) -> str:
    """What was met where listings should have been."""
    met = [f"{number} x {why}" for _, why, number in facts.outcomes if why]
    return f" ({', '.join(met[:3])})" if met else ""
