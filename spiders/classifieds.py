"""Classified boards, shops and auctions: pages of results that lead to listing pages."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.extraction import listing_links, next_links
from spiders._site import SiteSpider, page_of


class ClassifiedsSpider(SiteSpider):
    name = "classifieds"

    def parse_results(self, response: Response) -> Iterator[Request]:
        page = page_of(response)
        for url in listing_links(page, self.selectors):
            yield Request(url, self.parse_listing)
        for following in next_links(page, self.selectors):
            yield Request(following, self.parse_results, meta={"paging": True}, priority=1)
