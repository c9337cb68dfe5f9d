"""Whether a page offers one thing, where it does not say so to machines: by what a reader sees."""

from __future__ import annotations

import re
from itertools import islice

from crawler.extraction import buying, configured, phrases, schema_org, wayfinding
from crawler.extraction import price as prices
from crawler.extraction.advert import Advert, Task
from crawler.extraction.page import Page
from crawler.extraction.text import fold, visible

_AND = re.compile(r"\s*(?:&|,|/|\band\b|\bund\b|\bet\b|\by\b|\bи\b)\s*")
_SIGNS = 4
_LARGEST = 1_500
_LARGE = frozenset({"body", "main", "div", "section", "article"})
_PRODUCT_PAGE = re.compile(
    r"\bpdp\b|pdp[-_]|product-?detail|product-?page|single-product|template-product|product-view"
    r"|page-product|item-?detail|ad-?detail|listing-?detail",
    re.IGNORECASE,
)
_MAX_LABEL = 40
_MONEY = re.compile(r"[$€£¥₫₽₴₺₹₩]\s?\d|\d\s?[€₫₽₴₺₹₩]")
_ARTICLES = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "Recipe", "HowTo", "TechArticle", "Report"}
)


def sells(task: Task, found: Advert) -> bool:
    """Whether a page shows a heading with a price, or a button to buy what it shows."""
    if _is_about_the_site(task.page):
        return False
    priced = any(each.listing.price is not None for each in found.all)
    if priced and (found.headed or configured.has_title(task.page, task.selectors)):
        return True
    return buying.offered(task.page, task.goods.elements) or _is_shown_whole(task, found)


def is_meant(task: Task, found: Advert) -> bool:
    """Whether a page that shows no price is an advert by what led to it."""
    if found.found is None:
        return False
    headed = found.headed or configured.has_title(task.page, task.selectors)
    if headed and wayfinding.of_one(task.page.url):
        return True
    listing = found.found.listing
    shown = (listing.price, listing.seller, listing.location, listing.posted_raw)
    known = bool(listing.images) or any(each is not None for each in shown)
    return task.expected and (known or configured.has_title(task.page, task.selectors))


def _is_about_the_site(page: Page) -> bool:
    """Whether a page tells how the shop sends and is paid, which names prices too."""
    about = phrases.exact("about_the_site")
    headings = (visible(head, 80).casefold() for head in islice(page.root.iter("h1"), 3))
    parts = (_AND.split(said) for said in (page.title.casefold(), *headings))
    return any(about.issuperset(each) for each in parts)


def _is_shown_whole(task: Task, found: Advert) -> bool:
    """Whether a page without a price shows so much of one thing that it can be nothing else."""
    if found.found is None or not found.headed or _is_told(task):
        return False
    listing = found.found.listing
    signs = (
        bool(listing.images),
        len(listing.images) > 1,
        listing.seller is not None,
        listing.location is not None or listing.condition is not None,
        listing.posted_raw is not None,
        wayfinding.of_one(task.page.url),
        _has_no_price(task.page),
        listing.description is not None and found.found.sources.get("description") == "visible",
        *[_is_product_page(task.page)] * 2,  # as good as two
    )
    return sum(signs) >= _SIGNS


def _is_product_page(page: Page) -> bool:
    """Whether the page is laid out as that of one product, by the names of its largest parts."""
    names = (
        f"{element.get('class') or ''} {element.get('id') or ''}"
        for element in page.elements[:_LARGEST]
        if element.tag in _LARGE
    )
    return any(_PRODUCT_PAGE.search(name) for name in names)


def _is_told(task: Task) -> bool:
    """Whether a page calls itself an article."""
    kinds = {kind for _, node in task.nodes for kind in schema_org.types(node)}
    return bool(kinds & _ARTICLES) or (task.page.meta("og:type") or "").lower() == "article"


def _has_no_price(page: Page) -> bool:
    """Whether a page says "free" or "to negotiate" where others have a price."""
    instead = phrases.exact("no_price")
    texts = (
        fold(each.text).casefold()
        for each in page.elements
        if each.text and len(each.text) < _MAX_LABEL
    )
    return any(text in instead or _is_open(text) for text in texts)


def _is_open(text: str) -> bool:
    """Whether a short text is money, and yet no price: "from €45", "€20 - €45"."""
    if not _MONEY.search(text):
        return False
    price = prices.parse(text)
    return price.amount is None and price.currency is not None
