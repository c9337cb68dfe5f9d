"""Whole shops, from the front page through their menus: sections lead to products.

For single sections of a shop, or a shop that needs no menu, ``classifieds`` is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.extraction import Kind, entries, next_links, shop_address
from crawler.items import NoListing, Sighting
from spiders._site import SiteSpider, page_of


class ShopSpider(SiteSpider):
    name = "shop"

    def parse_results(
        self, response: Response, section: bool = False
    ) -> Iterator[Request | Sighting | NoListing]:
        """A page of products, or the front page.

        :param section: whether a menu led here, where other pages than sections are named too.
        """
        page = page_of(response)
        products = entries(page, self.selectors)
        following = next_links(page, self.selectors) if products else []
        for product in products:
            yield self.listing_request(product.url, sign=product.sign)
        for url in following:
            yield Request(url, self.parse_results, meta={"paging": True}, priority=1)
        sections = shop_address.sections(page)
        for url in sections:
            yield Request(url, self.parse_results, cb_kwargs={"section": True}, priority=1)
        if not (products or sections or section):
            yield self.dead_end(page)

    def parse_listing(self, response: Response) -> Iterator[Request | Sighting | NoListing]:
        """A product; what turns out to be a section is walked on from."""
        for found in super().parse_listing(response):
            if isinstance(found, NoListing) and found.kind == Kind.SEARCH:
                yield from self.parse_results(response, section=True)
            else:
                yield found
