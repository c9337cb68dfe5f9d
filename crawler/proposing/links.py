"""A selector for the links of a page of results, where the page is else taken for an advert."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml.etree import _Element

from crawler.extraction import Page, Selectors, canonical, listing_links, shop_address
from crawler.extraction.text import visible
from crawler.proposing.candidate import names

_LOOKED_AT = 400
_ASIDE = frozenset({"nav", "header", "footer", "aside"})


def listing_selector(page: Page, links: list[str]) -> str | None:
    """The shortest selector that finds these links and no other, ``None`` if there is none."""
    wanted = {canonical(url) for url in links}
    leading = [
        link
        for link in list(page.root.iter("a"))[:_LOOKED_AT]
        if canonical(shop_address.product(page.absolute(link.get("href")) or "")) in wanted
    ]
    tried = dict.fromkeys(selector for link in leading[:3] for selector in _selectors(link))
    for selector in sorted(tried, key=len):
        found = listing_links(page, Selectors.compile({"listing": selector}))
        if {canonical(url) for url in found} == wanted:
            return selector
    return None


def alike(page: Page) -> list[str]:
    """Addresses of the largest group of links that are called alike, menus left out."""
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for link in list(page.root.iter("a"))[:_LOOKED_AT]:
        address = page.absolute(link.get("href"))
        aside = any(around.tag in _ASIDE for around in link.iterancestors())
        if aside or not address or address == page.url or not visible(link, 200):
            continue
        for selector in _selectors(link):
            groups[selector][address] = None
    # What the links themselves are called says more than what is around them.
    own = [found for name, found in groups.items() if name.startswith("a") and len(found) > 2]
    return max(map(list, own or groups.values()), key=len, default=[])


def _selectors(link: _Element) -> Iterator[str]:
    own = list(names(link))
    yield from (f"a{name}::attr(href)" for name in own)
    around = link.getparent()
    for between in (" > ", " ", " "):
        if around is None:
            return
        yield from (f"{outer}{between}a::attr(href)" for outer in names(around))
        yield f"{around.tag}{between}a::attr(href)"
        around = around.getparent()
