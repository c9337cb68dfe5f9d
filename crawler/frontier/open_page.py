"""A page that was asked for, and what it has given so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from crawler.items import Sighting, State
from crawler.store.requests import UNCHANGED, NewRequest, Outcome, RequestState
from crawler.store.searches import Yield
from crawler.store.visits import MOST_LINKS, Visit

_ANSWERED = (RequestState.DONE, RequestState.HELD)


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a site can be asked later whether a page has changed (RFC 9110, section 13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(slots=True)
class OpenPage:
    """A row that was handed out and is not settled yet."""

    row: int
    depth: int = 0
    search: str | None = None
    """The term whose search led here."""
    found: list[NewRequest] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    met: dict[str, None] = field(default_factory=dict)
    """Keys of all listings on it, those seen before included."""
    counts: Counter[str] = field(default_factory=Counter)
    in_pipelines: int = 0
    read: bool = False
    validators: Validators | None = None
    """Only of a page that was read to its end."""
    outcome: Outcome | None = None

    @property
    def worth(self) -> bool:
        """Whether it was what it should be, and is worth remembering."""
        well = self.outcome == Outcome(self.row, RequestState.DONE)
        return well and self.validators is not None and bool(self.met or self.found)

    @property
    def ended(self) -> bool:
        """Whether it turned out to be something else than before."""
        outcome = self.outcome
        if outcome is None or outcome.state is not RequestState.DONE or outcome.reason is None:
            return False
        return not outcome.reason.startswith(UNCHANGED)

    def visit(self, url: str, signs: tuple[str, ...], now: datetime) -> Visit:
        """What to remember of it."""
        validators = self.validators or Validators()
        if len(self.found) > MOST_LINKS:
            validators = Validators()
        return Visit(
            url=url,
            read_at=now,
            signs=signs,
            listings=tuple(self.met),
            etag=validators.etag,
            last_modified=validators.last_modified,
            found=[replace(each, depth=each.depth - self.depth) for each in self.found],
        )

    def gain(self, now: datetime, *, first: bool) -> Yield:
        """What it adds to the search that led to it.

        :param first: whether it is the first page of results, which says that the term was asked.
        """
        answered = first and self.outcome is not None and self.outcome.state in _ANSWERED
        new = [each for each in self.sightings if each.state is State.NEW]
        flagged = [
            each for each in self.sightings
            if each.state is not State.UNCHANGED and each.assessment and each.assessment.flagged
        ]  # fmt: skip
        return Yield(
            asked_at=now if answered else None,
            asked=int(answered),
            requests=1,
            listings=len(self.sightings),
            new=len(new),
            flagged=len(flagged),
        )
