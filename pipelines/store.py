"""Last step: into the books, to be committed together with the page it came from."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from crawler.config.values import COVERED
from crawler.frontier import session_of
from crawler.frontier.ledger import Ledger
from crawler.items import Listing, Sighting


class Store:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).ledger)

    def process_item(self, item: Sighting) -> Listing:
        """Returns the plain listing, which is what Scrapy's own feeds export."""
        self._ledger.keep(item)
        if item.again:
            self._ledger.count("listing/seen_again")
        else:
            self._count(item)
        return item.listing

    def _count(self, item: Sighting) -> None:
        self._ledger.count("listing/seen")
        self._ledger.count(f"listing/{item.state.value}")
        if item.assessment is not None and item.assessment.flagged:
            self._ledger.count("listing/flagged")
        for name in COVERED:
            if getattr(item.listing, name) not in (None, ()):
                self._ledger.count(f"field/{name}")
