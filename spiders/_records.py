"""Platforms that give their adverts as JSON: from pages of records to listings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.config.api import api_of, home_of
from crawler.extraction.answer import Answer
from crawler.extraction.recipe import recipe_of
from crawler.extraction.records import Reader, Record
from crawler.items import NoListing, Sighting
from spiders._site import SiteSpider, page_of


class RecordsSpider(SiteSpider):
    """A platform whose recipe, of the spider's own name, says what is where in its JSON."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recipe = recipe_of(self.name)
        self.api = api_of(self.site, self.recipe)
        home = home_of(self.site, self.recipe)
        self.reader = Reader(self.recipe, self.site.name, self.hints, home)
        self.addresses = (*self.site.addresses, self.api)
        if self.recipe.search and not self.search_url:
            self.search_url = self._at(self.recipe.search)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        said = {"Accept": "application/json", **spider.headers()}
        crawler.settings.set("DEFAULT_REQUEST_HEADERS", said, priority="spider")
        return spider

    def headers(self) -> dict[str, str]:
        """What this platform wants to be told with every request; nothing secret."""
        return {}

    async def start(self) -> AsyncIterator[Any]:
        for url in self.site.start:
            if path := self.recipe.api_path(url):
                yield Request(self._at(path), self.parse_results)

    def parse_results(self, response: Response, number: int = 1, before: str = "") -> Iterator[Any]:
        """A page of records.

        :param number: counts the pages from where the sweep began.
        :param before: sign of the page before; one that comes again is the end of the list.
        """
        results = self.reader.results(_answer(response))
        if results is None:
            yield self._no_record(response)
            return
        if not results.total and number == 1:
            yield NoListing("empty")
        for record in results.records:
            yield _sighting(record)
        for url in results.leads:
            yield Request(url, self.parse_listing)
        for _ in range(results.untitled):
            yield NoListing("untitled")
        most = self.site.api.pages
        again = bool(before) and results.sign == before
        if results.next_url and not again and (most is None or number < most):
            following = {"number": number + 1, "before": results.sign}
            yield Request(
                results.next_url,
                self.parse_results,
                cb_kwargs=following,
                meta={"paging": True},
                priority=1,
            )

    def parse_listing(self, response: Response, **_listing: str) -> Iterator[Sighting | NoListing]:
        """A single record; its row names the ``listing`` whose page it stands for."""
        found = self.reader.single(_answer(response))
        if isinstance(found, Record):
            yield _sighting(found)
        else:
            yield self._no_record(response) if found == "other" else NoListing(found)

    def again(self, url: str) -> Request | None:
        path = self.recipe.again_path(url)
        if path is None or self.site.api.pages:  # a list that we cut short misses nothing
            return None
        return Request(self._at(path), self.parse_listing, cb_kwargs={"listing": url}, priority=-1)

    def _at(self, path: str) -> str:
        return urljoin(self.api, path)

    def _no_record(self, response: Response) -> NoListing:
        """What stands where records should be: other JSON, or a page for people."""
        if response.body.lstrip()[:1] in {b"{", b"["}:
            return NoListing("other")
        return self.dead_end(page_of(response))


def _sighting(record: Record) -> Sighting:
    return Sighting(listing=record.found.listing, identity=record.identity)


def _answer(response: Response) -> Answer:
    links = (link.decode("latin-1") for link in response.headers.getlist("Link"))
    return Answer(
        url=response.url,
        body=response.body,
        link=", ".join(links),
        fetched_at=datetime.now(UTC),
    )
