"""Second step: new, unchanged or changed since it was last seen?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.extraction import canonical
from crawler.frontier import session_of
from crawler.frontier.ledger import Ledger
from crawler.items import Change, Listing, Sighting, State
from crawler.store.listings import COMPARED


class Recognise:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).ledger)

    def process_item(self, item: Sighting) -> Sighting:
        known = self._ledger.known(item.id)
        if known is None:
            return replace(item, state=State.NEW)
        if known["last_sweep"] == self._ledger.sweep.id:
            return replace(item, state=State(known["state"]), again=True)
        changes = tuple(differences(known, item.listing))
        state = State.CHANGED if changes else State.UNCHANGED
        if known["state"] == State.GONE:
            state = State.BACK
        return replace(item, state=state, changes=changes)


def differences(known: Mapping[str, Any], listing: Listing) -> Iterator[Change]:
    """What the page says now that it did not say when it was last read."""
    for name in COMPARED:
        before, after = known[name], getattr(listing, name)
        if name == "images":
            # The signature that a picture server appends changes from night to night.
            before, after = (sorted(canonical(url).partition("?")[0] for url in urls or ())
                             for urls in (before, after))  # fmt: skip
        if before != after:
            yield Change(name, _text(known[name]), _text(getattr(listing, name)))


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return " | ".join(value) if isinstance(value, list | tuple) else str(value)
