"""A board of a forum: the list of its threads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import cards, opening, post_blocks, thread_address
from crawler.extraction.draft import Draft
from crawler.extraction.forum_program import common, elements
from crawler.extraction.page import Page
from crawler.extraction.selectors import Selectors
from crawler.extraction.text import visible

_FEWEST = 3
"""Threads that make a page a board."""
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|side|widget|similar|suggested|related|latest|recent|footer|breadcrumb"
    r"|announcement|announce|global-announce)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d\s.,…»«›‹<>]*")


@dataclass(frozen=True, slots=True)
class Row:
    """A thread in the list."""

    url: str
    """The first page of the thread."""
    draft: Draft


def rows(page: Page) -> list[Row]:
    """The threads that a board lists, in its order; announcements and lists beside it left out."""
    links: list[tuple[_Element, str]] = []
    for link in _links(page):
        if address := thread_address.first_page(page.absolute(link.get("href")) or ""):
            links.append((link, address))
    found: dict[str, Row] = {}
    for element, url in cards.singles(links):
        if url not in found and not _is_aside(element):
            own = [link for link, address in links if address == url]
            if row := _row(element, url, own):
                found[url] = row
    return list(found.values())


def is_board(page: Page) -> bool:
    """Whether a page is the list of threads of a forum, and no thread itself."""
    if thread_address.first_page(page.url) or not post_blocks.is_forum(page):
        return False
    return len(rows(page)) >= _FEWEST


def thread_links(page: Page, selectors: Selectors) -> list[str]:
    """Addresses of the first pages of the threads that a board leads to, each once.

    By the ``listing`` selector, if the site has one.
    """
    if selectors.listing is None:
        return [row.url for row in rows(page)]
    found = (
        page.absolute(node.get("href") if isinstance(node, etree._Element) else str(node))
        for node in selectors.listing.nodes(page.root)
    )
    return list(dict.fromkeys(thread_address.first_page(url) or url for url in found if url))


def _links(page: Page) -> Iterator[_Element]:
    count = 0
    for link in page.root.iter("a"):
        if link.get("href"):
            count += 1
            if count > cards.MAX_LINKS:
                return
            yield link


def _is_aside(element: _Element) -> bool:
    """Whether a row stands beside the list, or is an announcement to all boards."""
    for around in (element, *element.iterancestors()):
        if around.tag in {"aside", "nav", "footer"}:
            return True
        if around.tag == "body":
            return False
        if _ASIDE.search(f"{around.get('class') or ''} {around.get('id') or ''}"):
            return True
    return False


def _row(element: _Element, url: str, links: list[_Element]) -> Row | None:
    inside = [link for link in links if link is element or element in link.iterancestors()]
    titles = [(visible(link), link) for link in inside]
    title, link = max(titles, key=lambda each: len(each[0]), default=("", element))
    if _NUMBER.fullmatch(title):
        return None
    labels = [visible(e) for e in elements(common("labels"), element) if e is not element]
    authors, dates = post_blocks.marks(element)
    names = (opening.name_of(each) for each in authors if each is not link)
    moments = (opening.date_of(each) for each in dates if each is not link)
    return Row(
        url,
        Draft(
            source="visible",
            url=url,
            title=title,
            category=next((label.strip(" []") for label in labels if label), ""),
            seller=element.get("data-author") or next((name for name in names if name), ""),
            posted=next((moment for moment in moments if moment), ""),
        ),
    )
