"""The requests that an API allows in a day, counted over all sweeps that use the same keys."""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from crawler.store import sweeps
from crawler.store.database import Database

_DAY = timedelta(hours=24)


class Quota:
    """What is left of a day's requests, other sites' share included.

    :param sweep: the sweep that asks, whose own requests the caller counts.
    :param sites: names of the sites that use the same keys.
    """

    FRESH = 1.0
    """Seconds for which the count of the others is believed."""

    def __init__(self, database: Database, sweep: int, sites: Collection[str], daily: int) -> None:
        self._database, self._sweep, self._sites = database, sweep, sites
        self._daily = daily
        self._others, self._counted_at = 0, -self.FRESH

    def used_up(self, asked: int) -> str | None:
        """Why no further request is made after ``asked`` of them; ``None`` to go on.

        Any 24 hours count as a day, as APIs begin theirs at an hour of their own.
        """
        if time.monotonic() - self._counted_at >= self.FRESH:
            since = datetime.now(UTC) - _DAY
            with self._database.read() as connection:
                self._others = sweeps.asked(connection, self._sites, since, but=self._sweep)
            self._counted_at = time.monotonic()
        if asked + self._others < self._daily:
            return None
        return f"stopped at the API's quota of {self._daily:,} requests a day"
