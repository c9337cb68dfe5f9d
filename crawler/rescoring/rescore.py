"""Stored listings brought to the lexicon in force: those that it may assess otherwise, anew."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice

from crawler.rescoring.candidates import Candidates
from crawler.rescoring.difference import Edition, difference
from crawler.rescoring.portion import Clerk, Done, Portion, do_portion, start_clerk
from crawler.rescoring.scoring import Scoring
from crawler.store import assessments, lexicons, listings, segments
from crawler.store.assessments import Basis
from crawler.store.database import Connection, Database

_PORTION = 250
"""Listings of one transaction: a sweep that runs beside waits for milliseconds."""
_WORTH_PROCESSES = 4_000
"""Listings for which it pays to start further processes."""


@dataclass(frozen=True, slots=True)
class Stale:
    """Listings whose assessments rest on something else than what is in force."""

    basis: Basis
    count: int
    concerned: frozenset[str] | None
    """Those that may be assessed otherwise now; ``None`` for all of them."""

    @property
    def to_assess(self) -> int:
        """How many at most."""
        return self.count if self.concerned is None else len(self.concerned)


class Rescore:
    """One rescore: find what is stale, assess what is concerned, let the rest be as it is.

    It can be stopped at any time: what is done is stored, and the next one does the rest. The
    index of the history must be up to date.
    """

    def __init__(self, database: Database, scoring: Scoring) -> None:
        self._database = database
        self._scoring = scoring
        self._asked: list[int] = []
        """The segments that were asked what is concerned; others know newer listings."""

    def stale(self, *, everything: bool = False) -> list[Stale]:
        """What is to be done.

        :param everything: every listing, whatever its assessment rests on.
        """
        found = []
        with self._database.read() as connection:
            self._asked = segments.numbers(connection)
            for basis, count in assessments.bases(connection).items():
                if everything:
                    found.append(Stale(basis, count, None))
                elif basis != self._scoring.basis(basis.inputs):
                    found.append(Stale(basis, count, self._concerned(connection, basis)))
        return found

    def assess(self, stale: Sequence[Stale]) -> Iterator[Done]:
        """Assess what is concerned, a portion at a time."""
        portions = (Portion(each.basis, ids) for each in stale for ids in self._portions(each))
        if sum(each.to_assess for each in stale) < _WORTH_PROCESSES:
            yield from map(Clerk(self._database, self._scoring).do, portions)
            return
        url = self._database.engine.url.render_as_string(hide_password=False)
        processes = os.cpu_count() or 1
        pool = ProcessPoolExecutor(
            processes,
            multiprocessing.get_context("spawn"),
            start_clerk,
            (url, self._scoring),
        )
        try:
            running: set[Future[Done]] = set()
            for portion in portions:
                running.add(pool.submit(do_portion, portion))
                if len(running) > 2 * processes:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (each.result() for each in done)
            yield from (each.result() for each in running)
        finally:
            pool.shutdown(cancel_futures=True)

    def keep(self, stale: Sequence[Stale]) -> int:
        """Let what is not concerned rest on what is in force, and say how many that were.

        Only of what the index knew: what a sweep has stored since is left to the next rescore.
        """
        kept = 0
        for each in stale:
            if each.concerned is None:
                continue
            now = self._scoring.basis(each.basis.inputs)
            for number in self._asked:
                with self._database.write() as connection:
                    but = each.concerned.intersection(segments.members(connection, number))
                    kept += assessments.restamp(connection, number, each.basis, now, but)
        return kept

    def _concerned(self, connection: Connection, basis: Basis) -> frozenset[str] | None:
        old, scoring = lexicons.stored(connection, basis.lexicon_version), self._scoring
        if old is None:
            return None
        now = scoring.basis(basis.inputs).inputs
        changed = difference(Edition(old, basis.inputs.on), Edition(scoring.lexicon, scoring.on))
        if changed.everything:
            return None
        found = Candidates(changed).ids(connection)
        if basis.inputs.rates != now.rates:
            found.update(listings.foreign_priced(connection))
        if basis.inputs.levels != now.levels:
            found.update(assessments.with_points(connection))
        return frozenset(found)

    def _portions(self, stale: Stale) -> Iterator[list[str]]:
        if stale.concerned is not None:
            rest = iter(sorted(stale.concerned))
            while portion := list(islice(rest, _PORTION)):
                yield portion
            return
        last = ""
        while True:  # a connection each: the rows are being changed meanwhile
            with self._database.read() as connection:
                portion = assessments.resting_on(connection, stale.basis, last, _PORTION)
            if not portion:
                return
            yield portion
            last = portion[-1]
