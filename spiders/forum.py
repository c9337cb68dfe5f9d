"""Forums with a trade section: a board leads to threads, whose opening posts are the offers."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.extraction import first_page, next_links, page_number, thread_links
from crawler.items import NoListing, Sighting
from spiders._site import SiteSpider, page_of


class ForumSpider(SiteSpider):
    name = "forum"

    def parse_results(self, response: Response) -> Iterator[Request | NoListing]:
        page = page_of(response)
        threads = thread_links(page, self.selectors)
        following = next_links(page, self.selectors)
        for url in threads:
            yield Request(url, self.parse_listing)
        for url in following:
            yield Request(url, self.parse_results, meta={"paging": True}, priority=1)
        if not threads:
            yield self.dead_end(page)

    def parse_listing(self, response: Response) -> Iterator[Request | Sighting | NoListing]:
        """The first page of a thread; the offer is not on the others."""
        first = first_page(response.url)
        if first and page_number(response.url) > 1:
            yield Request(first, self.parse_listing)
            return
        yield from super().parse_listing(response)
