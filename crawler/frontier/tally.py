"""What a listing that was seen adds to the counts of its sweep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crawler.items import Assessment, State


def names_of(state: State, assessment: Assessment | None) -> Iterator[str]:
    """By path-like names, whether it was read or only met."""
    yield "listing/seen"
    yield f"listing/{state.value}"
    if assessment is not None and assessment.flagged:
        yield "listing/flagged"
    for trial in assessment.trials if assessment else ():
        yield f"shadow/{trial.file}/{trial.level.value}"


def unread(counts: Mapping[str, int]) -> dict[str, int]:
    """How many were met and not read, by what says that they are unchanged."""
    parts = ((name.split("/"), number) for name, number in sorted(counts.items()))
    return {name[2]: number for name, number in parts if name[:2] == ["listing", "unread"]}
