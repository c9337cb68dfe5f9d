"""Which of a page's schema.org objects the page is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from crawler.extraction import schema_org
from crawler.extraction.page import Page

Node: TypeAlias = dict[str, Any]

_WRAPPERS = ("mainEntity", "mainEntityOfPage", "about", "itemOffered", "hasVariant")


def offered(nodes: list[Node]) -> list[Node]:
    """The things for sale among outermost nodes, and what they are wrapped in looked into."""
    found: list[Node] = []
    for node in _unwrapped(nodes):
        kinds = schema_org.types(node)
        named = bool(schema_org.text(node, "name", "headline"))
        thing = kinds & schema_org.PRODUCTS and (named or node.get("offers"))
        offer = kinds & schema_org.OFFERS and (named or node.get("itemOffered"))
        if thing or offer:
            found.append(node)
    return found


def _unwrapped(nodes: list[Node]) -> Iterator[Node]:
    """The nodes and the main entities inside them, each once."""
    seen: set[int] = set()
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if not schema_org.types(node) & (schema_org.PRODUCTS | schema_org.OFFERS):
            waiting.extend(reversed(schema_org.nodes(node, *_WRAPPERS)))


def choose(nodes: list[Node], page: Page) -> Node | None:
    """The one thing the page is about: by address, by name in the title, or because it is alone."""
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    own = {_path(page.url), _path(page.canonical or "")} - {""}
    for node in nodes:
        if _path(page.absolute(schema_org.text(node, "url", "@id")) or "") in own:
            return node
    heading = page.title.lower()
    for node in nodes:
        name = schema_org.text(node, "name").lower()
        if name and name in heading:
            return node
    return None


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
