"""Microdata: schema.org objects that a page marks in its elements, in the shape of JSON-LD."""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml.etree import _Element

from crawler.extraction import xpath
from crawler.extraction.page import Page
from crawler.extraction.text import visible_paragraphs

Node: TypeAlias = dict[str, Any]

MAX_ELEMENTS = 5_000
"""Marked elements that are read on one page."""

_MARKED = xpath.elements("descendant-or-self::*[@itemscope or @itemprop]")
_ADDRESSES = {
    "a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src",
    "source": "src", "iframe": "src", "embed": "src", "object": "data",
}  # fmt: skip


def read(page: Page) -> list[Node]:
    """All outermost objects that the page marks, in document order."""
    if b"itemscope" not in page.body:
        return []
    nodes: dict[_Element, Node] = {}
    outermost: list[Node] = []
    for element in _MARKED(page.root)[:MAX_ELEMENTS]:
        names = (element.get("itemprop") or "").split()
        owner = _owner(element, nodes) if names else None
        value: Any = None
        if element.get("itemscope") is not None:
            value = nodes[element] = {"@type": (element.get("itemtype") or "").split()}
            if identifier := element.get("itemid"):
                value["@id"] = identifier
            if owner is None:
                outermost.append(value)
        elif owner is not None:
            value = _value(page, element)
        if owner is not None and value:
            for name in names:
                values = owner.setdefault(name, [])
                # What the page shows as its heading comes first: names in menus are of menus.
                values.insert(0 if name == "name" and element.tag == "h1" else len(values), value)
    return outermost


def _owner(element: _Element, nodes: dict[_Element, Node]) -> Node | None:
    """The object that the nearest marked element around ``element`` opened."""
    return next((nodes[each] for each in element.iterancestors() if each in nodes), None)


def _value(page: Page, element: _Element) -> str:
    """The value of a property, by the rules of the HTML standard and what sites do in practice."""
    said = element.get("content")
    if said is not None:
        return said
    tag = str(element.tag)
    if tag in _ADDRESSES:
        address = element.get(_ADDRESSES[tag]) or ""
        if not address or address.startswith("data:"):
            address = element.get("data-src") or ""  # pictures that load when scrolled to
        return page.absolute(address) or ""
    if tag in {"data", "meter"} and element.get("value"):
        return element.get("value") or ""
    if tag == "time" and element.get("datetime"):
        return element.get("datetime") or ""
    return visible_paragraphs(element)
