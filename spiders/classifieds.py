"""Classified boards, shops and auctions: pages of results that lead to listing pages."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.extraction import entries, next_links
from crawler.items import NoListing
from spiders._site import SiteSpider, page_of


class ClassifiedsSpider(SiteSpider):
    name = "classifieds"

    def parse_results(self, response: Response) -> Iterator[Request | NoListing]:
        page = page_of(response)
        found = entries(page, self.selectors)
        following = next_links(page, self.selectors)
        for entry in found:
            yield self.listing_request(entry.url, sign=entry.sign)
        for url in following:
            yield Request(url, self.parse_results, meta={"paging": True}, priority=1)
        if not (found or following):
            yield self.dead_end(page)
