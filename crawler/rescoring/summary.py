"""A back-test in numbers and examples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from crawler.items import Decision
from crawler.rescoring.backtest import Comparison, Term


@dataclass(slots=True)
class Summary:
    """What the edited lexicon would newly flag and no longer flag, and by which terms."""

    most_examples: int
    """Of each kind."""
    looked_at: int = 0
    changed: int = 0
    """Listings with another assessment, flagged or not."""
    newly_flagged: Counter[Decision] = field(default_factory=Counter)
    """By what an analyst has decided about them."""
    no_longer: Counter[Decision] = field(default_factory=Counter)
    terms: dict[Term, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """``newly_flagged``, ``no_longer_flagged`` and ``changed`` by term."""
    examples: dict[str, list[Comparison]] = field(default_factory=lambda: defaultdict(list))

    def add(self, comparisons: Iterable[Comparison | None]) -> None:
        """Count them in."""
        for comparison in comparisons:
            self.looked_at += 1
            if comparison is not None:
                self._add(comparison)

    def _add(self, comparison: Comparison) -> None:
        self.changed += 1
        kind = "changed"
        if comparison.newly_flagged:
            kind = "newly_flagged"
            self.newly_flagged[comparison.decision] += 1
        elif comparison.no_longer:
            kind = "no_longer_flagged"
            self.no_longer[comparison.decision] += 1
        for term in comparison.terms:
            self.terms[term][kind] += 1
        if len(self.examples[kind]) < self.most_examples:
            self.examples[kind].append(comparison)

    def as_dict(self) -> dict[str, Any]:
        """As it is written to JSON."""
        kinds = ("newly_flagged", "no_longer_flagged", "changed")
        return {
            "looked_at": self.looked_at,
            "changed": self.changed,
            "newly_flagged": self.newly_flagged.total(),
            "no_longer_flagged": self.no_longer.total(),
            "judged": {
                "newly_flagged": _by_decision(self.newly_flagged),
                "no_longer_flagged": _by_decision(self.no_longer),
            },
            "terms": [
                {"file": file, "group": group, "term": term, **{kind: by[kind] for kind in kinds}}
                for (file, group, term), by in sorted(self.terms.items())
            ],
            "examples": {
                kind: [_example(comparison) for comparison in self.examples[kind]] for kind in kinds
            },
        }


def _by_decision(counts: Counter[Decision]) -> dict[str, int]:
    return {decision.value: counts[decision] for decision in Decision}


def _example(comparison: Comparison) -> dict[str, Any]:
    return {
        "site": comparison.listing.site,
        "url": comparison.listing.url,
        "title": comparison.listing.title,
        "before": comparison.before.score,
        "after": comparison.after.score,
        "words": sorted(
            {match.text for match in (*comparison.before.matches, *comparison.after.matches)}
        ),
        "reasons": list(
            (comparison.after if comparison.after.flagged else comparison.before).reasons
        ),
    }
