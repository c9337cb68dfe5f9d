"""Addresses in shops: one for each product however it was reached, and those of the sections."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.etree import _Element

from crawler.extraction import cards
from crawler.extraction.address import site_of, without_noise
from crawler.extraction.page import Page

# What says which product it is. With one of these, what tells the way there says nothing.
_PRODUCT = re.compile(r"products?_?id|id_?products?|item_?id|artikel_?id", re.IGNORECASE)
_WAY = re.compile(
    r"path|cpath|categor(?:y|ie)_?(?:id)?|id_category|manufacturer_?id|page|search|search_query|tag"
    r"|filter\w*|description|sub_category|bc|tracking",
    re.IGNORECASE,
)
_ORDER = re.compile(r"sort\w*|order(?:by|way)?|dir|mode|view_?mode", re.IGNORECASE)
_NUMBER_SHOWN = re.compile(r"limit|per_?page|results|resultsperpage", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:route|path|cpath|id_category|category_?id|cat_?id|categor(?:y|ie)|cat|cid|main_page|controller)",
    re.IGNORECASE,
)
_ROUTE_OF_PRODUCTS = re.compile(r"product/(?:category|manufacturer|special|latest|bestseller)")
_OTHER_PAGES = (
    "account login logout signin sign-in register password cart basket checkout order wishlist"
    " compare comparison contact contacts about about-us privacy terms conditions shipping delivery"
    " return returns faq help blog news newsletter sitemap information imprint impressum"
    " datenschutz agb versand kontakt konto warenkorb kasse panier compte mentions livraison cms"
    " content store"
    " stores voucher giftcard affiliate search feed rss career careers job jobs press currency"
    " language setlang my-account customer loyalty review tracking cookie legal policy policies"
    " pages"
)
_NO_SECTION = re.compile(
    rf"(?:^|[/_=.-])(?:{'|'.join(_OTHER_PAGES.split())})(?:$|[/_=.?&-])"
    r"|\.(?:pdf|jpe?g|png|zip|xml|css|js)$",
    re.IGNORECASE,
)
_MENU = re.compile(r"menu|(?:^|[\s_-])nav|categor|sections?(?:$|[\s_-])", re.IGNORECASE)


def product(url: str) -> str:
    """The address of a product without a session and what led to it: section, order, page."""
    url = without_noise(url)
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True) if parts.query else []
    numbered = any(_PRODUCT.fullmatch(name) for name, _ in query)
    kept = [(name, value) for name, value in query if not _is_way(name, value, numbered)]
    return url if len(kept) == len(query) else _with_query(parts, kept)


def _is_way(name: str, value: str, numbered: bool) -> bool:
    if numbered and _WAY.fullmatch(name):
        return True
    ordered = _ORDER.fullmatch(name) and not value.isdigit()
    return bool(ordered or _NUMBER_SHOWN.fullmatch(name))


def _with_query(parts: SplitResult, query: list[tuple[str, str]]) -> str:
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query, safe="/"), ""))


def sections(page: Page) -> list[str]:
    """Addresses of the sections that the shop's menus lead to, each once.

    No account, basket or legal pages; no address that filters, sorts or switches anything, for
    their number has no end.
    """
    found: dict[str, None] = {}
    for count, link in enumerate(page.root.iter("a")):
        if count >= cards.MAX_LINKS:
            break
        address = page.absolute(link.get("href"))
        if address and site_of(address) == site_of(page.url):
            found |= dict.fromkeys(_section(address, link))
    found.pop(page.url, None)
    return list(found)


def _section(address: str, link: _Element) -> list[str]:
    """The address of a section without session numbers and trackers; empty if it is none."""
    address = without_noise(address)
    parts = urlsplit(address)
    query = parse_qsl(parts.query, keep_blank_values=True)
    if not all(_SECTION.fullmatch(name) for name, _ in query):
        return []
    if _NO_SECTION.search(parts.path) or any(_NO_SECTION.search(f"={value}") for _, value in query):
        return []
    if parts.path.strip("/") == "" and not query:
        return []
    routes = [value for name, value in query if name == "route"]
    if any(map(_ROUTE_OF_PRODUCTS.match, routes)) or (not routes and _in_menu(link)):
        return [address]
    return []


def _in_menu(link: _Element) -> bool:
    for around in link.iterancestors():
        if around.tag == "footer":
            return False
        if around.tag == "nav" or _MENU.search(
            f"{around.get('class') or ''} {around.get('id') or ''}"
        ):
            return around.tag != "body"
    return False
