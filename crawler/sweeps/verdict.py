"""What one sweep was worth, and why, in words. Silence is not health."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crawler.config.model import Expect
from crawler.frontier.robots import FORBIDDEN, UNREACHABLE
from crawler.items import Verdict

_BLOCKING = {"HTTP 401", "HTTP 403", "HTTP 407", "HTTP 429", "HTTP 451", "no listing: blocked"}
_LOGIN = {"no listing: login"}
_TOLERATED = 0.05
"""Share of a site's pages that may go wrong in one way before the whole night is in doubt."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a sweep when it ends."""

    counts: Mapping[str, int]
    outcomes: Sequence[tuple[str, str | None, int]]
    """(state, reason, number of addresses)."""
    stopped: str | None = None
    """Why it stopped asking before everything was asked; ``None`` if it did not."""
    seen_before: int = 0
    """Listings of the last healthy sweep."""


def judge(facts: Facts, expect: Expect) -> tuple[Verdict, str]:
    """The verdict of a sweep and its reason: a sentence an operator can act on."""
    seen = facts.counts.get("listing/seen", 0)
    lost = facts.counts.get("listing/error", 0) + facts.counts.get("page/error", 0)
    if lost:
        cause = _first(facts, "failed") or "see the log"
        return Verdict.FAILED, f"{lost} pages or listings were lost to a program error: {cause}"
    return _stopped_by_the_site(facts, seen) or _measured(facts, expect, seen)


def _stopped_by_the_site(facts: Facts, seen: int) -> tuple[Verdict, str] | None:
    """Robots, walls and silence: what the site itself put in the way."""
    known = sum(number for *_, number in facts.outcomes)
    tallies = {
        Verdict.REFUSED_BY_ROBOTS: _tally(facts, lambda _, why: why == FORBIDDEN),
        Verdict.BLOCKED: _tally(facts, lambda _, why: why in _BLOCKING),
        Verdict.LOGIN_EXPIRED: _tally(facts, lambda _, why: why in _LOGIN),
        Verdict.UNREACHABLE: _tally(
            facts,
            lambda state, why: (
                why.startswith(UNREACHABLE) or (state == "failed" and why not in _BLOCKING)
            ),
        ),
    }
    words = {
        Verdict.REFUSED_BY_ROBOTS: "are forbidden by robots.txt",
        Verdict.BLOCKED: "were answered with a block page or a refusal",
        Verdict.LOGIN_EXPIRED: "lead to a login page",
        Verdict.UNREACHABLE: "could not be fetched",
    }
    verdict, number = max(tallies.items(), key=lambda pair: pair[1])
    if not number or (seen and number <= _TOLERATED * known):
        return None
    if verdict is Verdict.REFUSED_BY_ROBOTS and seen:
        return None  # a rule about some folders is a rule, not a fault
    example = _example(facts, verdict)
    return verdict, f"{number} of {known} addresses {words[verdict]}{example}"


def _measured(facts: Facts, expect: Expect, seen: int) -> tuple[Verdict, str]:
    """Against what a healthy night looks like."""
    if facts.stopped:
        known = sum(number for *_, number in facts.outcomes)
        read = _tally(facts, lambda state, _: state == "done")
        return Verdict.CUT_SHORT, f"{facts.stopped}: {read} of {known} known addresses were read"
    off_site = _tally(facts, lambda _, why: why.startswith("off site"))
    hint = f"; {off_site} addresses lead off the site ({_off_site(facts)})" if off_site else ""
    if not seen:
        if expect.listings.min or facts.seen_before:
            usual = facts.seen_before or expect.listings.min
            return Verdict.LAYOUT_CHANGED, (
                f"pages came, but no listing was read on them, where {usual} are usual{hint}"
            )
        return Verdict.THIN, f"no listing was found{hint}"
    for name, share in expect.fields.items():
        had = facts.counts.get(f"field/{name}", 0)
        if had < share * seen:
            return Verdict.LAYOUT_CHANGED, (
                f"only {had} of {seen} listings have a {name}, where {share:.0%} are expected"
            )
    if seen < expect.listings.min:
        return Verdict.THIN, f"{seen} listings, where at least {expect.listings.min} are expected"
    odd = _tally(facts, lambda state, _: state == "failed")
    note = f"; {odd} pages could not be had" if odd else ""
    return Verdict.HEALTHY, f"{seen} listings read{note}"


def _tally(facts: Facts, test: Callable[[str, str], bool]) -> int:
    """Number of addresses whose (state, reason) passes the test."""
    return sum(number for state, reason, number in facts.outcomes if test(state, reason or ""))


def _first(facts: Facts, state: str) -> str:
    return next((reason or "" for found, reason, _ in facts.outcomes if found == state), "")


def _example(facts: Facts, verdict: Verdict) -> str:
    if verdict is not Verdict.UNREACHABLE:
        return ""
    reasons = [why for state, why, _ in facts.outcomes if why and (
        why.startswith(UNREACHABLE) or state == "failed") and why not in _BLOCKING]  # fmt: skip
    return f" ({reasons[0]})" if reasons else ""


def _off_site(facts: Facts) -> str:
    reasons = [why for _, why, _ in facts.outcomes if why and why.startswith("off site")]
    return reasons[0].removeprefix("off site: ") if reasons else ""
