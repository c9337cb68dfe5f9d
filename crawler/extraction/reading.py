"""One page read: what kind it is, and the adverts on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crawler.extraction import (
    configured,
    jsonld,
    mainnode,
    microdata,
    opengraph,
    schema_org,
    thread,
    title,
    visible,
)
from crawler.extraction.draft import Draft
from crawler.extraction.kind import NOT_FOUND, Kind, unreadable
from crawler.extraction.page import Page
from crawler.extraction.results import is_results, listing_links, next_links
from crawler.extraction.schema_org import Node
from crawler.extraction.selectors import Selectors
from crawler.extraction.settle import NO_HINTS, Found, Hints, Settlement
from crawler.items import Listing

_SOLD = frozenset({"sold_out", "discontinued"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page gives."""

    kind: Kind
    language: str | None
    """ISO 639-1 code that the page declares."""
    listings: tuple[Found, ...] = ()
    """One for ``item``, ``post`` and ``thread``, the cards for ``search``, else none."""
    posts: int | None = None
    """Posts on a ``thread`` page."""
    reason: str | None = None
    """Why a page is ``blocked`` (``captcha``, ``access denied``, ``login``), gone or a shell."""
    links: tuple[str, ...] = ()
    """Addresses of the adverts that a page of results leads to."""
    next_urls: tuple[str, ...] = ()
    """Addresses of further pages of results."""


def read(
    page: Page,
    site: str,
    selectors: Selectors | None = None,
    hints: Hints = NO_HINTS,
    *,
    expected: bool = False,
) -> Reading:
    """Read a page. Never raises for what a page holds; what cannot be read stays empty.

    :param site: name of the site in the configuration, written into the listings.
    :param selectors: where fields stand that the page does not state as schema.org data.
    :param expected: whether a page of results led here as to an advert: one that states no price
        is then believed to be one.
    """
    return _Reader(page, site, selectors or Selectors(), hints, expected).read()


@dataclass(frozen=True, slots=True)
class _Reader:
    page: Page
    site: str
    selectors: Selectors
    hints: Hints
    expected: bool

    def read(self) -> Reading:
        page = self.page
        nodes = mainnode.unwrapped(
            [("json-ld", node) for node in jsonld.read(page.body)]
            + [("microdata", node) for node in microdata.read(page)]
        )
        offers = [each for each in nodes if mainnode.is_offered(each[1])]
        if main := mainnode.choose(offers, page):
            source, node = main
            return self._item(schema_org.draft(node, source))
        if not offers and (found := thread.read(page, nodes)):
            reading = self._advert(Kind.THREAD, found.drafts)
            return replace(reading, posts=found.posts)
        if len(offers) > 2 or is_results(page, self.selectors):
            return self._search(offers)
        if not opengraph.is_product(page) and (verdict := unreadable(page)):
            kind, reason = verdict
            return Reading(kind=kind, reason=reason, language=page.language)
        reading = self._item()
        believed = any(self._believed(found.listing) for found in reading.listings)
        return reading if believed else Reading(kind=Kind.OTHER, language=page.language)

    def _believed(self, listing: Listing) -> bool:
        """Whether what was read off a page that states nothing is an advert after all."""
        if listing.price is not None:
            return True
        if not self.expected or NOT_FOUND.search(listing.title):
            return False
        shown = (listing.seller, listing.location, listing.posted_raw, listing.images)
        return any(shown) or configured.has_title(self.page, self.selectors)

    def _search(self, offers: list[tuple[str, Node]]) -> Reading:
        cards = (self._card(schema_org.draft(node, source)) for source, node in offers)
        return Reading(
            kind=Kind.SEARCH,
            language=self.page.language,
            listings=tuple(card for card in cards if card),
            links=tuple(listing_links(self.page, self.selectors)),
            next_urls=tuple(next_links(self.page, self.selectors)),
        )

    def _card(self, draft: Draft) -> Found | None:
        settlement = Settlement(self.page, self.site, self.hints)
        settlement.add(draft)
        return settlement.found(self.page.absolute(draft.url))

    def _item(self, *stated: Draft) -> Reading:
        return self._advert(Kind.ITEM, stated)

    def _advert(self, kind: Kind, stated: tuple[Draft, ...]) -> Reading:
        """The one advert of the page, each source asked only for what is still missing."""
        page = self.page
        settlement = Settlement(page, self.site, self.hints)
        heads = title.headings(page)
        for draft in stated:
            if draft.title:
                draft.title = title.choose(draft.title, page, heads)
            settlement.add(draft)
        settlement.add(configured.read(page, self.selectors, settlement.lacks))
        if settlement.lacks("title", "price", "description", "images"):
            draft = opengraph.read(page)
            draft.title = title.choose(title.without_site(draft.title, page), page, heads)
            settlement.add(draft)
        if settlement.lacks("title", "price"):
            sold = settlement.value("availability") in _SOLD
            settlement.add(visible.read(page, heads, settlement.where, priced=not sold))
        found = settlement.found()
        listings = (found,) if found else ()
        return Reading(kind=kind, language=page.language, listings=listings)
