"""Sites that publish their newest adverts as a feed: RSS or Atom → listings."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.extraction import feed
from crawler.extraction.address import without_noise
from crawler.items import NoListing, Sighting
from spiders._site import SiteSpider, page_of


class FeedSpider(SiteSpider):
    name = "feed"

    def parse_results(self, response: Response) -> Iterator[Request | Sighting | NoListing]:
        page = page_of(response)
        if not feed.is_feed(page):
            named = feed.links(page)[:1]
            for url in named:
                yield Request(url, self.parse_results, meta={"paging": True}, priority=1)
            if not named:
                yield self.dead_end(page)
            return
        found = feed.read(page, self.site.name, self.hints)
        for entry in found.entries:
            if self.site.read == "entries":
                if entry.found:
                    yield Sighting(listing=entry.found.listing, identity=entry.identity)
            elif entry.url:
                yield Request(without_noise(entry.url), self.parse_listing)
        if found.next_url:
            yield Request(found.next_url, self.parse_results, meta={"paging": True}, priority=1)

    def parse_listing(self, response: Response) -> Iterator[Request | Sighting | NoListing]:
        """The page of an entry; where entries are read alone, it only tells what is gone."""
        for found in super().parse_listing(response):
            if self.site.read == "pages" or isinstance(found, NoListing):
                yield found
