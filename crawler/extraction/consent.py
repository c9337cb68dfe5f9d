"""Banners that ask to agree to cookies: their text is neither the advert's nor the page's."""

from __future__ import annotations

from functools import lru_cache

from lxml.etree import _Element

from crawler.extraction import phrases
from crawler.extraction.page import Page
from crawler.extraction.text import visible

_MARKS = ("cookie", "consent", "gdpr", "onetrust", "didomi", "usercentrics", "cmp-", "privacy")
_ROLES = frozenset({"dialog", "alertdialog"})
_TAGS = frozenset({"div", "section", "aside", "dialog", "footer"})
_LONGEST = 20_000


def length(page: Page) -> int:
    """Characters that a reader sees of the banners on a page."""
    found: list[_Element] = []
    total = 0
    for element in page.elements:
        if element.tag not in _TAGS or not _may_ask(element):
            continue
        if any(around in found for around in element.iterancestors()):
            continue
        text = visible(element, _LONGEST)
        if phrases.pattern("consent").search(text):
            found.append(element)
            total += len(text)
    return total


def _may_ask(element: _Element) -> bool:
    """Whether an element is a dialogue, or named after cookies and privacy."""
    if element.get("role") in _ROLES:
        return True
    names = (element.get(name) for name in ("id", "class", "aria-label"))
    return any(_speaks_of_consent(name) for name in names if name)


@lru_cache(maxsize=16_384)
def _speaks_of_consent(name: str) -> bool:
    said = name.lower()
    return any(mark in said for mark in _MARKS)
