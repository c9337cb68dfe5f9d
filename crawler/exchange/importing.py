"""Adverts into the database, as if a sweep had met them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from crawler.exchange.saved import LeftOut
from crawler.items import CAPTURED, Assessment, Listing, Sighting, State
from crawler.store import listings
from crawler.store.database import Database
from crawler.store.recognition import recognise
from crawler.store.storable import storable

_BATCH = 500
"""Adverts per transaction: a sweep that runs beside waits for milliseconds."""
_POSSIBLE = (State.NEW, State.CHANGED, State.UNCHANGED, State.BACK)


@dataclass(slots=True)
class Imported:
    """What an import did."""

    rows: int = 0
    """Rows or pages read."""
    states: dict[str, State] = field(default_factory=dict)
    """What became of each listing, by its key in the store."""
    flagged: set[str] = field(default_factory=set)
    """Keys of the listings that go to the analyst."""
    older: int = 0
    """Pages that were saved before what is stored of their advert was read: they change nothing."""
    left_out: list[LeftOut] = field(default_factory=list)
    """Rows or pages that gave no advert."""

    @property
    def counts(self) -> dict[str, int]:
        """All of it in numbers; ``repeated`` rows speak of an advert that another row is about."""
        by_state = Counter(self.states.values())
        return {
            "rows": self.rows,
            "listings": len(self.states),
            **{state.value: by_state[state] for state in _POSSIBLE},
            "flagged": len(self.flagged),
            "older": self.older,
            "repeated": self.rows - self.older - len(self.left_out) - len(self.states),
            "left_out": len(self.left_out),
        }


class Import:
    """One import: recognises, scores and stores adverts, a batch per transaction.

    :param assess: gives a listing its score.
    :param country: ISO 3166 code of the site, if it is known.
    """

    def __init__(
        self,
        database: Database,
        assess: Callable[[Listing], Assessment],
        country: str | None = None,
    ) -> None:
        self._database = database
        self._assess = assess
        self._country = country
        self._done = Imported()

    def run(self, feed: Iterable[Sighting | LeftOut]) -> Imported:
        """Store every advert; of two rows about the same one the later is kept, of two pages the
        one that was saved later."""
        rest = iter(feed)
        while batch := list(islice(rest, _BATCH)):
            self._done.rows += len(batch)
            self._done.left_out += (each for each in batch if isinstance(each, LeftOut))
            seen = [each for each in batch if isinstance(each, Sighting)]
            seen.sort(key=lambda each: each.listing.scraped_at)  # of rows that is their order
            self._store({each.id: each for each in seen})
        return self._done

    def _store(self, seen: Mapping[str, Sighting]) -> None:
        with self._database.read() as connection:
            known = listings.known(connection, list(seen))
        sightings = [
            self._recognised(each, known.get(key))
            for key, each in seen.items()
            if not self._is_older(each, known.get(key))
        ]
        with self._database.write() as connection:
            listings.save(
                connection, sightings, sweep=None, country=self._country, now=datetime.now(UTC)
            )
        self._done.states |= {each.id: each.state for each in sightings}
        self._done.flagged -= {each.id for each in sightings}
        self._done.flagged |= {
            each.id for each in sightings if each.assessment and each.assessment.flagged
        }

    def _is_older(self, seen: Sighting, known: Mapping[str, Any] | None) -> bool:
        """Whether a saved page says less than what is stored, being older; counts it."""
        older = (
            known is not None
            and CAPTURED in seen.listing.attributes
            and seen.listing.scraped_at < known["scraped_at"]
        )
        self._done.older += older and seen.id not in self._done.states
        return older

    def _recognised(self, seen: Sighting, known: Mapping[str, Any] | None) -> Sighting:
        listing = storable(seen.listing)
        sighting = recognise(replace(seen, listing=listing), known, sweep=None)
        earlier = self._done.states.get(seen.id, State.UNCHANGED)
        state = sighting.state if earlier is State.UNCHANGED else earlier  # new, even if said twice
        return replace(sighting, state=state, assessment=self._assess(listing))
