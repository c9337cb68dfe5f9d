"""The way back from an advert: the pages of results that it is likely to be listed on."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from crawler.config.domain import domain_of
from crawler.extraction import Page, jsonld
from crawler.extraction.xpath import elements

_CRUMBS = elements(
    "//*[contains(translate(concat(@class, ' ', @id, ' ', @aria-label), 'BC', 'bc'), 'crumb')]//a"
)
_NAMED = re.compile(r"categor|section|rubri|forum|topic", re.IGNORECASE)
_BOARD = re.compile(r"viewforum|forumdisplay|[?&;/]board[=/.]|/forums?/", re.IGNORECASE)
_MOST = 4


def parents(page: Page) -> list[str]:
    """Addresses to look at, the nearest first: breadcrumbs, links named after a category, root."""
    crumbs = [page.absolute(link.get("href")) for link in _CRUMBS(page.root)]
    stated = [page.absolute(url) for url in _stated(page)]
    named = [
        page.absolute(link.get("href"))
        for link in page.root.iter("a")
        if _NAMED.search(f"{link.get('class') or ''} {link.get('rel') or ''}")
        or _BOARD.search(link.get("href") or "")
    ]
    root = urljoin(page.url, "/")
    found = [*reversed(stated), *reversed(crumbs), *named[:2], root]
    kept = dict.fromkeys(url for url in found if url and _is_own(url, page))
    return list(kept)[:_MOST]


def _stated(page: Page) -> list[str]:
    """The breadcrumbs that the page states for search engines."""
    urls = []
    for node in jsonld.read(page.body):
        if node.get("@type") != "BreadcrumbList":
            continue
        for each in node.get("itemListElement") or ():
            item = each.get("item") if isinstance(each, dict) else None
            url = item.get("@id") if isinstance(item, dict) else item
            if isinstance(url, str):
                urls.append(url)
    return urls


def _is_own(url: str, page: Page) -> bool:
    return url != page.url and domain_of(url) == domain_of(page.url)
