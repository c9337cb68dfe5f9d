"""What edited keyword files would have made of the history: by which they are to be judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from crawler.items import Assessment, Decision, Listing
from crawler.rescoring.candidates import Candidates
from crawler.rescoring.difference import Difference, Edition, difference
from crawler.rescoring.scoring import Assessor, Scoring
from crawler.store import assessments, judgements, listings
from crawler.store.database import Database

_PORTION = 250

Term = tuple[str, str, str]
"""Keyword file, group and term."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One listing as the lexicon in force assesses it, and as the edited one would."""

    listing: Listing
    before: Assessment
    after: Assessment
    decision: Decision
    """What an analyst has decided about it."""
    terms: frozenset[Term]
    """Those of the edited terms that make the difference."""

    @property
    def newly_flagged(self) -> bool:
        """Whether only the edited lexicon flags it."""
        return self.after.flagged and not self.before.flagged

    @property
    def no_longer(self) -> bool:
        """Whether only the lexicon in force flags it."""
        return self.before.flagged and not self.after.flagged


def _differing(one: Assessment, two: Assessment) -> set[Term]:
    """The terms of every match that only one of the two has, or gives other points."""
    before, after = (
        {(match.file, match.group, match.term, match.points) for match in each.matches}
        for each in (one, two)
    )
    return {found[:3] for found in before ^ after}


class Backtest:
    """Compares two lexicons over all stored listings; the index must be up to date."""

    def __init__(self, database: Database, before: Scoring, after: Scoring) -> None:
        self._database = database
        self._before, self._after = before, after
        self._unchanged_since: dict[date, bool] = {}

    def ids(self) -> list[str]:
        """Keys of the listings that have to be looked at, in their order."""
        candidates = Candidates(self._difference)
        with self._database.read() as connection:
            if candidates.everything:
                return listings.keys(connection)
            return sorted(candidates.ids(connection))

    def comparisons(self, ids: Sequence[str]) -> Iterator[Comparison | None]:
        """For each of these listings what the two make of it; ``None`` where that is the same."""
        assessor = Assessor(self._after)
        edited = {
            (needle.file.id, needle.group.id, needle.term.term)
            for needle in self._difference.needles
        }
        for start in range(0, len(ids), _PORTION):
            portion = ids[start : start + _PORTION]
            with self._database.read() as connection:
                known = assessments.stored(connection, portion)
                decided = judgements.latest(connection, portion)
                published = dict(listings.some_of(connection, list(known)))
            for key in portion:
                if key not in published:
                    yield None
                    continue
                before = self._as_in_force(published[key], known[key].assessment)
                after = assessor.assess(published[key], before.inputs)
                if after.says == before.says:
                    yield None
                    continue
                decision = decided.get(key, Decision.UNREVIEWED)
                terms = frozenset(_differing(before, after) & edited)
                yield Comparison(published[key], before, after, decision, terms)

    def _as_in_force(self, listing: Listing, stored: Assessment) -> Assessment:
        """What the lexicon in force makes of it today; mostly that is what is stored."""
        today = self._before.basis(stored.inputs)
        alike = replace(stored.inputs, on=self._before.on) == today.inputs
        if alike and stored.lexicon_version == today.lexicon_version:
            day = stored.inputs.on
            if day not in self._unchanged_since:
                now = Edition(self._before.lexicon, self._before.on)
                self._unchanged_since[day] = not difference(Edition(now.lexicon, day), now)
            if self._unchanged_since[day]:
                return stored
        return self._assessor.assess(listing, stored.inputs)

    @cached_property
    def _difference(self) -> Difference:
        old, new = (Edition(each.lexicon, each.on) for each in (self._before, self._after))
        return difference(old, new)

    @cached_property
    def _assessor(self) -> Assessor:
        return Assessor(self._before)
