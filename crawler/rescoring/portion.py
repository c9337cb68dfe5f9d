"""A portion of a rescore: some listings read, assessed and stored again."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.rescoring.scoring import Assessor, Scoring
from crawler.store import assessments, listings
from crawler.store.assessments import Basis
from crawler.store.database import Database, open_database


@dataclass(frozen=True, slots=True)
class Portion:
    """Listings to be assessed together."""

    basis: Basis
    """Only those whose assessments rest on this."""
    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of some listings."""

    assessed: int = 0
    """Listings assessed anew."""
    newly_flagged: int = 0
    no_longer: int = 0
    """Flagged before, and not now."""

    def __add__(self, other: Done) -> Done:
        return Done(
            self.assessed + other.assessed,
            self.newly_flagged + other.newly_flagged,
            self.no_longer + other.no_longer,
        )


class Clerk:
    """Assesses portions of the stored listings."""

    def __init__(self, database: Database, scoring: Scoring) -> None:
        self._database = database
        self._assessor = Assessor(scoring)
        self._scoring = scoring

    def do(self, portion: Portion) -> Done:
        """Assess these listings and store what came of it, all in one transaction.

        What a sweep has assessed in the meantime stays as it is.
        """
        with self._database.read() as connection:
            before = {
                key: stored
                for key, stored in assessments.stored(connection, portion.ids).items()
                if stored.basis == portion.basis
            }
            published = dict(listings.some_of(connection, list(before)))
        scored = [
            (key, self._assessor.assess(listing, before[key].basis.inputs))
            for key, listing in published.items()
        ]
        with self._database.write() as connection:
            now = assessments.times(connection, list(published))
            scored = [(key, new) for key, new in scored if now.get(key) == before[key].assessed_at]
            changed = [(key, new) for key, new in scored if new.says != before[key].assessment.says]
            same = {key for key, _ in scored}.difference(key for key, _ in changed)
            assessments.save(connection, changed, datetime.now(UTC))
            assessments.let_rest_on(connection, same, self._scoring.basis(portion.basis.inputs))
        return Done(
            len(scored),
            sum(new.flagged and not before[key].assessment.flagged for key, new in scored),
            sum(before[key].assessment.flagged and not new.flagged for key, new in scored),
        )


_clerks: list[Clerk] = []


def start_clerk(url: str, scoring: Scoring) -> None:
    """Make this process ready for :func:`do_portion`; Ctrl-C is for its parent, with which it
    ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    _clerks.append(Clerk(open_database(url), scoring))


def _end_with(parent: int) -> None:
    """A parent that is killed tells nobody; its children are then somebody else's."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def do_portion(portion: Portion) -> Done:
    """:meth:`Clerk.do` in a process of its own."""
    return _clerks[0].do(portion)
