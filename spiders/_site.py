"""What all kinds of spiders share: their site, where they begin, and how a listing page is read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.config import Config, Site, load
from crawler.config.policy import scrapy_settings
from crawler.extraction import Hints, Kind, Page, Reading, Selectors, identity, read
from crawler.items import NoListing, Sighting

_ADVERTS = frozenset({Kind.ITEM, Kind.POST, Kind.THREAD})


class SiteSpider(Spider):
    """A spider for one kind of site, run for one site of the configuration.

    :param limit: pages after which to stop, instead of the site's own limit.
    :param minutes: what is left of the night, if that is less than the site's own limit.
    :param lexicon: version of a stored lexicon to score by, instead of the keyword files.
    """

    def __init__(
        self,
        config: Config,
        site: Site,
        limit: str | None = None,
        minutes: str | None = None,
        lexicon: str | None = None,
    ) -> None:
        super().__init__()
        self.config = config
        self.site = site
        self.limit = int(limit) if limit else None
        self.minutes = float(minutes) if minutes else None
        self.lexicon = lexicon
        self.addresses = site.addresses
        self.search_url = site.search.url if site.search else None
        """Address of the site's search, with ``{term}`` where the word goes."""
        self.selectors = Selectors.compile(site.selectors)
        self.hints = Hints(currency=site.currency, country=site.country, languages=site.languages)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """``scrapy crawl KIND -a site=NAME``, and config=FILE, limit=N, minutes=N, lexicon=VERSION
        likewise."""
        file = kwargs.pop("config", None)
        config = load(Path(file) if file else None)
        site = config.site(kwargs.pop("site", cls.name))
        crawler.settings.setdict(scrapy_settings(config, site), priority="spider")
        spider = cls(config, site, *args, **kwargs)
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for url in self.site.start:
            yield Request(url, self.parse_results)

    def parse_results(self, response: Response) -> Iterator[Any]:
        """A page that leads to listings."""
        raise NotImplementedError

    def parse_listing(self, response: Response) -> Iterator[Request | Sighting | NoListing]:
        """A page that should be one advert's own."""
        page = page_of(response)
        reading = read(page, self.site.name, self.selectors, self.hints, expected=True)
        if reading.kind not in _ADVERTS or not reading.listings:
            yield _no_listing(reading)
            return
        for found in reading.listings:
            yield Sighting(listing=found.listing, identity=identity(page, found.listing))

    def again(self, url: str) -> Request | None:
        """The request for a listing that this sweep did not meet, by the address of its page;
        ``None`` if it cannot be asked for by itself."""
        return Request(url, self.parse_listing, priority=-1)

    def dead_end(self, page: Page) -> NoListing:
        """What stands on a page that should lead to listings and leads nowhere."""
        return _no_listing(read(page, self.site.name, self.selectors, self.hints))


def _no_listing(reading: Reading) -> NoListing:
    if reading.reason == "login":
        return NoListing("login")
    return NoListing("untitled" if reading.kind in _ADVERTS else reading.kind.value)


def page_of(response: Response) -> Page:
    """The response as the extraction room reads it."""
    content_type = response.headers.get("Content-Type")
    declared = content_type.decode("latin-1") if content_type else None
    return Page(response.url, response.body, declared, fetched_at=datetime.now(UTC))
