"""What each page of a sweep gave, written in the transaction that marks the page done.

The trap this room exists for: the end of a callback's output is not the end of its listings,
which may still be on their way through the pipelines. A page is settled when both have ended.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from crawler.errors import PatrolError
from crawler.extraction import sign
from crawler.frontier.open_page import OpenPage, Validators
from crawler.items import Sighting
from crawler.store import listings, requests, searches, sweeps, visits
from crawler.store.database import Connection, Database
from crawler.store.requests import UNCHANGED, LeasedRequest, NewRequest, Outcome, RequestState
from crawler.store.visits import Visit

log = logging.getLogger(__name__)


NOT_MODIFIED = "HTTP 304"


class Ledger:
    """The books of one sweep over one site.

    :param sweep: the stored sweep, new or picked up.
    :param batch: how many settled pages may wait for one commit.
    :param reading: hash of the settings that pages are read with.
    """

    MAX_WAIT = 1.0
    """Seconds that a settled page may wait for company before it is committed."""

    def __init__(
        self,
        database: Database,
        sweep: sweeps.Sweep,
        *,
        batch: int,
        country: str | None = None,
        reading: str = "",
    ) -> None:
        self.database = database
        self.sweep = sweep
        self.counts: Counter[str] = Counter(sweep.counts)
        self.failure: PatrolError | None = None
        self.stopped: str | None = None
        self._batch = batch
        self._country = country
        # Called once if the sweep cannot go on.
        self.on_failure: Callable[[], object] | None = None
        self.searches: Mapping[str, str] = {}
        """The term that each first page of a search asks for, by address."""
        self._reading = reading
        self._open: dict[int, OpenPage] = {}
        self._settled: list[OpenPage] = []
        self._visits: dict[int, Visit] = {}
        self._waiting_since = 0.0
        self._dry_until = 0.0
        self._starts: list[NewRequest] = []
        self._uncommitted: dict[str, Sighting] = {}

    @property
    def outstanding(self) -> int:
        """Pages that were handed out and are not committed."""
        return len(self._open) + len(self._settled)

    @property
    def idle(self) -> bool:
        """Whether nothing is open, waiting for a commit or newly found."""
        return not (self._open or self._settled or self._starts)

    def lease(self, count: int) -> list[LeasedRequest]:
        """Commit what is settled if it holds new addresses, then take up to ``count`` due rows."""
        if self._starts or any(page.found for page in self._settled):
            self.commit()
        if self.failure or time.monotonic() < self._dry_until:
            return []
        try:
            with self.database.write() as connection:
                leased = requests.lease(connection, self.sweep.id, count, time.time())
                self._recall(connection, leased)
        except PatrolError as error:
            self.fail(error)
            return []
        if not leased:  # until something is found, only a row that waits for its time can turn up
            self._dry_until = time.monotonic() + self.MAX_WAIT
        return leased

    def waiting(self) -> bool:
        """Whether any row is still to be fetched, now or later."""
        try:
            with self.database.read() as connection:
                return requests.waiting(connection, self.sweep.id)
        except PatrolError as error:
            self.fail(error)
            return False

    def _recall(self, connection: Connection, leased: Sequence[LeasedRequest]) -> None:
        """Find the pages among these of which the site can be asked whether they have changed."""
        urls = [row.url for row in leased]
        known = visits.known(connection, self.sweep.site, urls, self._reading, self._since)
        for row in leased:
            visit = known.get(row.url)
            if visit and visit.conditional and set(row.signs) <= set(visit.signs):
                self._visits[row.id] = visit

    @property
    def _since(self) -> datetime | None:
        return self.sweep.reread_before

    def hand_out(self, row: int, *, depth: int = 0, search: str | None = None) -> Visit | None:
        """A row leaves for its site.

        :return: what it gave when it was last read, if the site can be asked for news only.
        """
        self._open[row] = OpenPage(row, depth, search)
        return self._visits.pop(row, None)

    def hand_back(self, row: int, reason: str, not_before: float) -> None:
        """A row is to be tried again later."""
        self.settle(row, Outcome(row, RequestState.WAITING, reason, not_before))

    def found(self, request: NewRequest, page: int | None) -> None:
        """An address was found on ``page`` (``None``: it is where the sweep begins)."""
        (self._open[page].found if page in self._open else self._starts).append(request)

    def entered_pipelines(self, page: int) -> None:
        """A listing of this page begins its way."""
        self._open[page].in_pipelines += 1

    def left_pipelines(self, page: int) -> None:
        """A listing of this page was stored, dropped or failed."""
        self._open[page].in_pipelines -= 1
        self._maybe_settled(page)

    def met(self, sighting: Sighting) -> None:
        """This listing stands on its page, stored by it or before."""
        self._open[sighting.page].met[sighting.id] = None

    def keep(self, sighting: Sighting) -> None:
        """Store this listing with its page."""
        page = self._open[sighting.page]
        sighting = replace(sighting, search=page.search)
        page.sightings.append(sighting)
        self._uncommitted[sighting.id] = sighting

    def known(self, listing: str) -> Mapping[str, Any] | None:
        """What is stored, or about to be stored, of a listing."""
        if pending := self._uncommitted.get(listing):
            compared = {name: getattr(pending.listing, name) for name in listings.COMPARED}
            return {"state": pending.state, "last_sweep": self.sweep.id, **compared}
        with self.database.read() as connection:
            return listings.known(connection, [listing]).get(listing)

    def read(self, page: int) -> None:
        """The callback of this page has yielded all it had."""
        self._open[page].read = True
        self._maybe_settled(page)

    def remember(self, page: int, validators: Validators) -> None:
        """The callback of this page came to its end: it need not be read again soon."""
        self._open[page].validators = validators

    def not_modified(self, row: int, visit: Visit, found: Sequence[NewRequest]) -> None:
        """The site says that this page is as it was: it leads where it led, and its listings are
        held until nothing else leads to them."""
        self._open[row].found.extend(found)
        state = RequestState.HELD if visit.listings else RequestState.DONE
        self.count("page/not_modified", page=row)
        self.settle(row, Outcome(row, state, f"{UNCHANGED}{NOT_MODIFIED}"))

    def settle(self, row: int, outcome: Outcome) -> None:
        """A row ended otherwise than by being read (refused, failed, to be tried again)."""
        page = self._open.setdefault(row, OpenPage(row))
        page.outcome, page.read = outcome, True
        self._maybe_settled(row)

    def note(self, page: int, reason: str) -> None:
        """A page was read well, but was not what it should have been."""
        self._open[page].outcome = Outcome(page, RequestState.DONE, reason)

    def spoil(self, page: int, reason: str) -> None:
        """Something of this page was lost on the way: it must not end as done."""
        self._open[page].outcome = Outcome(page, RequestState.FAILED, reason)

    def count(self, name: str, *, page: int | None = None, by: int = 1) -> None:
        """Count under a path-like name, as part of what ``page`` gives: with its commit or not."""
        counts = self._open[page].counts if page in self._open else self.counts
        counts[name] += by

    def tick(self) -> None:
        """Commit if the oldest settled page has waited long enough."""
        if self._settled and time.monotonic() - self._waiting_since >= self.MAX_WAIT:
            self.commit()

    def _maybe_settled(self, row: int) -> None:
        page = self._open[row]
        if not page.read or page.in_pipelines:
            return
        del self._open[row]
        page.outcome = page.outcome or Outcome(row, RequestState.DONE)
        if not self._settled:
            self._waiting_since = time.monotonic()
        self._settled.append(page)
        if len(self._settled) >= self._batch:
            self.commit()

    def commit(self) -> None:
        """Store everything that is settled, in one transaction. A failure loses nothing: the rows
        stay leased, and the next sweep takes them up again."""
        if self.failure or not (self._settled or self._starts):
            return
        pages, self._settled = self._settled, []
        starts, self._starts = self._starts, []
        now = datetime.now(UTC)
        for page in pages:
            self.counts.update(page.counts)
        try:
            with self.database.write() as connection:
                sweep = self.sweep.id
                found = [*starts, *(new for page in pages for new in page.found)]
                requests.add(connection, sweep, self._held_if_known(connection, found))
                seen = [sighting for page in pages for sighting in page.sightings]
                listings.save(connection, seen, sweep=sweep, country=self._country, now=now)
                self._remember(connection, pages, now)
                requests.settle(connection, [page.outcome for page in pages if page.outcome])
                sweeps.count(connection, sweep, self.counts)
        except PatrolError as error:
            self.fail(error)
            return
        if starts or any(page.found for page in pages):
            self._dry_until = 0.0
        for sighting in seen:
            self._uncommitted.pop(sighting.id, None)

    def _held_if_known(
        self, connection: Connection, found: Sequence[NewRequest]
    ) -> list[NewRequest]:
        """Found addresses, those held back whose cards say that nothing has changed."""
        if not any(new.signs for new in found):
            return list(found)
        site = self.sweep.site
        known = visits.unchanged(connection, site, found, self._reading, self._since)
        return [
            replace(new, state=RequestState.HELD, reason=UNCHANGED + sign.source(new.signs[0]))
            if (new.url, new.signs) in known else new
            for new in found
        ]  # fmt: skip

    def _remember(self, connection: Connection, pages: Sequence[OpenPage], now: datetime) -> None:
        """Keep what these pages gave for the coming nights, and what their searches did."""
        site = self.sweep.site
        told = [page for page in pages if page.worth or page.ended or page.search]
        rows = requests.signs(connection, [page.row for page in told]) if told else {}
        read = [page.visit(*rows[page.row], now) for page in told if page.worth]
        kept = [visit for visit in read if visit.listings or visit.conditional]
        visits.keep(connection, site, kept, reading=self._reading, sweep=self.sweep.id)
        visits.forget(connection, site, [rows[page.row][0] for page in told if page.ended])
        gains = searches.Gains()
        for page in told:
            if page.search:
                first = rows[page.row][0] in self.searches
                gains.add(page.search, page.gain(now, first=first))
        searches.add(connection, site, gains.by_term)

    def fail(self, error: PatrolError) -> None:
        """Stop the sweep for a reason that no further page would get over."""
        log.error("%s", error)
        self.failure = error
        if self.on_failure:
            self.on_failure()
