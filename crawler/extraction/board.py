"""A board of a forum: the list of its threads."""

from __future__ import annotations

import re
from collections import defaultdict
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
    links: dict[str, list[_Element]] = defaultdict(list)
    for link in _links(page):
        if address := thread_address.first_page(page.absolute(link.get("href")) or ""):
            links[address].append(link)
    found: dict[str, Row] = {}
    leading = ((link, url) for url, own in links.items() for link in own)
    for element, url in cards.singles(leading):
        if url in found or _is_aside(element):
            continue
        if row := _row(element, url, links[url]):
            found[url] = row
    return [found[url] for url in links if url in found]


def listed(page: Page) -> list[Row]:
    """The threads of a page that is a board; none if it is a thread or no page of a forum."""
    if thread_address.first_page(page.url) or not post_blocks.is_forum(page):
        return []
    found = rows(page)
    return found if len(found) >= _FEWEST else []


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
