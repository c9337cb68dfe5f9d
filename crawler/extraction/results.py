"""A page of results: the addresses it leads to, and how to tell it from an advert."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import board, cards, item_list, pager, shop_address
from crawler.extraction.address import without_noise
from crawler.extraction.page import Page
from crawler.extraction.selectors import Selector, Selectors


def listing_links(page: Page, selectors: Selectors | None) -> list[str]:
    """Absolute addresses of the adverts on a page of results, each once, in page order.

    By selector; without one, the threads of a forum's board, what the page's schema.org ItemList
    names, or its cards of goods, be they as few as on the last page of a list.
    """
    if selectors is not None and selectors.listing is not None:
        return list(dict(linked(page, selectors)))
    if threads := board.listed(page):
        return [row.url for row in threads]
    shown = item_list.addresses(page) or [
        card.url for card in (*cards.find(page).cards, *cards.few(page))
    ]
    found = [url for each in shown if (url := page.absolute(each))]
    return list(dict.fromkeys(map(shop_address.product, found)))


def next_links(page: Page, selectors: Selectors | None) -> list[str]:
    """Absolute addresses of further pages of results: by selector, else the one that follows."""
    if selectors is None or selectors.next is None:
        following = pager.next_page(page)
        return [without_noise(following)] if following else []
    found = (without_noise(address) for address, _ in _linked(page, selectors.next))
    return list(dict.fromkeys(address for address in found if address != page.url))


def linked(page: Page, selectors: Selectors | None) -> list[tuple[str, _Element]]:
    """What the ``listing`` selector finds: addresses of adverts, and the element of each."""
    found = _linked(page, selectors.listing) if selectors and selectors.listing else []
    return [(shop_address.product(url), element) for url, element in found]


def is_results(page: Page, selectors: Selectors) -> bool:
    """Whether a page to which the ``listing`` selector applies is a page of results.

    An advert shows links to similar ones too, but also its own price, seller or text outside
    their cards; a page of results has none of these, or as many as it has cards.
    """
    found = linked(page, selectors)
    count = len(dict(found))
    if count < 2:
        return False
    blocks = {element for element, _ in cards.singles((each, url) for url, each in found)}
    fields = (
        selectors.price,
        selectors.seller,
        selectors.description,
        selectors.images,
        selectors.date,
        selectors.location,
    )
    for selector in fields:
        nodes = selector.nodes(page.root) if selector else []
        outside = [node for node in nodes if not _lies_in(node, blocks, page.root)]
        if 0 < len(outside) < max(3, count // 2):
            return False
    return True


def _linked(page: Page, selector: Selector) -> list[tuple[str, _Element]]:
    """What a selector finds as addresses, and the element of each.

    A text is an address as it is; an element stands for the first link that it is, holds or lies
    in.
    """
    found: list[tuple[str, _Element]] = []
    for node in selector.nodes(page.root):
        if isinstance(node, etree._Element):
            links = (node, *node.iter("a"), *node.iterancestors("a"))
            element = next((link for link in links if link.get("href")), node)
            href = element.get("href")
        else:
            element, href = _element_of(node, page.root), str(node)
        if address := page.absolute(href):
            found.append((address, element))
    return found


def _element_of(node: Any, root: _Element) -> _Element:
    """The element of a text or attribute value; the root for a computed one."""
    parent = getattr(node, "getparent", None)
    found = parent() if parent else None
    return root if found is None else found


def _lies_in(node: Any, blocks: set[_Element], root: _Element) -> bool:
    element = node if isinstance(node, etree._Element) else _element_of(node, root)
    return any(around in blocks for around in (element, *element.iterancestors()))
