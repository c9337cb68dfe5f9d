"""A shop that sells what it shows: then it is the seller, and says its name about the whole site."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.extraction import schema_org
from crawler.extraction.page import Page
from crawler.extraction.schema_org import Node

_MAX_NAME = 60
_ORGANISATIONS = frozenset(
    {"Organization", "Store", "OnlineStore", "OnlineBusiness", "LocalBusiness", "Corporation", "ClothingStore",
     "JewelryStore", "FurnitureStore", "HobbyShop", "WebSite"}
)  # fmt: skip
# How the programs of shops name the place where goods are put into the cart.
_CART = (
    b"cart/add", b"add-to-cart", b"add-to-basket", b"add-to-bag", b"addtocart", b"addtobasket", b"add_to_cart",
    b"add_to_basket", b"action=add_product", b"cart_quantity", b"controller=cart", b"/basket/add", b"btn-cart",
    b"product_addtocart", b"warenkorb", b"winkelwagen", b"panier", b"carrello", b"add to cart", b"add to basket",
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
    return (said, "opengraph") if 1 < len(said) <= _MAX_NAME and "." not in said else ("", "")
