"""Which terms a site is asked for tonight: each once in a while, and most the ones that pay."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.config.model import Search
from crawler.store.searches import Yield

_NIGHT_IS_LONG = timedelta(hours=12)
"""Two sweeps of one timer are not exactly a day apart."""
_REQUESTS_BEFORE = 20
"""A term begins as if these had found one flagged advert: a few requests prove nothing yet."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a term stands on a site, and what tonight has for it."""

    term: str
    so_far: Yield
    tonight: int
    """Its place among tonight's searches, from 1; 0 if it is not asked."""
    why: str
    """``never asked``, ``due``, ``pays``; why not: ``budget``, or the broader term that covers
    it."""

    @property
    def rate(self) -> float:
        """Flagged adverts per request, smoothed."""
        return (self.so_far.flagged + 1) / (self.so_far.requests + _REQUESTS_BEFORE)


def plan(
    terms: Sequence[str],
    memory: Mapping[str, Yield],
    search: Search,
    now: datetime,
    asked: Collection[str] = (),
) -> list[Standing]:
    """Every term with its turn, tonight's searches first and in their order.

    Those that were never asked, then those that are due, the longest unasked first; what is left
    of the budget goes to the terms with most flagged adverts per request. A term whose finds are
    among those of a broader one ("ivory carving" beside "ivory") gets its turn when it is due, and
    nothing beyond.

    :param memory: what each term has given so far.
    :param asked: terms that this very sweep asks already; they use up its budget.
    """
    broader = _broader(terms)
    open_ = [_Candidate(term, memory.get(term, Yield()), broader.get(term)) for term in terms]
    left = max(0, search.budget - len(asked))
    age = timedelta(days=search.every) - _NIGHT_IS_LONG
    waiting = [each for each in open_ if each.term not in asked and each.is_due(now, age)]
    waiting.sort(key=lambda each: each.last)
    others = [each for each in open_ if each.term not in asked and each not in waiting]
    paying = [each for each in others if each.broader is None]
    paying.sort(key=lambda each: -each.standing(0, "").rate)
    chosen = [*waiting, *paying][:left]
    tonight = [
        each.standing(place, each.reason(now, age)) for place, each in enumerate(chosen, start=1)
    ]
    rest = [each for each in open_ if each not in chosen]
    return [*tonight, *(each.standing(0, _why_not(each, asked)) for each in rest)]


@dataclass(frozen=True, slots=True)
class _Candidate:
    term: str
    so_far: Yield
    broader: str | None

    @property
    def last(self) -> float:
        """When it was asked last, in seconds since 1970."""
        return self.so_far.asked_at.timestamp() if self.so_far.asked_at else 0.0

    def is_due(self, now: datetime, age: timedelta) -> bool:
        return self.so_far.asked_at is None or now - self.so_far.asked_at >= age

    def reason(self, now: datetime, age: timedelta) -> str:
        if self.so_far.asked_at is None:
            return "never asked"
        return "due" if self.is_due(now, age) else "pays"

    def standing(self, place: int, why: str) -> Standing:
        return Standing(self.term, self.so_far, place, why)


def _why_not(candidate: _Candidate, asked: Collection[str]) -> str:
    if candidate.term in asked:
        return "under way"
    return f"in '{candidate.broader}'" if candidate.broader else "budget"


def _broader(terms: Sequence[str]) -> dict[str, str]:
    """For a term of several words one that is made of some of them."""
    words = {term: frozenset(term.casefold().split()) for term in terms}
    by_words = {said: term for term, said in words.items()}
    found: dict[str, str] = {}
    for term, said in words.items():
        singles = (frozenset({word}) for word in sorted(said))
        pairs = (said - {word} for word in sorted(said))
        parts = (part for part in (*singles, *pairs) if part != said and part in by_words)
        if (first := next(parts, None)) is not None:
            found[term] = by_words[first]
    return found
