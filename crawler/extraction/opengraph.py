"""OpenGraph and its neighbours: what a page tells social networks about itself."""

from __future__ import annotations

from decimal import Decimal

from crawler.extraction import number
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page

_IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_AVAILABILITY = {
    "instock": "in_stock", "availablefororder": "in_stock", "available": "in_stock",
    "outofstock": "sold_out", "oos": "sold_out", "soldout": "sold_out",
    "discontinued": "discontinued", "preorder": "preorder", "pending": "reserved",
}  # fmt: skip
_CONDITIONS = frozenset({"new", "used", "refurbished"})


def read(page: Page) -> Draft:
    """What the page's ``<meta>`` elements say."""
    images = next((page.metas[name] for name in _IMAGES if name in page.metas), [])
    said = (page.meta("product:availability", "og:availability") or "").lower()
    condition = (page.meta("product:condition", "og:condition") or "").lower()
    price = page.meta("product:price:amount", "og:price:amount", "product:price")
    sale = page.meta("product:sale_price:amount")
    return Draft(
        source="opengraph",
        title=page.meta("og:title", "twitter:title") or "",
        description=page.meta("og:description", "twitter:description", "description") or "",
        price=sale or price or "",
        currency=page.meta("product:price:currency", "og:price:currency") or "",
        machine_price=True,
        images=list(images),
        url=page.canonical or "",
        posted=page.meta("article:published_time", "og:article:published_time", "date") or "",
        listing_id=page.meta("product:retailer_item_id") or "",
        category=page.meta("product:category") or "",
        condition=condition if condition in _CONDITIONS else "",
        availability=_AVAILABILITY.get(said.replace(" ", "").replace("_", ""), ""),
    )


def contradicts(page: Page, price: Decimal) -> bool:
    """Whether the page tells social networks another price."""
    said = page.meta("product:price:amount", "og:price:amount")
    amount = number.read_machine(said) if said else None
    return amount is not None and amount != price


def is_product_group(page: Page) -> bool:
    """Whether the page calls itself a group of things for sale."""
    return (page.meta("og:type") or "").lower() == "product.group"


def is_product(page: Page) -> bool:
    """Whether the page calls itself a thing for sale."""
    kind = (page.meta("og:type") or "").lower()
    if kind in {"offer", "classified", "product"} or kind.endswith((":product", ".item")):
        return True
    return bool(page.meta("product:price:amount", "og:price:amount"))
