"""The matcher: a listing → its assessment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from crawler.items import MAIN_TRAY, Assessment, Inputs, Level, Listing, Match, Trial
from crawler.lexicon import KeywordFile, Lexicon, Term
from crawler.matching.circumstances import Circumstances
from crawler.matching.finder import Finder
from crawler.matching.matches import dropped_matches, matches_of
from crawler.matching.outcome import Outcome, judge
from crawler.matching.prospect import Prospect
from crawler.matching.reading import Readings, readings_of
from crawler.matching.reasons import reasons_of
from crawler.matching.standing import settle
from crawler.matching.tested import tested_terms


class Levels(Protocol):
    """Scores from which a level is reached where a keyword file does not say."""

    @property
    def watch(self) -> int: ...
    @property
    def review(self) -> int: ...
    @property
    def urgent(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Trace:
    """An assessment, and what did not become part of it."""

    assessment: Assessment
    dropped: tuple[Match, ...]
    """Every other place of every term, with what dropped it."""
    totals: tuple[tuple[str, int], ...]
    """What each file in force made of the listing, by file id."""
    on_trial: frozenset[str]
    """Ids of those whose total does not count, since they are on trial (``status: shadow``)."""


class Matcher:
    """Assesses listings by one lexicon: build it once, use it for every listing."""

    def __init__(self, lexicon: Lexicon, levels: Levels) -> None:
        self._lexicon = lexicon
        self._levels = levels
        self._finder = Finder(lexicon.files)
        self._tested: dict[str, frozenset[Term]] = {}
        self._prospects = {file.id: Prospect(file) for file in lexicon.files}

    def assess(self, listing: Listing, circumstances: Circumstances) -> Assessment:
        """Score, level, category, tray, matches and reasons of ``listing``."""
        readings = readings_of(listing)
        outcomes = list(self._outcomes(listing, readings, circumstances, thorough=False))
        return self._assessment(outcomes, readings, circumstances)

    def trace(self, listing: Listing, circumstances: Circumstances) -> Trace:
        """The same assessment, with everything that was found and did not count."""
        readings = readings_of(listing)
        outcomes = list(self._outcomes(listing, readings, circumstances, thorough=True))
        return Trace(
            self._assessment(outcomes, readings, circumstances),
            tuple(dropped_matches(outcomes, _winner(outcomes), readings)),
            tuple((outcome.file.id, outcome.total) for outcome in outcomes),
            frozenset(outcome.file.id for outcome in outcomes if outcome.is_trial),
        )

    def outcomes(self, listing: Listing, circumstances: Circumstances) -> list[Outcome]:
        """What each file in force makes of the listing, by file id."""
        readings = readings_of(listing)
        return list(self._outcomes(listing, readings, circumstances, thorough=True))

    def level_of(self, outcome: Outcome) -> Level:
        """The highest level that the outcome's total reaches."""
        own = outcome.file.levels
        if outcome.total >= (own.urgent or self._levels.urgent):
            return Level.URGENT
        if outcome.total >= (own.review or self._levels.review):
            return Level.REVIEW
        if outcome.total >= (own.watch or self._levels.watch):
            return Level.WATCH
        return Level.NONE

    def _outcomes(
        self, listing: Listing, readings: Readings, circumstances: Circumstances, *, thorough: bool
    ) -> Iterable[Outcome]:
        look = self._finder.look(readings)
        price = circumstances.rates.in_euro(listing.price, listing.currency)
        for file in self._lexicon.files:
            places = look.places.get(file.id, [])
            if not thorough and not self._prospects[file.id].may_score(look, file.id):
                continue
            if not file.in_force(circumstances.on):
                continue
            everything = chain(places, look.asides(file.id))
            valid = [place for place in everything if place.needle.is_valid(circumstances.on)]
            yield judge(file, settle(valid, readings), price, circumstances.seller)

    def _assessment(
        self, outcomes: Sequence[Outcome], readings: Readings, circumstances: Circumstances
    ) -> Assessment:
        winner = _winner(outcomes)
        inputs = Inputs(
            circumstances.on,
            circumstances.rates.date,
            circumstances.seller.same_text_sellers,
            circumstances.seller.confirmed,
            (self._levels.watch, self._levels.review, self._levels.urgent),
        )
        version = self._lexicon.version
        trials = tuple(self._trials(outcomes))
        if winner is None:
            return Assessment(0, Level.NONE, "", MAIN_TRAY, (), (), version, inputs, trials)
        return Assessment(
            winner.total,
            self.level_of(winner),
            winner.file.domain,
            winner.tray,
            tuple(matches_of(winner, readings)),
            tuple(reasons_of(winner, self._tested_terms(winner.file), readings)),
            version,
            inputs,
            trials,
        )

    def _trials(self, outcomes: Iterable[Outcome]) -> Iterable[Trial]:
        for outcome in outcomes:
            if outcome.is_trial and outcome.tray == MAIN_TRAY:
                level = self.level_of(outcome)
                if level is not Level.NONE:
                    yield Trial(outcome.file.id, level)

    def _tested_terms(self, file: KeywordFile) -> frozenset[Term]:
        if file.id not in self._tested:
            self._tested[file.id] = tested_terms(file)
        return self._tested[file.id]


def _winner(outcomes: Iterable[Outcome]) -> Outcome | None:
    """The outcome that gives the listing its score; the first of equals; files are in id order."""
    active = (outcome for outcome in outcomes if not outcome.is_trial)
    best = max(active, key=lambda outcome: outcome.total, default=None)
    return best if best is not None and best.total > 0 else None
