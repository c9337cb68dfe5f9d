"""First step: only what can be an advert goes on, as text that every database can hold."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.frontier import session_of
from crawler.frontier.ledger import Ledger
from crawler.items import Listing, Sighting
from crawler.store.types import MAX_MONEY

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://|urn:patrol:")


class Validate:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).ledger)

    def process_item(self, item: Sighting) -> Sighting:
        listing = storable(item.listing)
        if not listing.title.strip():
            self._drop("no_title", listing)
        if not _ADDRESS.match(listing.url):
            self._drop("no_address", listing)
        return replace(item, listing=listing)

    def _drop(self, why: str, listing: Listing) -> None:
        self._ledger.count(f"listing/dropped/{why}")
        raise DropItem(f"{why}: {listing.url}", log_level="INFO")


def storable(listing: Listing) -> Listing:
    """The same listing; NUL and lone surrogates, which no database takes, become U+FFFD."""
    changed: dict[str, Any] = {}
    for field in fields(listing):
        value = getattr(listing, field.name)
        if isinstance(value, str) and _UNSTORABLE.search(value):
            changed[field.name] = _UNSTORABLE.sub("�", value)
    if listing.price is not None and not 0 <= listing.price <= MAX_MONEY:
        changed["price"] = None
    return replace(listing, **changed) if changed else listing
