"""The text of a price: what is struck out is left out, and raised cents are set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element

from crawler.extraction.text import fold

_MAX_PARTS = 60
_STRUCK = frozenset({"del", "s", "strike", "script", "style", "select", "noscript", "template"})
_FORMER = re.compile(
    r"(?:^|[-_\s])(?:old|normal-?price|was|strike\w*|crossed|delet\w*|line-?through|previous|secondary-price|former|before|rrp|msrp|uvp"
    r"|compare\w*|list-?price|regular-?price|original\w*|ancien|statt|savings?|discount|(?:excluding|excl|without|ex|price)-?tax|tax-?(?:amount|info|details)|unit"
    r"|installment\w*|shipping|tier|tier-?prices?|prices-tier|sr-only|visually-hidden|screen-reader-text)(?:$|[-_\s])",
    re.IGNORECASE,
)
_RAISED = re.compile(r"cent|fraction|decimal|supers", re.IGNORECASE)
_CENTS = re.compile(r"\s*\d\d\s*")


def text(element: _Element) -> str:
    """What a reader sees of a price: without struck-out amounts, raised cents set apart."""
    return fold("".join(islice(_parts(element), _MAX_PARTS)))


def _parts(element: _Element) -> Iterator[str]:
    waiting: list[_Element | str] = [element]
    last = ""
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            last = part[-1:] or last
            yield part
            continue
        if part is not element:
            if part.tail:
                waiting.append(part.tail)
            if _is_former(part):
                continue
        own = part.text or ""
        if last.isdigit() and own[:1].isdigit():
            yield "," if _are_cents(part) else " "
        elif last.isdigit() and own[:3].isalpha():
            yield " "  # "£22.50" and "about $28" are two things
        waiting.extend(reversed(part))
        if own:
            waiting.append(own)


def _is_former(element: _Element) -> bool:
    """Whether an element shows what the price was, or something beside the price."""
    named = element.get("class") or element.get("data-hook") or element.get("data-qaid")
    style = element.get("style")
    if element.tag in _STRUCK or (style is not None and "line-through" in style):
        return True
    return named is not None and _speaks_of_past(named)


def is_struck_out(element: _Element) -> bool:
    return any(_is_former(each) for each in (element, *islice(element.iterancestors(), 2)))


def _are_cents(element: _Element) -> bool:
    raised = element.tag == "sup" or _RAISED.search(element.get("class") or "") is not None
    return raised and _CENTS.fullmatch(element.text or "") is not None


@lru_cache(maxsize=16_384)
def _speaks_of_past(names: str) -> bool:
    return _FORMER.search(names) is not None
