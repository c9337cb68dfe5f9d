"""Signs that a page offers one thing: what a visitor can press."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice

from lxml.etree import _Element

from crawler.extraction import phrases
from crawler.extraction.limits import MAX_ELEMENTS
from crawler.extraction.page import Page
from crawler.extraction.text import visible

_MAX_LABEL = 60
_BUTTON_CLASS = re.compile(r"btn|button|cart|cta|knop|bouton", re.IGNORECASE)


def offered(page: Page, cards: Collection[_Element]) -> bool:
    """Whether a button of the page buys something, bids for it or reaches its seller.

    :param cards: elements that show other goods, with buttons of their own.
    """
    buy = phrases.pattern("buy")
    for element in islice(page.root.iter("button", "a", "input"), MAX_ELEMENTS):
        if not _is_button(element):
            continue
        label = element.get("value") or visible(element, _MAX_LABEL + 1)
        label = label or element.get("aria-label") or ""
        elsewhere = any(around in cards for around in element.iterancestors())
        if len(label) <= _MAX_LABEL and not elsewhere and buy.search(label):
            return True
    return False


def _is_button(element: _Element) -> bool:
    if element.tag == "input":
        return element.get("type") in {"submit", "button"}
    named = f"{element.get('class') or ''} {element.get('role') or ''}"
    return element.tag == "button" or _BUTTON_CLASS.search(named) is not None
