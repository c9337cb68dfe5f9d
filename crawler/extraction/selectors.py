"""What an analyst writes to point at a field: CSS as in Scrapy, or XPath."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from cssselect import SelectorError
from lxml import etree
from lxml.etree import _Element
from parsel.csstranslator import HTMLTranslator

from crawler.extraction.text import fold, visible

MAX_VALUES = 5_000
"""Values that are taken from one page; no page of results has more."""

_XPATH = re.compile(r"\(*\.?/|[a-z-]+\(")
_CALL = re.compile(r"([A-Za-z][\w-]*(?::[\w-]+)?)\s*\(")
_NAME = re.compile(r"(?<![\w:.-])[A-Za-z][\w-]*(?![\w:-]*\()")
_MAX_NAMES = 20
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
# XPath 1.0, its node tests and operators, and what parsel adds.
_KNOWN_NAMES = (
    "boolean ceiling concat contains count false floor id lang last local-name name namespace-uri"
    " normalize-space not number position round starts-with string string-length substring"
    " substring-after substring-before sum translate true node text comment and or div mod"
    " has-class re:test re:match re:replace"
)
_FUNCTIONS = frozenset(_KNOWN_NAMES.split())
_NAMESPACES = {"re": "http://exslt.org/regular-expressions"}


@dataclass(frozen=True, slots=True)
class Selector:
    """One compiled selector; make it with :func:`compile_selector`."""

    text: str
    """As the analyst wrote it."""
    xpath: etree.XPath = field(repr=False, compare=False)

    def nodes(self, root: _Element) -> list[Any]:
        """What is found, in document order: elements, or texts that know their parent."""
        try:
            found = self.xpath(root)
        except etree.XPathError:
            return []  # compiled and tried once, so this page is too strange for it
        return found[:MAX_VALUES] if isinstance(found, list) else [found]

    def values(self, root: _Element) -> list[str]:
        """All texts found, folded, without empty ones."""
        texts = (_text(node) for node in self.nodes(root))
        return [text for text in texts if text]

    def first(self, root: _Element) -> str | None:
        """The first text found that is not empty.

        ``::text`` gives a field all text of that one element, so that ``1.299<sup>00</sup> €``
        is not cut after its first part.
        """
        parent: object = None
        parts: list[str] = []
        for node in self.nodes(root):
            text = _text(node)
            if not text:
                continue
            if not (getattr(node, "is_text", False) or getattr(node, "is_tail", False)):
                return " ".join(parts) or text
            owner = node.getparent()
            owner = owner.getparent() if node.is_tail else owner
            if parts and owner is not parent:
                break
            parent = owner
            parts.append(text)
        return " ".join(parts) or None


def _text(node: Any) -> str:
    if isinstance(node, etree._Element):
        return visible(node)
    return fold(str(node))


def compile_selector(text: str) -> Selector:
    """Compile CSS (``::text`` and ``::attr(name)`` allowed) or XPath.

    XPath begins with ``/``, ``./`` or a function: ``substring-before(//p, '·')``.

    :raises ValueError: with a sentence, if it is neither.
    """
    text = text.strip()
    if not text:
        raise ValueError("a selector must not be empty")
    if _XPATH.match(text):
        kind, path = "XPath", text
        called = (name for name in _CALL.findall(_QUOTED.sub("''", text)))
        if unknown := next((name for name in called if name not in _FUNCTIONS), None):
            raise ValueError(f"{text!r} is not valid XPath: unknown function {unknown}()")
    else:
        kind = "CSS"
        try:
            path = HTMLTranslator().css_to_xpath(text)
        except (SelectorError, RecursionError) as error:
            raise ValueError(f"{text!r} is not valid CSS: {error}") from None
    try:
        xpath = etree.XPath(path, namespaces=_NAMESPACES)
        xpath(_sample(path))  # many mistakes show only when it runs
    except etree.XPathError as error:
        raise ValueError(f"{text!r} is not valid {kind}: {error}") from None
    return Selector(text, xpath)


def _sample(path: str) -> _Element:
    """A document with everything that ``path`` names, so that all parts of it are tried."""
    names = list(dict.fromkeys(_NAME.findall(_QUOTED.sub("''", path))))[:_MAX_NAMES]
    page = etree.Element("html")
    for outer in names:
        element = etree.SubElement(page, outer, dict.fromkeys(names, "x"))
        for inner in names:
            etree.SubElement(element, inner, dict.fromkeys(names, "x")).text = "x"
    return page


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """The selectors of one site; what is ``None`` was not configured."""

    listing: Selector | None = None
    """Addresses of listing pages, on a results page."""
    next: Selector | None = None
    """Address of the following results page."""
    more: Selector | None = None
    """The button of a results page that has it show more, for the browser."""
    title: Selector | None = None
    price: Selector | None = None
    currency: Selector | None = None
    seller: Selector | None = None
    location: Selector | None = None
    description: Selector | None = None
    images: Selector | None = None
    date: Selector | None = None

    @classmethod
    def compile(cls, texts: Mapping[str, str]) -> Selectors:
        """Compile selectors by name.

        :raises ValueError: naming the first that is unknown or invalid.
        """
        known = {each.name for each in fields(cls)}
        compiled: dict[str, Selector] = {}
        for name, text in texts.items():
            if name not in known:
                raise ValueError(f"unknown selector {name!r}; known are {', '.join(sorted(known))}")
            try:
                compiled[name] = compile_selector(text)
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from None
        return cls(**compiled)
