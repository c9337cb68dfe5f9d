"""A sweep may also begin by asking the site's own search form for the terms worth typing there."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote_plus

from scrapy import Request

from crawler.frontier.meta import SEARCH
from crawler.frontier.search_plan import plan
from crawler.frontier.session import session_of, spider_of
from crawler.store import requests, searches

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.config import Site
    from crawler.config.model import Search
    from crawler.frontier import Session
    from crawler.lexicon import Lexicon

log = logging.getLogger(__name__)


def search_terms(site: Site, search: Search, lexicon: Lexicon, on: date) -> tuple[str, ...]:
    """What a site can be asked: the terms of ``search.files``, or of all files in force if it
    names none, in the site's languages.

    :raises KeywordError: if it names a file that does not exist.
    """
    files = search.files or [file.id for file in lexicon.files if file.in_force(on)]
    terms = lexicon.search_terms(files, site.languages)
    return tuple(term for term in terms if address_of(search, term) is not None)


def address_of(search: Search, term: str) -> str | None:
    """Where a term is searched for; ``None`` if the site's character set cannot write it."""
    try:
        return search.url.replace("{term}", quote_plus(term, encoding=search.charset))
    except UnicodeEncodeError:
        return None


class SearchMiddleware:
    """Adds tonight's searches to the addresses that a spider begins with.

    :param addresses: where each term is searched for, by that address.
    """

    def __init__(self, addresses: Mapping[str, str], callback: Callable[..., Any] | None) -> None:
        self._addresses = addresses
        self._callback = callback

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session = session_of(crawler)
        search = session.site.search
        if search is None:
            return cls({}, None)
        terms = _tonight(session, search)
        addresses = {url: term for term in terms if (url := address_of(search, term))}
        session.ledger.searches = addresses
        session.ledger.count("search/planned", by=len(addresses))
        return cls(addresses, getattr(spider_of(crawler), "parse_results", None))

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        async for first in start:
            yield first
        for address, term in self._addresses.items():
            yield Request(address, self._callback, meta={SEARCH: term})


def _tonight(session: Session, search: Search) -> list[str]:
    """The terms of this sweep: those that it has begun with, if it was interrupted, and more as
    far as the budget goes."""
    now, site = datetime.now(UTC), session.site
    terms = search_terms(site, search, session.lexicon, now.date())
    with session.database.read() as connection:
        begun = requests.searched(connection, session.ledger.sweep.id)
        memory = searches.of_site(connection, site.name)
    chosen = [each.term for each in plan(terms, memory, search, now, begun) if each.tonight]
    log.info("searching for %d of %d terms", len(begun) + len(chosen), len(terms))
    return [*begun, *chosen]
