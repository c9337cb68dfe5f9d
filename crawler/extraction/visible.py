"""What a reader sees, for pages that say nothing to machines: only where it is clear."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from crawler.extraction import price as prices
from crawler.extraction import title, xpath
from crawler.extraction.currency import Where
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.text import visible


def _class(*words: str) -> Callable[[_Element], list[_Element]]:
    """Elements one of whose class names or id holds one of ``words``."""
    tests = (
        f"contains(translate(concat(' ',@class,' ',@id),'PRICESLAODT','priceslaodt'),'{word}')"
        for word in words
    )
    return xpath.elements(f"descendant::*[@class or @id][{' or '.join(tests)}]")


_PRICE = _class("price", "preis", "prix", "prijs")


def read(page: Page, heads: list[str], where: Where, *, priced: bool) -> Draft:
    """Title and price as a reader sees them.

    :param heads: the page's headings.
    :param priced: whether to look for a price; a sold-out page shows those of other goods.
    """
    return Draft(
        source="visible",
        title=title.from_page(page, heads),
        price=price(page, where) if priced else "",
    )


def price(page: Page, where: Where) -> str:
    """The price, if all prices that stand near the heading agree."""
    heading = next(page.root.iter("h1"), None)
    if heading is None:
        return ""
    scope: _Element | None = heading.getparent()
    while scope is not None and scope.tag not in {"body", "html"}:
        found: dict[str, None] = {}
        for element in _PRICE(scope):
            text = visible(element)
            if text and len(text) <= 60 and prices.parse(text, where=where).amount is not None:
                found[text] = None
        amounts = {prices.parse(text, where=where).amount for text in found}
        if amounts:
            return next(iter(found)) if len(amounts) == 1 else ""
        scope = scope.getparent()
    return ""
