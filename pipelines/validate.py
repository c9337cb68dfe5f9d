"""First step: only what can be an advert goes on, as text that every database can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.frontier import session_of
from crawler.frontier.ledger import Ledger
from crawler.items import Sighting
from crawler.store.storable import refusal, storable


class Validate:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).ledger)

    def process_item(self, item: Sighting) -> Sighting:
        listing = storable(item.listing)
        if why := refusal(listing):
            self._ledger.count(f"listing/dropped/{why}", page=item.page)
            raise DropItem(f"{why}: {listing.url}", log_level="INFO")
        return replace(item, listing=listing)
