"""A page of results: the addresses it leads to."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from crawler.extraction import xpath
from crawler.extraction.cards import cards, item_list
from crawler.extraction.page import Page
from crawler.extraction.selectors import Selector, Selectors

_NEXT_RELATION = xpath.strings(
    "(//link|//a)[contains(concat(' ', normalize-space(@rel), ' '), ' next ')]/@href"
)


def listing_links(page: Page, selectors: Selectors | None) -> list[str]:
    """Absolute addresses of the adverts on a page of results, each once, in page order.

    By selector; without one, what the page's own ItemList names, else its cards (see ``cards``).
    """
    if selectors is not None and selectors.listing is not None:
        return _addresses(page, selectors.listing)
    return item_list(page) or cards(page)


def next_links(page: Page, selectors: Selectors | None) -> list[str]:
    """Absolute addresses of further pages of results: by selector, else by ``rel=next``."""
    found: Iterable[str] = ()
    if selectors is not None and selectors.next is not None:
        found = _addresses(page, selectors.next)
    elif b"next" in page.body:
        found = (address for href in _NEXT_RELATION(page.root) if (address := page.absolute(href)))
    return list(dict.fromkeys(address for address in found if address != page.url))


def _addresses(page: Page, selector: Selector) -> list[str]:
    """What a selector finds as addresses: a text as it is, an element by its first link."""
    found: dict[str, None] = {}
    for node in selector.nodes(page.root):
        href: str | None
        if isinstance(node, etree._Element):
            links = [node] if node.get("href") else [*node.iter("a"), *node.iterancestors("a")]
            href = next((link.get("href") for link in links if link.get("href")), None)
        else:
            href = str(node)
        if address := page.absolute(href):
            found[address] = None
    return list(found)
