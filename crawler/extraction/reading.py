"""One page read: what kind it is, and the adverts on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.extraction import (
    advert,
    barrier,
    board,
    cards,
    farewell,
    feed,
    mainnode,
    offering,
    opengraph,
    schema_org,
    social,
    telegram,
    thread,
    wayfinding,
)
from crawler.extraction.advert import Advert, Task
from crawler.extraction.board import Row
from crawler.extraction.draft import Draft
from crawler.extraction.kind import Kind
from crawler.extraction.mainnode import Sourced
from crawler.extraction.page import Page
from crawler.extraction.results import is_results, listing_links, next_links
from crawler.extraction.selectors import Selectors
from crawler.extraction.settle import NO_HINTS, Found, Hints, Settlement

_SECTION = 12
"""Cards of goods on a page that make it a section of a shop, whatever else it states."""


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
    task = Task(page, site, selectors or Selectors(), hints, expected)
    return _by_format(task) or _of_objects(task)


def _of_objects(task: Task) -> Reading:
    """A page of HTML, by the schema.org objects that it states and by what it shows."""
    page, nodes = task.page, task.nodes
    offers = [each for each in nodes if mainnode.is_offered(each[1])]
    if main := mainnode.choose(offers, page):
        return _stated(task, main)
    if not offers and (said := _said(task, nodes)):
        return said
    listed = mainnode.listed(nodes)
    if len(offers) > 2 or is_results(page, task.selectors):
        return _results(task, offers or listed)
    if barrier.is_shell(page):
        return _drawn(task)
    if opengraph.is_product(page):
        return _item(task, advert.read(task))
    return _unstated(task, listed)


def _by_format(task: Task) -> Reading | None:
    """A page in a form of its own: a feed, or a preview of Telegram's."""
    page = task.page
    if feed.is_feed(page):
        read_feed = feed.read(page, task.site, task.hints)
        return Reading(
            kind=Kind.SEARCH if read_feed.entries else Kind.OTHER,
            language=None,
            listings=tuple(entry.found for entry in read_feed.entries if entry.found),
            links=tuple(entry.url for entry in read_feed.entries if entry.url),
            next_urls=(read_feed.next_url,) if read_feed.next_url else (),
        )
    channel = telegram.read(page, task.site, task.hints)
    if channel is None:
        return None
    if channel.single:
        kind, reason = (Kind.POST, None) if channel.found else (Kind.GONE, "no public preview")
        return Reading(kind=kind, reason=reason, language=None, listings=channel.found)
    return Reading(
        kind=Kind.SEARCH,
        language=page.language,
        listings=channel.found,
        links=tuple(each.listing.url for each in channel.found),
        next_urls=(channel.older,) if channel.older else (),
    )


def _said(task: Task, nodes: Sequence[Sourced]) -> Reading | None:
    """What people say to each other: a post, a thread, or a board of a forum."""
    page = task.page
    if told := social.read(page):
        return _posted(task, told)
    if found := thread.read(page, nodes):
        opening = advert.posting(task, found.drafts, found.seen)
        reading = Reading(kind=Kind.THREAD, language=page.language, listings=opening.all)
        return replace(reading, posts=found.posts)
    if threads := board.listed(page):
        return _board(task, threads)
    posts = [each for each in nodes if schema_org.types(each[1]) & schema_org.POSTS]
    return _post(task, posts[0]) if posts else None


def _board(task: Task, threads: Sequence[Row]) -> Reading:
    """The list of threads of a forum."""
    page = task.page
    found = (_card(task, row.draft) for row in threads)
    return Reading(
        kind=Kind.SEARCH,
        language=page.language,
        listings=tuple(card for card in found if card),
        links=tuple(board.thread_links(page, task.selectors)),
        next_urls=tuple(next_links(page, task.selectors)),
    )


def _drawn(task: Task) -> Reading:
    """A page that is empty until scripts draw it: an advert only if its program's data tell it."""
    found = advert.read(task)
    told = found.found.listing.price is not None if found.found else False
    if told and not found.ending:
        return _item(task, found)
    page = task.page
    return _nothing(page, found) or Reading(
        kind=Kind.SHELL, reason="needs scripts", language=page.language
    )


def _post(task: Task, stated: Sourced) -> Reading:
    source, node = stated
    return _posted(task, schema_org.posting(node, source))


def _posted(task: Task, draft: Draft) -> Reading:
    found = advert.posting(task, [draft])
    return Reading(kind=Kind.POST, language=task.page.language, listings=found.all)


def _stated(task: Task, main: Sourced) -> Reading:
    """A page that states one thing; sections of shops do so too, but state little of it."""
    source, node = main
    draft = schema_org.draft(node, source)
    if draft.price or draft.images or draft.seller or draft.availability:
        return _item(task, advert.read(task, draft))
    if len(task.goods.cards) >= _SECTION:
        return _results(task, ())
    return _item(task, advert.read(task, draft))


def _unstated(task: Task, listed: Sequence[Sourced]) -> Reading:
    """A page that does not tell machines what it is: by what a reader sees of it."""
    page = task.page
    goods = task.goods.cards
    if goods and (opengraph.is_product_group(page) or wayfinding.of_many(page.url)):
        return _results(task, listed)
    found = advert.read(task)
    if offering.sells(task, found):
        return _item(task, found)
    if nothing := _nothing(page, found):
        return nothing
    if offering.is_meant(task, found):
        return _item(task, found)
    if goods:
        return _results(task, listed)
    return Reading(kind=Kind.OTHER, language=page.language)


def _nothing(page: Page, found: Advert) -> Reading | None:
    """A page in place of an advert: a barrier, or the word that it is gone."""
    barred = barrier.find(page)
    walled = barred is not None and barred.kind is Kind.BLOCKED
    if not walled and (found.ending or farewell.not_found(page)):
        return Reading(kind=Kind.GONE, reason=found.ending, language=page.language)
    if barred:
        return Reading(kind=barred.kind, reason=barred.reason, language=page.language)
    return None


def _item(task: Task, found: Advert) -> Reading:
    return Reading(
        kind=Kind.GONE if found.ending else Kind.ITEM,
        reason=found.ending,
        language=task.page.language,
        listings=found.all,
    )


def _results(task: Task, stated: Sequence[Sourced]) -> Reading:
    """A page of results: what its objects state, else what its cards show."""
    page = task.page
    drafts = [schema_org.draft(node, source) for source, node in stated]
    if not any(draft.title for draft in drafts):
        where = Settlement(page, task.site, task.hints).where
        drafts = [cards.draft(card, where) for card in task.goods.cards]
    found = (_card(task, draft) for draft in drafts)
    return Reading(
        kind=Kind.SEARCH,
        language=page.language,
        listings=tuple(card for card in found if card),
        links=tuple(listing_links(page, task.selectors)),
        next_urls=tuple(next_links(page, task.selectors)),
    )


def _card(task: Task, draft: Draft) -> Found | None:
    settlement = Settlement(task.page, task.site, task.hints)
    settlement.add(draft)
    return settlement.found(task.page.absolute(draft.url))
