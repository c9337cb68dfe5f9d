"""The one advert of a page: each source asked only for what the better ones left empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from lxml.etree import _Element

from crawler.extraction import (
    album,
    asking,
    buying,
    cards,
    configured,
    farewell,
    gallery,
    jsonld,
    mainnode,
    microdata,
    money,
    opengraph,
    shop,
    state,
    title,
    visible,
)
from crawler.extraction import price as prices
from crawler.extraction.cards import Goods
from crawler.extraction.draft import Draft
from crawler.extraction.mainnode import Sourced
from crawler.extraction.page import Page
from crawler.extraction.selectors import Selectors
from crawler.extraction.settle import Found, Hints, Settlement
from crawler.extraction.title import Heading

_STATED = frozenset({"json-ld", "microdata", "opengraph", "state"})
"""Sources that a reader does not see, and that may say something else than what he sees."""
_WHOLE = 4
"""Pictures in a stated list that is taken for whole."""
_LISTS = frozenset({"json-ld", "microdata", "state"})
_SOLD = frozenset({"sold_out", "discontinued"})


@dataclass(frozen=True)
class Task:
    """A page to read, and what is known of its site."""

    page: Page
    site: str
    selectors: Selectors
    hints: Hints
    expected: bool
    """Whether a page of results led here as to an advert."""

    @cached_property
    def nodes(self) -> list[Sourced]:
        """What the page states as schema.org objects."""
        return mainnode.unwrapped(
            [("json-ld", node) for node in jsonld.read(self.page.body)]
            + [("microdata", node) for node in microdata.read(self.page)]
        )

    @cached_property
    def goods(self) -> Goods:
        """The cards of other goods on the page."""
        return cards.find(self.page)


@dataclass(frozen=True, slots=True)
class Advert:
    """What was read as the page's one advert."""

    found: Found | None
    """``None`` if no title could be read."""
    headed: bool = False
    """Whether the title stands on the page as its heading."""
    ending: str | None = None
    """The sentence with which the page says that the advert is over."""

    @property
    def all(self) -> tuple[Found, ...]:
        """The advert as a list of at most one."""
        return (self.found,) if self.found else ()


def posting(task: Task, stated: Sequence[Draft], seen: Draft | None = None) -> Advert:
    """The opening post of a thread: what others write below it is not looked at.

    :param seen: the post itself as a reader sees it; what it does not say, nobody says for it.
    """
    settlement = Settlement(task.page, task.site, task.hints)
    if seen:
        settlement.add(configured.read(task.page, task.selectors, settlement.lacks))
        settlement.add(seen)
    else:
        shown = [draft for draft in stated if draft.source == "visible"]
        for draft in (shown or [draft for draft in stated if draft.images])[:1]:
            settlement.add(Draft(source=draft.source, images=draft.images))
    settlement.close("images")  # what else is told is the forum's emblem, or somebody's portrait
    heading = _add_stated(settlement, task, stated)
    if settlement.lacks("price"):
        names = (settlement.value(field) or "" for field in ("title", "category"))
        text = settlement.value("description") or ""
        asked = asking.find(" ".join(names), text, settlement.where)
        if not asked and not seen:  # a single post: what is named its price is its price
            top = heading.element if heading else None
            asked = money.find(task.page.root, top, (), settlement.where, named=True)
        settlement.add(Draft(source="visible", price=asked))
    return Advert(settlement.found(), heading is not None)


