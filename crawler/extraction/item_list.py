"""What a page's schema.org ``ItemList`` leads to."""

from __future__ import annotations

from crawler.extraction import jsonld
from crawler.extraction.page import Page


def addresses(page: Page) -> list[str]:
    """The addresses that the page's lists name, as written, in their order."""
    if b"ItemList" not in page.body:
        return []
    lists = (node for node in jsonld.read(page.body) if node.get("@type") == "ItemList")
    elements = (element for node in lists for element in _elements(node.get("itemListElement")))
    return [address for element in elements if (address := _address(element))]


def _elements(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _address(element: object) -> str | None:
    """The address of an element: its own, or its item's."""
    while isinstance(element, dict):
        if isinstance(url := element.get("url") or element.get("@id"), str):
            return url
        element = element.get("item")
    return element if isinstance(element, str) else None
