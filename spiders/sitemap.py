"""Sites that list their pages for machines: robots.txt → sitemap index → sitemap → listings."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from lxml.etree import LxmlError
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.gz import gunzip, gzip_magic_number
from scrapy.utils.sitemap import Sitemap, sitemap_urls_from_robots

from crawler.items import NoListing
from spiders._site import SiteSpider, page_of

_MAX_BYTES = 50 * 2**20  # of one sitemap, as sitemaps.org has it


class SitemapSpider(SiteSpider):
    name = "sitemap"

    def parse_results(self, response: Response) -> Iterator[Request | NoListing]:
        if response.url.endswith("/robots.txt"):
            for url in sitemap_urls_from_robots(response.body, base_url=response.url):
                yield Request(url, self.parse_results, priority=1)
            return
        page, sitemap = page_of(response), _sitemap(response)
        if sitemap is None:
            yield self.dead_end(page)
            return
        for entry in sitemap:
            address = page.absolute(entry["loc"])
            if address and sitemap.type == "sitemapindex":
                yield Request(address, self.parse_results, priority=1)
            elif address:
                yield self.listing_request(address, lastmod=entry.get("lastmod"))


def _sitemap(response: Response) -> Sitemap | None:
    """The sitemap, packed or not; ``None`` if it is something else."""
    try:
        packed = gzip_magic_number(response)
        sitemap = Sitemap(gunzip(response.body, max_size=_MAX_BYTES) if packed else response.body)
    except (LxmlError, StopIteration, OSError, EOFError, ValueError, zlib.error):
        return None
    return sitemap if sitemap.type in {"urlset", "sitemapindex"} else None
