"""What a sitemap leads to."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from lxml.etree import LxmlError
from scrapy.utils.sitemap import Sitemap

from crawler.extraction import Page


class SiteMap(NamedTuple):
    """Addresses for search engines, at least one."""

    urls: list[str]
    is_index: bool
    """Whether they are those of further sitemaps, not of pages."""


def site_map(page: Page) -> SiteMap | None:
    """The page as a sitemap; ``None`` if it is none, or leads nowhere."""
    start = page.body[:2000].lower()
    if b"<urlset" not in start and b"<sitemapindex" not in start:
        return None
    try:
        found = Sitemap(page.body)
        urls = [url for each in found if (url := page.absolute(each["loc"]))]
    except (LxmlError, StopIteration, ValueError, zlib.error, KeyError):
        return None
    return SiteMap(urls, found.type == "sitemapindex") if urls else None
