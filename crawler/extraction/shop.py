"""A shop that sells what it shows: then it is the seller, and its name stands on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from crawler.extraction import schema_org
from crawler.extraction.page import Page
from crawler.extraction.schema_org import Node
from crawler.extraction.text import fold

_MAX_NAME = 60
_LOGO = re.compile(r"\b(?:logo|home)\b", re.IGNORECASE)
_KINDS = (
    "Organization Store OnlineStore OnlineBusiness LocalBusiness Corporation ClothingStore"
    " JewelryStore FurnitureStore HobbyShop WebSite"
)
_ORGANISATIONS = frozenset(_KINDS.split())
# How the programs of shops name the place where goods are put into the cart.
_CART = (
    b"cart/add", b"add-to-cart", b"add-to-basket", b"add-to-bag", b"addtocart", b"addtobasket",
    b"add_to_cart", b"add_to_basket", b"action=add_product", b"cart_quantity", b"controller=cart",
    b"/basket/add", b"btn-cart", b"product_addtocart", b"warenkorb", b"winkelwagen", b"panier",
    b"carrello", b"add to cart", b"add to basket",
)  # fmt: skip


def has_cart(page: Page) -> bool:
    """Whether what the page shows can be put into a cart."""
    body = page.body.lower()
    return any(sign in body for sign in _CART)


def name(page: Page, nodes: Iterable[Node]) -> tuple[str, str]:
    """(name, source) of the shop, as it states it itself; empty if it does not.

    :param nodes: the page's schema.org objects.
    """
    for node in nodes:
        if schema_org.types(node) & _ORGANISATIONS:
            said = schema_org.text(node, "name", "alternateName")
            if 1 < len(said) <= _MAX_NAME:
                return said, "json-ld"
    said = page.meta("og:site_name", "application-name") or ""
    if 1 < len(said) <= _MAX_NAME and "." not in said:
        return said, "opengraph"
    return _of_emblem(page), "visible"


def _of_emblem(page: Page) -> str:
    """What the emblem at the top of the page says to those who do not see it."""
    for element in page.root.iter("img"):
        near = (element, *islice(element.iterancestors(), 2))
        if any("logo" in f"{each.get('class')} {each.get('id')}".lower() for each in near):
            said = _LOGO.sub("", fold(element.get("alt") or element.get("title") or "")).strip(
                " -–|"
            )
            return said if 1 < len(said) <= _MAX_NAME and "." not in said else ""
    return ""
