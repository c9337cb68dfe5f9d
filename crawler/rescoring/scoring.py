"""How listings are to be assessed now: what a rescore brings the stored ones to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from crawler.items import Assessment, Inputs, Listing
from crawler.lexicon import Lexicon
from crawler.matching import Circumstances, Levels, Matcher, Rates, SellerHistory
from crawler.store.assessments import Basis


@dataclass(frozen=True, slots=True)
class Scoring:
    """A lexicon and everything else that is the same for all listings."""

    lexicon: Lexicon
    levels: Levels
    on: date
    rates: Rates

    def basis(self, before: Inputs) -> Basis:
        """What an assessment rests on that is made now, the seller's history being as it was."""
        levels = (self.levels.watch, self.levels.review, self.levels.urgent)
        inputs = replace(before, on=self.on, rates=self.rates.date, levels=levels)
        return Basis(self.lexicon.version, inputs)


class Assessor:
    """Assesses stored listings."""

    def __init__(self, scoring: Scoring) -> None:
        self._matcher = Matcher(scoring.lexicon, scoring.levels)
        self._scoring = scoring

    def assess(self, listing: Listing, before: Inputs) -> Assessment:
        """The assessment as of now.

        :param before: of the stored assessment: what is known of the seller is taken from there.
        """
        history = SellerHistory(before.same_text_sellers, before.confirmed)
        return self._matcher.assess(
            listing, Circumstances(self._scoring.on, self._scoring.rates, history)
        )
