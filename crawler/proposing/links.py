"""A selector for the links of a page of results, where the page is else taken for an advert."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from crawler.extraction import Page, Selectors, canonical, listing_links
from crawler.proposing.candidate import names

_LOOKED_AT = 400


def listing_selector(page: Page, links: list[str]) -> str | None:
    """The shortest selector that finds these links and no other, ``None`` if there is none."""
    wanted = {canonical(url) for url in links}
    leading = [
        link
        for link in list(page.root.iter("a"))[:_LOOKED_AT]
        if canonical(page.absolute(link.get("href")) or "") in wanted
    ]
    tried = dict.fromkeys(selector for link in leading[:3] for selector in _selectors(link))
    for selector in sorted(tried, key=len):
        found = listing_links(page, Selectors.compile({"listing": selector}))
        if {canonical(url) for url in found} == wanted:
            return selector
    return None


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
