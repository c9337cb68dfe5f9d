"""Last step: into the books, to be committed together with the page it came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from scrapy.crawler import Crawler

from crawler.config.values import COVERED
from crawler.frontier import session_of
from crawler.frontier.ledger import Ledger
from crawler.frontier.tally import names_of
from crawler.items import Listing, Sighting


class Store:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).ledger)

    def process_item(self, item: Sighting) -> Listing:
        """Returns the plain listing, which is what Scrapy's own feeds export."""
        self._ledger.met(item)
        if not item.again:  # else every night another of its addresses would be the last one
            self._ledger.keep(item)
        for name in _counts(item):
            self._ledger.count(name, page=item.page)
        return item.listing


def _counts(item: Sighting) -> Iterator[str]:
    """What a listing adds to, by path-like names."""
    if item.again:
        yield "listing/seen_again"
        return
    yield from names_of(item.state, item.assessment)
    for name in COVERED:
        if getattr(item.listing, name) not in (None, ()):
            yield f"field/{name}"
