"""A sweep may also begin by asking the site's own search form for the terms worth typing there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import quote_plus

from scrapy import Request

from crawler.frontier.session import session_of, spider_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.config.model import Search
    from crawler.lexicon import Lexicon


def search_terms(search: Search, lexicon: Lexicon) -> tuple[str, ...]:
    """What to ask: the terms of ``search.files``, or of all files if it names none.

    :raises KeywordError: if it names a file that does not exist.
    """
    return lexicon.search_terms(search.files or [file.id for file in lexicon.files])


class SearchMiddleware:
    """Adds the searches to the addresses that a spider begins with."""

    def __init__(self, addresses: Sequence[str], callback: Callable[..., Any] | None) -> None:
        self._addresses = addresses
        self._callback = callback

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session = session_of(crawler)
        search, spider = session.site.search, cast("Any", spider_of(crawler))
        if search is None:
            return cls((), None)
        terms = search_terms(search, session.lexicon)
        addresses = [spider.search_url.replace("{term}", quote_plus(term)) for term in terms]
        return cls(addresses, spider.parse_results)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        async for first in start:
            yield first
        for address in self._addresses:
            yield Request(address, self._callback)
