"""One page read: what kind it is, and the adverts on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.extraction import (
    configured,
    jsonld,
    mainnode,
    microdata,
    opengraph,
    schema_org,
    visible,
)
from crawler.extraction.draft import Draft
from crawler.extraction.kind import Kind, unreadable
from crawler.extraction.page import Page
from crawler.extraction.results import listing_links, next_link
from crawler.extraction.schema_org import Node
from crawler.extraction.selectors import Selectors
from crawler.extraction.settle import Found, Hints, settle, where

NO_HINTS = Hints()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page gives."""

    kind: Kind
    language: str | None
    """ISO 639-1 code that the page declares."""
    listings: tuple[Found, ...] = ()
    """One for ``item``, ``post`` and ``thread``, the cards for ``search``, else none."""
    reason: str | None = None
    """Why a page is ``blocked`` (``captcha``, ``access denied``, ``login``), gone or a shell."""
    links: tuple[str, ...] = ()
    """Addresses of the adverts that a page of results leads to."""
    next_url: str | None = None
    """Address of the following page of results."""


def read(
    page: Page,
    site: str,
    selectors: Selectors | None = None,
    hints: Hints = NO_HINTS,
) -> Reading:
    """Read a page. Never raises for what a page holds; what cannot be read stays empty.

    :param site: name of the site in the configuration, written into the listings.
    :param selectors: where fields stand that the page does not state as schema.org data.
    """
    return _Reader(page, site, selectors, hints).read()


@dataclass(frozen=True, slots=True)
class _Reader:
    page: Page
    site: str
    selectors: Selectors | None
    hints: Hints

    def read(self) -> Reading:
        nodes = list(_structured(self.page))
        links = tuple(listing_links(self.page, self.selectors))
        offers = [each for each in nodes if mainnode.offered([each[1]])]
        if not offers:
            for source, node in nodes:
                if schema_org.types(node) & schema_org.THREADS:
                    return self._one(Kind.THREAD, schema_org.draft(node, source))
        main = mainnode.choose(mainnode.offered([node for _, node in nodes]), self.page)
        if main is not None:
            source = next((source for source, node in nodes if node is main), "json-ld")
            return self._one(Kind.ITEM, schema_org.draft(main, source))
        if len(offers) > 2 or len(links) > 1:
            return self._search(offers, links)
        if not opengraph.is_product(self.page) and (verdict := unreadable(self.page)):
            kind, reason = verdict
            return Reading(kind=kind, reason=reason, language=self.page.language)
        reading = self._one(Kind.ITEM)
        priced = any(found.listing.price is not None for found in reading.listings)
        return reading if priced else Reading(kind=Kind.OTHER, language=self.page.language)

    def _search(self, offers: list[tuple[str, Node]], links: tuple[str, ...]) -> Reading:
        cards = (
            settle([schema_org.draft(node, source)], self.page, self.site, self.hints)
            for source, node in offers
        )
        return Reading(
            kind=Kind.SEARCH,
            language=self.page.language,
            listings=tuple(card for card in cards if card),
            links=links,
            next_url=next_link(self.page, self.selectors),
        )

    def _one(self, kind: Kind, *structured: Draft) -> Reading:
        drafts = list(structured)
        if self.selectors is not None:
            drafts.append(configured.read(self.page, self.selectors))
        drafts.append(opengraph.read(self.page))
        drafts.append(visible.read(self.page, where(self.page, self.hints)))
        found = settle(drafts, self.page, self.site, self.hints)
        listings = (found,) if found else ()
        return Reading(kind=kind, language=self.page.language, listings=listings)


def _structured(page: Page) -> Iterator[tuple[str, Node]]:
    yield from (("json-ld", node) for node in jsonld.read(page.body))
    yield from (("microdata", node) for node in microdata.read(page))
