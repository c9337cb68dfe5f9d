"""A table of adverts, scored: the same rows with what the lexicon says of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crawler.exchange.advert import to_listing
from crawler.exchange.exporting import BETWEEN
from crawler.exchange.table import Table
from crawler.items import Assessment, Match
from crawler.matching import Circumstances, Matcher

ADDED = ("score", "level", "flagged", "category", "tray", "reasons", "matches")
"""The columns after those of the input."""
_SITE = "input"


def scored_lines(
    table: Table, matcher: Matcher, circumstances: Circumstances, *, trace: bool = False
) -> Iterator[str]:
    """The table in its own format and order, with :data:`ADDED`.

    :param trace: show also the matches that did not count, and why.
    """
    if header := table.header(ADDED):
        yield header
    for row in table.rows():
        listing = to_listing(row, _SITE)
        if trace:
            traced = matcher.trace(listing, circumstances)
            added = _columns(traced.assessment, traced.dropped)
        else:
            added = _columns(matcher.assess(listing, circumstances))
        yield table.line(row, added)


def _columns(assessment: Assessment, dropped: Iterable[Match] = ()) -> dict[str, Any]:
    values = (
        assessment.score,
        assessment.level.value,
        "yes" if assessment.flagged else "no",
        assessment.category,
        assessment.tray,
        BETWEEN.join(assessment.reasons),
        [match.as_dict() for match in (*assessment.matches, *dropped)],
    )
    return dict(zip(ADDED, values, strict=True))
