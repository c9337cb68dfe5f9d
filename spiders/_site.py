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
from crawler.errors import InputError
from crawler.extraction import ADVERTS, Hints, Page, Reading, Selectors, identity, read
from crawler.extraction.sign import of_card, of_lastmod
from crawler.items import NoListing, Sighting

_WANTED = frozenset({"limit", "minutes", "lexicon", "full"})


class SiteSpider(Spider):
    """A spider for one kind of site, run for one site of the configuration.

    :param wanted: ``limit``, pages after which to stop, instead of the site's own limit;
        ``minutes``, what is left of the night, if that is less than the site's own limit;
        ``lexicon``, version of a stored lexicon to score by, instead of the keyword files;
        ``full``, anything, to read every page, whatever is known of it.
    """

    def __init__(self, config: Config, site: Site, **wanted: str) -> None:
        super().__init__()
        if unknown := set(wanted) - _WANTED:
            raise InputError(f"a spider knows no argument '{min(unknown)}'")
        self.config = config
        self.site = site
        self.limit = int(wanted["limit"]) if "limit" in wanted else None
        self.minutes = float(wanted["minutes"]) if "minutes" in wanted else None
        self.lexicon = wanted.get("lexicon")
        self.full = "full" in wanted
        self.addresses = site.addresses
        self.search_url = site.search.url if site.search else None
        """Address of the site's search, with ``{term}`` where the word goes."""
        self.selectors = Selectors.compile(site.selectors)
        self.hints = Hints(currency=site.currency, country=site.country, languages=site.languages)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """``scrapy crawl KIND -a site=NAME``, and config=FILE, limit=N, minutes=N, lexicon=VERSION,
        full=1 likewise."""
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
        if reading.kind not in ADVERTS or not reading.listings:
            yield _no_listing(reading)
            return
        for found in reading.listings:
            yield Sighting(listing=found.listing, identity=identity(page, found.listing))

    def listing_request(
        self,
        url: str,
        *,
        card: str | None = None,
        lastmod: str | None = None,
        sign: str | None = None,
        **more: Any,
    ) -> Request:
        """A request for an advert's own page, with what is shown of it where it was found.

        While that stays the same, nights go by without the advert being read again (see
        ``revisit_days``); of a plain ``Request`` nothing is known, so it is read every night.

        :param card: text that changes whenever the advert does: its title with its price, or the
            moment of its last change.
        :param lastmod: when the advert changed last, as a sitemap or a feed says.
        :param sign: the sign of a card, as :func:`crawler.extraction.entries` gives it.
        """
        if lastmod:
            sign = of_lastmod(lastmod, datetime.now(UTC))
        elif card is not None:
            sign = of_card(card, priced=True)
        return Request(url, self.parse_listing, meta={"sign": sign, **more.pop("meta", {})}, **more)

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
    return NoListing("untitled" if reading.kind in ADVERTS else reading.kind.value)


def page_of(response: Response) -> Page:
    """The response as the extraction room reads it."""
    content_type = response.headers.get("Content-Type")
    declared = content_type.decode("latin-1") if content_type else None
    return Page(response.url, response.body, declared, fetched_at=datetime.now(UTC))
