"""Third step: what the lexicon says of it, with reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from crawler.frontier import session_of
from crawler.items import Sighting
from crawler.matching import Circumstances, Matcher


class Score:
    def __init__(self, matcher: Matcher, circumstances: Circumstances) -> None:
        self._matcher = matcher
        self._circumstances = circumstances

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session = session_of(crawler)
        return cls(session.matcher, session.circumstances)

    def process_item(self, item: Sighting) -> Sighting:
        return replace(item, assessment=self._matcher.assess(item.listing, self._circumstances))