def read(task: Task, *stated: Draft) -> Advert:
    """The thing that the page offers.

    :param stated: what the page's schema.org objects say.
    """
    page = task.page
    settlement = Settlement(page, task.site, task.hints)
    heading = _add_stated(settlement, task, stated)
    sold = settlement.value("availability") in _SOLD
    if sold:
        settlement.close("price")  # a sold-out page shows the prices of other goods
    price = settlement.value("price")
    stated_price = settlement.source("price") in _STATED
    doubtful = stated_price and (
        money.is_doubtful(page.body, price) or opengraph.contradicts(page, price)
    )
    others = task.goods.elements
    heading = heading or title.find(settlement.value("title"), page)
    seen = visible.read(page, heading, others, settlement.where, settlement.lacks)
    if doubtful and price not in money.shown(page.root, settlement.where):
        _correct_price(settlement, seen, heading, others)
    settlement.add(seen)
    if seen.bid:
        code = settlement.value("currency") or ""
        settlement.replace_price(Draft(source=seen.source, price=seen.bid, currency=code))
    _add_currency(settlement, heading, others)
    if settlement.lacks("seller"):
        settlement.add(Draft(source="state", seller=state.seller(page)))
    if settlement.lacks("seller") and settlement.value("price_raw") and shop.has_cart(page):
        name, source = shop.name(page, (node for _, node in task.nodes))
        settlement.add(Draft(source=source, seller=name))
    _add_pictures(settlement, heading, task)
    ending = farewell.said(page)
    if ending and buying.offered(page, ()):
        ending = None  # it was about one colour or size of it
    return Advert(settlement.found(), heading is not None, ending)


def _add_currency(
    settlement: Settlement, heading: Heading | None, others: frozenset[_Element]
) -> None:
    """Where a price is stated without its currency, take that of the same amount on the page."""
    amount = settlement.value("price")
    if amount is None or settlement.value("currency"):
        return
    element = heading.element if heading else None
    said = money.find(settlement.page.root, element, others, settlement.where)
    shown = prices.parse(said, where=settlement.where) if said else None
    if shown and shown.amount == amount and shown.currency:
        settlement.add(Draft(source="visible", currency=shown.currency))


def _add_pictures(settlement: Settlement, heading: Heading | None, task: Task) -> None:
    """Put the whole gallery in the place of the one picture that most pages state."""
    stated = settlement.value("images") or ()
    if settlement.source("images") == "selector":
        return
    if len(stated) >= _WHOLE and settlement.source("images") in _LISTS:
        return
    listed = album.read(task.page, stated)
    element = heading.element if heading else None
    name = settlement.value("title") or ""
    shown = gallery.read(task.page, stated, name, element, task.goods.elements)
    # A list that is stated is whole, but for pages that state as many as search engines ask for.
    enough = (
        2 * len(stated)
        if len(stated) > 1 and settlement.source("images") in _LISTS
        else len(stated)
    )
    if len(listed) > enough and len(listed) >= len(shown):
        settlement.replace_images(listed, "state")
    elif len(shown) > enough:
        settlement.replace_images(shown, "visible")


def _correct_price(
    settlement: Settlement, seen: Draft, heading: Heading | None, others: frozenset[_Element]
) -> None:
    """Replace a stated price that the page nowhere shows by the one that it clearly shows."""
    element = heading.element if heading else None
    said = money.find(settlement.page.root, element, others, settlement.where, named=True)
    if said and element is not None:
        settlement.replace_price(Draft(source=seen.source, price=said))


def _add_stated(settlement: Settlement, task: Task, stated: Sequence[Draft]) -> Heading | None:
    """Add what the page states, then what selectors and OpenGraph say; the title's heading."""
    page = task.page
    headings = cache(lambda: title.headings(page))  # they cost the page's whole tree
    heading: Heading | None = None
    for draft in stated:
        if draft.title and not title.is_heading(draft.title, page):
            shown, heading = title.check(draft.title, page, headings())
            if shown != draft.title:
                settlement.add(Draft(source="visible", title=shown))
        settlement.add(draft)
    settlement.add(configured.read(page, task.selectors, settlement.lacks))
    if settlement.lacks("price") and settlement.source("price_raw") == "selector":
        settlement.close("price")  # "on request" stands where the price would
    if settlement.lacks("title"):
        read_title = title.from_page(page, headings())
        heading = read_title.heading
        settlement.add(Draft(source=read_title.source, title=read_title.text))
    if settlement.lacks("price", "description", "images"):
        if settlement.value("title") and (drawn := state.read(page, settlement.value("title"))):
            settlement.add(drawn)
        settlement.add(opengraph.read(page))
    return heading
