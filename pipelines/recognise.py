"""Second step: new, unchanged or changed since it was last seen?"""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from crawler.frontier import session_of
from crawler.frontier.ledger import Ledger
from crawler.items import Sighting
from crawler.store.recognition import recognise


class Recognise:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).ledger)

    def process_item(self, item: Sighting) -> Sighting:
        return recognise(item, self._ledger.known(item.id), self._ledger.sweep.id)
