"""JSON-LD: schema.org objects that a page carries in its scripts, broken ones mended."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]

MAX_SCRIPT = 2 * 2**20
"""Bytes of one script that are read."""
MAX_SCRIPTS = 100
"""Scripts that are read on one page."""
MAX_NODES = 1_000
"""Objects that are looked at on one page."""

# "+" may be written as a character reference. Found as plain bytes: a search that ignores case
# costs a third of a millisecond a page.
_TYPES = (b"ld+json", b"ld&#x2B;json", b"ld&#43;json")
_TAG = re.compile(rb"<script\b[^>]{0,600}>", re.IGNORECASE)
_END = re.compile(rb"</script", re.IGNORECASE)
_MAX_DEPTH = 4
_BETWEEN = re.compile(r"[\s,;\ufeff]*")
_DECODER = json.JSONDecoder(strict=False)  # control characters inside texts are common
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+|"
                       r"(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?|;)+\s*$")  # fmt: skip
# A text is matched first, so that what looks like a comment or a comma inside it stays.
_MENDABLE = re.compile(
    r'("(?:[^"\\]|\\.)*+")|/\*.*?\*/|//[^\n]*|<!--.*?-->|,(?=\s*[}\]])', re.DOTALL
)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


def read(body: bytes) -> list[Node]:
    """All objects in the page's JSON-LD scripts, outermost first, in document order."""
    nodes: list[Node] = []
    for script in islice(_scripts(body), MAX_SCRIPTS):
        for value in _values(script[:MAX_SCRIPT].decode("utf-8", "replace")):
            nodes.extend(_objects(value))
    return _resolved(nodes[:MAX_NODES])


def _scripts(body: bytes) -> Iterator[bytes]:
    """What stands in the JSON-LD scripts, in document order."""
    for kind in _TYPES:
        position = 0
        while (found := body.find(kind, position)) >= 0:
            position = found + len(kind)
            start = body.rfind(b"<", 0, found)
            tag = _TAG.match(body, start) if start >= 0 else None
            if tag and tag.end() > position and not _in_comment(body, start):
                end = _END.search(body, tag.end())
                position = end.start() if end else len(body)
                yield body[tag.end() : position]


def _resolved(nodes: list[Node]) -> list[Node]:
    """The nodes with references (``{"@id": "#offer"}``) replaced by what they point at."""
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    if len(named) > 1:
        seen: set[int] = set()
        for node in nodes:
            _resolve(node, named, seen, _MAX_DEPTH)
    return nodes


def _resolve(value: Any, named: dict[str, Node], seen: set[int], depth: int) -> Any:
    """``value`` with the references in it replaced in place; what they point at is left alone."""
    if isinstance(value, list):
        value[:] = [_resolve(each, named, seen, depth) for each in value]
    elif isinstance(value, dict):
        if not value.keys() - {"@id", "@type"}:
            identifier = value.get("@id")
            return named.get(identifier, value) if isinstance(identifier, str) else value
        if depth and id(value) not in seen:
            seen.add(id(value))
            for key, inner in value.items():
                if key != "@graph" and isinstance(inner, list | dict):
                    value[key] = _resolve(inner, named, seen, depth - 1)
    return value


def _in_comment(body: bytes, position: int) -> bool:
    opened = body.rfind(b"<!--", 0, position)
    return opened >= 0 and body.rfind(b"-->", opened, position) < 0


def _values(text: str) -> list[Any]:
    """The JSON values in a script; more than one stands there now and then."""
    try:
        return _decode(text) or _decode(_mended(text)) or _decode(_mended(unescape(text)))
    except RecursionError:
        return []  # nested deeper than anything that is meant


def _decode(text: str) -> list[Any]:
    values: list[Any] = []
    position = 0
    try:
        while position < len(text):
            between = _BETWEEN.match(text, position)
            position = between.end() if between else position
            if position < len(text):
                value, position = _DECODER.raw_decode(text, position)
                values.append(value)
    except ValueError:
        return values
    return values


def _mended(text: str) -> str:
    text = _WRAPPING.sub("", text)
    return _MENDABLE.sub(lambda match: _BAD_ESCAPE.sub(r"\\\\", match[1]) if match[1] else "", text)


def _objects(value: Any) -> list[Node]:
    """The outermost objects of a value: itself, its list's members, its ``@graph``."""
    found: list[Node] = []
    waiting = [value]
    while waiting and len(found) < MAX_NODES:
        current = waiting.pop()
        if isinstance(current, list):
            waiting.extend(reversed(current))
        elif isinstance(current, dict):
            if "@type" in current or "@id" in current:
                found.append(current)
            graph = current.get("@graph")
            if isinstance(graph, list | dict):
                waiting.append(graph)
    return found
