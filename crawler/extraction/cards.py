"""The adverts that a page of results leads to, where no analyst has said how to find them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.extraction import jsonld
from crawler.extraction.address import site_of
from crawler.extraction.page import Page

_FEWEST = 3
"""Links of one shape that make a list of adverts."""
_NUMBER = re.compile(r"\d+")
_SLUG = re.compile(r"[^/]*[-_][^/]+")
_FURNITURE = frozenset({"nav", "header", "footer", "aside"})


def item_list(page: Page) -> list[str]:
    """What the page's schema.org ``ItemList`` names."""
    if b"ItemList" not in page.body:
        return []
    found: dict[str, None] = {}
    for node in jsonld.read(page.body):
        if node.get("@type") != "ItemList":
            continue
        elements = node.get("itemListElement")
        for element in elements if isinstance(elements, list) else []:
            if address := page.absolute(_address(element)):
                found[address] = None
    return list(found)


def cards(page: Page) -> list[str]:
    """The largest group of links alike in shape: same words, other numbers and slugs.

    Good enough to walk a page of results, never to call a page one.
    """
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for address in _links(page):
        shape = _shape(address)
        if "#" in shape or "~" in shape:
            groups[shape][address] = None
    largest = max(groups.values(), key=len, default={})
    return list(largest) if len(largest) >= _FEWEST else []


def _links(page: Page) -> Iterator[str]:
    own = site_of(page.url)
    for element in page.root.iter("a"):
        if element.get("rel") in {"next", "prev"} or any(
            parent.tag in _FURNITURE for parent in element.iterancestors()
        ):
            continue
        address = page.absolute(element.get("href"))
        if (
            address
            and site_of(address) == own
            and urlsplit(address).path != urlsplit(page.url).path
        ):
            yield address


def _shape(address: str) -> str:
    """The path with every slug as ``~`` and every number as ``#``."""
    path = urlsplit(address).path
    return "/".join(_NUMBER.sub("#", _SLUG.sub("~", part)) for part in path.split("/"))


def _address(element: object) -> str | None:
    """The address of an ``ItemList`` element: its own, or its item's."""
    while isinstance(element, dict):
        if isinstance(url := element.get("url") or element.get("@id"), str):
            return url
        element = element.get("item")
    return element if isinstance(element, str) else None
