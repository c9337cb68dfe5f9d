"""Banners that ask to agree to cookies: their text is neither the advert's nor the page's."""

from __future__ import annotations

from lxml.etree import _Element

from crawler.extraction import phrases, xpath
from crawler.extraction.text import visible

_MARKS = ("cookie", "consent", "gdpr", "onetrust", "didomi", "usercentrics", "cmp-", "privacy")
_LOWER = "translate({}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_NAMED = " or ".join(
    f"contains({_LOWER.format(attribute)}, '{mark}')"
    for attribute in ("@id", "@class", "@aria-label")
    for mark in _MARKS
)
_CANDIDATES = xpath.elements(
    f"//body//*[(self::div or self::section or self::aside or self::dialog or self::footer)"
    f" and ({_NAMED} or @role='dialog' or @role='alertdialog')]"
)
_LONGEST = 20_000


def length(root: _Element) -> int:
    """Characters that a reader sees of the banners on a page."""
    found: list[_Element] = []
    total = 0
    for element in _CANDIDATES(root):
        if any(around in found for around in element.iterancestors()):
            continue
        text = visible(element, _LONGEST)
        if phrases.pattern("consent").search(text):
            found.append(element)
            total += len(text)
    return total
