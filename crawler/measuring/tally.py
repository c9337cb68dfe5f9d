"""What was found of what should be, and what was flagged for nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from crawler.items import MAIN_TRAY, Assessment, Level
from crawler.measuring.labelled import Labelled
from crawler.measuring.share import Share

Term = tuple[str, str, str]
"""Keyword file, group and term."""
LEVELS = (Level.WATCH, Level.REVIEW, Level.URGENT)
ALL = "all"


@dataclass(frozen=True, slots=True)
class Line:
    """One domain or language, from one level upwards, in the main tray."""

    of: str
    level: Level
    found: Share
    """Of the adverts that carry this label (or, by language, any), those flagged at all."""
    false: Share
    """Of all ordinary adverts (of the language), those that this domain flagged."""
    precision: Share
    """Of the adverts that this domain flagged (or, by language, any), those not ordinary."""


@dataclass(slots=True)
class Tally:
    """Counts labelled adverts by what the lexicon made of them."""

    labelled: Counter[str] = field(default_factory=Counter)
    """Adverts by label; ``""`` are the ordinary ones."""
    spoken: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """Adverts by language and whether they are ordinary."""
    _found: Counter[tuple[str, Level]] = field(default_factory=Counter)
    _flagged: Counter[tuple[str, bool, Level]] = field(default_factory=Counter)
    _spoken_flagged: Counter[tuple[str, bool, Level]] = field(default_factory=Counter)
    cost: Counter[Term] = field(default_factory=Counter)
    """Ordinary adverts flagged in which the term gave points."""
    gain: Counter[Term] = field(default_factory=Counter)
    """The same of adverts that should be found."""

    def add(self, adverts: Iterable[tuple[Labelled, Assessment]]) -> None:
        """Count them in."""
        for advert, assessment in adverts:
            self._add(advert, assessment)

    def _add(self, advert: Labelled, assessment: Assessment) -> None:
        ordinary = not advert.label
        self.labelled[advert.label] += 1
        self.spoken[advert.language, ordinary] += 1
        if assessment.tray != MAIN_TRAY:
            return
        for level in LEVELS:
            if assessment.level.rank < level.rank:
                break
            self._found[advert.label, level] += 1
            self._flagged[assessment.category, ordinary, level] += 1
            self._spoken_flagged[advert.language, ordinary, level] += 1
        if assessment.flagged:
            given = {
                (match.file, match.group, match.term)
                for match in assessment.matches
                if match.points > 0
            }
            (self.cost if ordinary else self.gain).update(given)

    def by_domain(self) -> list[Line]:
        """A line for each domain and level, and for all of them together."""
        domains = sorted({*self.labelled, *(each for each, _, _ in self._flagged)} - {""})
        lines = [
            Line(
                domain,
                level,
                Share(self._found[domain, level], self.labelled[domain]),
                Share(self._flagged[domain, True, level], self.labelled[""]),
                _precision(self._flagged, domain, level),
            )
            for domain in domains
            for level in LEVELS
        ]
        return [*lines, *(self._whole(level) for level in LEVELS)]

    def by_language(self) -> list[Line]:
        """A line for each language and level, all domains together."""
        return [
            Line(
                language,
                level,
                Share(self._spoken_flagged[language, False, level], self.spoken[language, False]),
                Share(self._spoken_flagged[language, True, level], self.spoken[language, True]),
                _precision(self._spoken_flagged, language, level),
            )
            for language in sorted({language for language, _ in self.spoken})
            for level in LEVELS
        ]

    def as_dict(self, terms: int) -> dict[str, Any]:
        """As it is written to JSON, with the ``terms`` that cost most."""
        return {
            "adverts": self.labelled.total(),
            "ordinary": self.labelled[""],
            "domains": [_as_dict("domain", line) for line in self.by_domain()],
            "languages": [_as_dict("language", line) for line in self.by_language()],
            "terms": [
                {"file": file, "group": group, "term": term, "false": n,
                 "true": self.gain[file, group, term]}
                for (file, group, term), n in self.costliest(terms)
            ],
        }  # fmt: skip

    def costliest(self, most: int) -> list[tuple[Term, int]]:
        """The terms that helped to flag most ordinary adverts, and how many."""
        return sorted(self.cost.items(), key=lambda each: (-each[1], each[0]))[:most]

    def _whole(self, level: Level) -> Line:
        found = sum(n for (label, at), n in self._found.items() if label and at is level)
        false = self._found["", level]
        ordinary = self.labelled[""]
        return Line(
            ALL,
            level,
            Share(found, self.labelled.total() - ordinary),
            Share(false, ordinary),
            Share(found, found + false),
        )


def _precision(flagged: Counter[tuple[str, bool, Level]], name: str, level: Level) -> Share:
    true = flagged[name, False, level]
    return Share(true, true + flagged[name, True, level])


def _as_dict(kind: str, line: Line) -> dict[str, Any]:
    return {
        kind: line.of,
        "level": line.level.value,
        "found": line.found.as_dict(),
        "ordinary_flagged": line.false.as_dict(),
        "precision": line.precision.as_dict(),
    }
