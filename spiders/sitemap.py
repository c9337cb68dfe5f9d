"""Sites that list their pages for machines: robots.txt → sitemap index → sitemap → listings."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response
from scrapy.utils.gz import gunzip, gzip_magic_number
from scrapy.utils.sitemap import Sitemap, sitemap_urls_from_robots

from spiders._site import SiteSpider

_MAX_BYTES = 50 * 2**20  # of one sitemap, as sitemaps.org has it


class SitemapSpider(SiteSpider):
    name = "sitemap"

    def parse_results(self, response: Response) -> Iterator[Request]:
        if response.url.endswith("/robots.txt"):
            for url in sitemap_urls_from_robots(response.text, base_url=response.url):
                yield Request(url, self.parse_results, priority=1)
            return
        packed = gzip_magic_number(response)
        body = gunzip(response.body, max_size=_MAX_BYTES) if packed else response.body
        sitemap = Sitemap(body)
        for entry in sitemap:
            if sitemap.type == "sitemapindex":
                yield Request(entry["loc"], self.parse_results, priority=1)
            else:
                yield Request(entry["loc"], self.parse_listing)
