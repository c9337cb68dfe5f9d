"""Which of a page's schema.org objects the page is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias
from urllib.parse import urlsplit

from crawler.extraction import schema_org
from crawler.extraction.page import Page
from crawler.extraction.schema_org import Node

Sourced: TypeAlias = tuple[str, Node]
"""A node and where it was read: ``json-ld`` or ``microdata``."""

_CLOSED = schema_org.PRODUCTS | {"FAQPage"}
"""What has entities inside that the page is not about."""
_WRAPPERS = ("mainEntity", "mainEntityOfPage", "about", "itemOffered")


def unwrapped(nodes: Sequence[Sourced]) -> list[Sourced]:
    """The nodes, and the main entities that pages are wrapped around, each once."""
    found: list[Sourced] = []
    seen: set[int] = set()
    waiting = list(reversed(nodes))
    while waiting:
        source, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        found.append((source, node))
        if not schema_org.types(node) & _CLOSED:
            inner = schema_org.nodes(node, *_WRAPPERS)
            waiting.extend((source, each) for each in reversed(inner))
    return found


def listed(nodes: Sequence[Sourced]) -> list[Sourced]:
    """The things for sale in the lists among ``nodes``."""
    found: list[Sourced] = []
    for source, node in nodes:
        if schema_org.types(node) & schema_org.LISTS:
            for entry in schema_org.nodes(node, "itemListElement"):
                inner = schema_org.nodes(entry, "item") or [entry]
                found.extend((source, each) for each in inner if is_offered(each))
    return found


def is_offered(node: Node) -> bool:
    """Whether a node is a thing for sale that has a name or an offer."""
    kinds = schema_org.types(node)
    named = bool(schema_org.text(node, "name", "headline"))
    thing = kinds & schema_org.PRODUCTS and (named or node.get("offers"))
    return bool(thing) or bool(kinds & schema_org.OFFERS and named)


def choose(offered: Sequence[Sourced], page: Page) -> Sourced | None:
    """The one thing the page is about: by address, by name in the title, or because it is alone."""
    if len(offered) < 2:
        return offered[0] if offered else None
    own = {_path(page.url), _path(page.canonical or "")} - {""}
    for each in offered:
        if _path(page.absolute(schema_org.text(each[1], "url", "@id")) or "") in own:
            return each
    heading = page.title.lower()
    for each in offered:
        name = schema_org.text(each[1], "name").lower()
        if name and name in heading:
            return each
    return None


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
