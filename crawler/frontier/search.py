"""A sweep may also begin by asking the site's own search form for the terms worth typing there."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Self, cast
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
    return tuple(term for term in terms if _can_write(search, term))


def _can_write(search: Search, term: str) -> bool:
    """Whether the site's character set has all the letters of a term."""
    try:
        term.encode(search.charset)
    except UnicodeEncodeError:
        return False
    return True


def address_of(template: str, search: Search, term: str) -> str:
    """Where a term is searched for.

    :param template: address of the search, with ``{term}`` where the word goes.
    """
    return template.replace("{term}", quote_plus(term, encoding=search.charset))


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
        search, spider = session.site.search, cast("Any", spider_of(crawler))
        if search is None:
            return cls({}, None)
        addresses = {
            address_of(spider.search_url, search, term): term for term in _tonight(session, search)
        }
        session.ledger.searches = addresses
        session.ledger.count("search/planned", by=len(addresses))
        return cls(addresses, spider.parse_results)

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
