"""One page read: what kind it is, and the adverts on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from crawler.extraction import (
    barrier,
    buying,
    cards,
    configured,
    farewell,
    jsonld,
    mainnode,
    microdata,
    opengraph,
    schema_org,
    thread,
    title,
    visible,
    wayfinding,
)
from crawler.extraction.cards import Card
from crawler.extraction.draft import Draft
from crawler.extraction.kind import Kind
from crawler.extraction.mainnode import Sourced
from crawler.extraction.page import Page
from crawler.extraction.results import is_results, listing_links, next_links
from crawler.extraction.selectors import Selectors
from crawler.extraction.settle import NO_HINTS, Found, Hints, Settlement
from crawler.extraction.title import Heading

_SECTION = 12
"""Cards of goods on a page that make it a section of a shop, whatever else it states."""
_HEADED = frozenset({"visible", "selector"})
"""Sources of a title that stands on the page as its heading."""
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
    """Why a page is ``blocked`` (``captcha``, ``access denied``, ``login``) or ``gone``."""
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
            return self._stated(main)
        if not offers and (found := thread.read(page, nodes)):
            reading = self._advert(Kind.THREAD, (), *found.drafts)
            return replace(reading, posts=found.posts)
        listed = mainnode.listed(nodes)
        if len(offers) > 2 or is_results(page, self.selectors):
            return self._search(offers or listed, None)
        if opengraph.is_product(page):
            return self._advert(Kind.ITEM, cards.find(page))
        return self._unstated(listed)

    def _stated(self, main: Sourced) -> Reading:
        """A page that states one thing; sections of shops do so too, but state little of it."""
        source, node = main
        draft = schema_org.draft(node, source)
        if draft.price or draft.images or draft.seller or draft.availability:
            return self._advert(Kind.ITEM, None, draft)
        goods = cards.find(self.page)
        if len(goods) >= _SECTION:
            return self._search((), goods)
        return self._advert(Kind.ITEM, goods, draft)

    def _unstated(self, listed: Sequence[Sourced]) -> Reading:
        """A page that does not tell machines what it is: by what a reader sees of it."""
        page = self.page
        goods = cards.find(page)
        if goods and (opengraph.is_product_group(page) or wayfinding.of_many(page.url)):
            return self._search(listed, goods)
        reading = self._advert(Kind.ITEM, goods)
        if self._sells(reading, goods):
            return reading
        if found := barrier.find(page):
            return Reading(kind=found.kind, reason=found.reason, language=page.language)
        over = reading.kind is Kind.GONE
        if self._is_meant(reading) and not over:
            return reading
        if goods and not over:
            return self._search(listed, goods)
        over = over or farewell.not_found(page)
        kind = Kind.GONE if over else Kind.OTHER
        return Reading(kind=kind, reason=reading.reason, language=page.language)

    def _sells(self, reading: Reading, goods: Sequence[Card]) -> bool:
        """Whether a page shows a heading with a price, or a button to buy what it shows."""
        if any(
            found.listing.price is not None and found.sources["title"] in _HEADED
            for found in reading.listings
        ):
            return True
        return buying.offered(self.page, {card.element for card in goods})

    def _is_meant(self, reading: Reading) -> bool:
        """Whether a page that shows no price is an advert by what led to it."""
        if not reading.listings or farewell.not_found(self.page):
            return False
        found = reading.listings[0]
        if found.sources["title"] in _HEADED and wayfinding.of_one(self.page.url):
            return True
        listing = found.listing
        shown = (listing.price, listing.seller, listing.location, listing.posted_raw)
        titled = configured.has_title(self.page, self.selectors)
        known = titled or bool(listing.images) or any(each is not None for each in shown)
        return self.expected and known

    def _search(self, stated: Sequence[Sourced], goods: Sequence[Card] | None) -> Reading:
        """A page of results: what its objects state, else what its cards show."""
        page = self.page
        drafts = [schema_org.draft(node, source) for source, node in stated]
        if not any(draft.title for draft in drafts):
            where = Settlement(page, self.site, self.hints).where
            shown = cards.find(page) if goods is None else goods
            drafts = [cards.draft(card, where) for card in shown]
        found = (self._card(draft) for draft in drafts)
        return Reading(
            kind=Kind.SEARCH,
            language=page.language,
            listings=tuple(card for card in found if card),
            links=tuple(listing_links(page, self.selectors)),
            next_urls=tuple(next_links(page, self.selectors)),
        )

    def _card(self, draft: Draft) -> Found | None:
        settlement = Settlement(self.page, self.site, self.hints)
        settlement.add(draft)
        return settlement.found(self.page.absolute(draft.url))

    def _advert(self, kind: Kind, goods: Sequence[Card] | None, *stated: Draft) -> Reading:
        """The one advert of the page, each source asked only for what is still missing.

        :param goods: the cards of other goods, ``None`` if they were not looked for.
        """
        page = self.page
        settlement = Settlement(page, self.site, self.hints)
        headings = cache(lambda: title.headings(page))  # they cost the page's whole tree
        heading: Heading | None = None
        for draft in stated:
            if draft.title and not title.is_heading(draft.title, page):
                shown, heading = title.choose(draft.title, page, headings())
                settlement.add(Draft(source="visible", title=shown if heading else ""))
            settlement.add(draft)
        settlement.add(configured.read(page, self.selectors, settlement.lacks))
        if settlement.lacks("title"):
            read = title.from_page(page, headings())
            heading = read.heading
            settlement.add(Draft(source=read.source, title=read.text))
        if settlement.lacks("price", "description", "images"):
            settlement.add(opengraph.read(page))
        sold = settlement.value("availability") in _SOLD
        if kind is Kind.ITEM and settlement.lacks("price") and not sold:
            if heading is None:
                own = settlement.value("title")
                heading = next((head for head in headings() if head.text == own), None)
            others = {card.element for card in (cards.find(page) if goods is None else goods)}
            settlement.add(visible.read(page, heading, others, settlement.where))
        found = settlement.found()
        suspected = sold or not settlement.value("price")
        over = farewell.said(page, suspected=suspected) if kind is Kind.ITEM else None
        if over and buying.offered(page, ()):
            over = None  # only one colour or size of it
        return Reading(
            kind=Kind.GONE if over else kind,
            reason=over,
            language=page.language,
            listings=(found,) if found else (),
        )
