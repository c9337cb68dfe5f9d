"""What a listing that was seen adds to the counts of its sweep."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.items import Assessment, State


def names_of(state: State, assessment: Assessment | None) -> Iterator[str]:
    """By path-like names, whether it was read or only met."""
    yield "listing/seen"
    yield f"listing/{state.value}"
    if assessment is not None and assessment.flagged:
        yield "listing/flagged"
    for trial in assessment.trials if assessment else ():
        yield f"shadow/{trial.file}/{trial.level.value}"
