"""What an analyst's selectors find on a page."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from crawler.extraction import price_text
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.selectors import Selector, Selectors
from crawler.extraction.text import visible_paragraphs

_IMAGE_ATTRIBUTES = ("data-full", "data-zoom-image", "data-large", "data-src", "src")


def read(page: Page, selectors: Selectors, lacks: Callable[[str], bool]) -> Draft:
    """The advert as the site's selectors show it.

    :param lacks: tells whether a field is still wanted; the others' selectors do not run.
    """

    def wanted(field: str, selector: Selector | None) -> Selector | None:
        return selector if selector is not None and lacks(field) else None

    def first(field: str, selector: Selector | None) -> str:
        chosen = wanted(field, selector)
        return (chosen.first(page.root) if chosen else None) or ""

    seller = wanted("seller", selectors.seller)
    return Draft(
        source="selector",
        title=first("title", selectors.title),
        price=_price(page, wanted("price", selectors.price)),
        currency=first("currency", selectors.currency),
        seller=first("seller", selectors.seller),
        seller_url=_address(page, seller),
        location=first("location", selectors.location),
        posted=_date(page, wanted("posted_at", selectors.date)),
        description=_description(page, wanted("description", selectors.description)),
        images=_images(page, wanted("images", selectors.images)),
    )


def has_title(page: Page, selectors: Selectors) -> bool:
    """Whether the place that an analyst named for the title has something in it."""
    return selectors.title is not None and bool(selectors.title.first(page.root))


def _elements(page: Page, selector: Selector | None) -> list[etree._Element]:
    nodes = selector.nodes(page.root) if selector else []
    return [node for node in nodes if isinstance(node, etree._Element)]


def _address(page: Page, selector: Selector | None) -> str:
    """The link that a selector's element is, holds, or lies in."""
    for node in selector.nodes(page.root)[:1] if selector else []:
        element = node if isinstance(node, etree._Element) else node.getparent()
        for link in (*element.iter("a"), *element.iterancestors("a")):
            if found := page.absolute(link.get("href")):
                return found
    return ""


def _date(page: Page, selector: Selector | None) -> str:
    """The machine-readable moment of a ``<time>``, else the text."""
    for element in _elements(page, selector)[:1]:
        for each in (element, *element.iter("time")):
            if stated := each.get("datetime"):
                return stated
    return (selector.first(page.root) if selector else None) or ""


def _price(page: Page, selector: Selector | None) -> str:
    """The first element's text as a price is read, or a ``::text`` as it is."""
    if elements := _elements(page, selector)[:1]:
        return price_text.text(elements[0])
    return (selector.first(page.root) if selector else None) or ""


def _description(page: Page, selector: Selector | None) -> str:
    if elements := _elements(page, selector):
        return "\n".join(visible_paragraphs(element) for element in elements)
    return "\n".join(selector.values(page.root)) if selector else ""


def _images(page: Page, selector: Selector | None) -> list[str]:
    if not (elements := _elements(page, selector)):
        return selector.values(page.root) if selector else []
    pictures = [picture for element in elements for picture in element.iter("img")]
    stated = (
        next((said for name in _IMAGE_ATTRIBUTES if (said := picture.get(name))), "")
        for picture in pictures
    )
    return [address for address in stated if address]
