"""The price on the visible page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import price as prices
from crawler.extraction import region
from crawler.extraction.currency import Where
from crawler.extraction.limits import MAX_ELEMENTS
from crawler.extraction.text import fold

MAX_CANDIDATES = 150
"""Elements that are tried on one page."""

_MAX_TEXT = 120
_MAX_PARTS = 60
_MAX_LETTERS = 30
_MAX_LETTERS_UNSIGNED = 6
_NAMED = re.compile(r"price|preis|prix|prijs|preci|preco|prezzo|cena|\bpris\b|fiyat|amount", re.I)
_SIGNED = re.compile(r"[$€£¥₫₽₴₺₹₩₪₱฿₦]|\b(?:EUR|USD|CHF|GBP|kr|zł|Kč)\b|円|元|원|руб|грн")
_PARTS = re.compile(r"\s[-–—|]\s|[(\[]")
_NET = b"xcluding-tax"
"""Stands where a shop shows a price with and one without tax; machines are told the latter."""
_DIGIT = re.compile(r"\d")
_UNSEEN = frozenset(
    {"script", "style", "title", "noscript", "template", "option", "textarea", "svg"}
)
_LOOKED_BACK = 160
_STRUCK_TAG = re.compile(
    rb"<(?:(?:del|s|strike)\b[^<>]*|[^<>]*(?:old|was|strike|through|before|regular)[^<>]*)>[^<>]*$"
)
_GROUPING = (",", ".", " ", "\u00a0", "\u202f", "&nbsp;", "'", "’")
_STRUCK = frozenset({"del", "s", "strike", "script", "style", "select", "noscript", "template"})
_FORMER = re.compile(
    r"(?:^|[-_\s])(?:old|was|strike\w*|crossed|line-?through|previous|former|before|rrp|msrp|uvp"
    r"|compare\w*|list-?price|regular-?price|original\w*|ancien|statt|savings?|discount|(?:excluding|excl|without|ex)-?tax|tax-?(?:amount|info|details)|unit"
    r"|installment\w*|shipping|tier|tier-?prices?|prices-tier|sr-only|visually-hidden|screen-reader-text)(?:$|[-_\s])",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"(?:^|[-_\s])(?:now|sale|current|final|special|actual|selling|offer|promo|new|today)",
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
        waiting.extend(reversed(part))
        if own:
            waiting.append(own)


def _is_former(element: _Element) -> bool:
    """Whether an element shows what the price was, or something beside the price."""
    named = element.get("class")
    return element.tag in _STRUCK or (named is not None and _speaks_of_past(named))


def _is_struck_out(element: _Element) -> bool:
    return any(_is_former(each) for each in (element, *islice(element.iterancestors(), 2)))


def _are_cents(element: _Element) -> bool:
    raised = element.tag == "sup" or _RAISED.search(element.get("class") or "") is not None
    return raised and _CENTS.fullmatch(element.text or "") is not None


def find(
    root: _Element,
    heading: _Element | None,
    cards: Collection[_Element],
    where: Where,
    *,
    named: bool = False,
) -> str:
    """The text of the price that ``root`` shows as its own, empty if none is clear.

    :param heading: the advert's heading, near which its price stands.
    :param cards: elements that show other goods.
    :param named: look only at elements that are named after prices.
    """
    for candidates in islice(_candidates(root, heading), 1 if named else None):
        unclear: list[_Element] = []
        for element in islice(candidates, MAX_CANDIDATES):
            if _is_struck_out(element) or region.is_elsewhere(element, root, heading, cards):
                continue
            if any(each in unclear for each in element.iterancestors()) and not _PRESENT.search(
                element.get("class") or ""
            ):
                continue
            said = text(element)
            if not said or len(said) > _MAX_TEXT:
                continue
            price = prices.parse(said, where=where)
            if price.amount is not None and _is_little_else(said):
                return said
            if price.currency is not None:
                unclear.append(element)  # a range, or two amounts: none of them alone is it
    return ""


def in_heading(text: str, where: Where) -> str:
    """The price that a heading ends with: "Oak desk - $175 (Sellwood)"."""
    for part in _PARTS.split(text)[1:]:
        price = prices.parse(part, where=where)
        if price.amount is not None and _SIGNED.search(part):
            return part.strip()
    return ""


def is_doubtful(body: bytes, amount: Decimal) -> bool:
    """Whether a stated amount may not be what a reader sees; a quick look at the page's bytes.

    Some shops state the price before the discount, without tax or in another currency. An amount
    that stands in the text, and not struck out, is believed.
    """
    whole = int(amount)
    grouped = f"{whole:,}" if whole >= 1_000 else ""
    forms = [str(whole), *(grouped.replace(",", mark) for mark in _GROUPING if grouped)]
    if _NET in body:
        return True
    return whole >= 10 and not any(_stands_in_text(body, form.encode()) for form in forms)


def _stands_in_text(body: bytes, form: bytes) -> bool:
    position = 0
    while (at := body.find(form, position)) >= 0:
        position = at + len(form)
        before = body[max(0, at - _LOOKED_BACK) : at]
        tag_end = before.rfind(b">")
        between = before[tag_end + 1 :]
        in_text = tag_end > before.rfind(b"<") and b'"' not in between and b"{" not in between
        digits = before[-1:].isdigit() or body[position : position + 1].isdigit()
        if in_text and not digits and not _STRUCK_TAG.search(before):
            return True
    return False


def shown(root: _Element, where: Where) -> set[Decimal]:
    """All amounts that stand on the page as prices and are not struck out."""
    found: set[Decimal] = set()
    for candidates in _candidates(root, None):
        for element in islice(candidates, MAX_CANDIDATES):
            said = text(element)
            if len(said) <= _MAX_TEXT and not _is_struck_out(element):
                amount = prices.parse(said, where=where).amount
                found.update([amount] if amount else ())
    return found


def _is_little_else(said: str) -> bool:
    """Whether a text is an amount of money and not a sentence or a count of something."""
    letters = sum(map(str.isalpha, said))
    return letters <= (_MAX_LETTERS if _SIGNED.search(said) else _MAX_LETTERS_UNSIGNED)


def _is_signed(own: str | None) -> bool:
    return bool(own and len(own) < _MAX_TEXT and _DIGIT.search(own) and _SIGNED.search(own))


@lru_cache(maxsize=16_384)
def _speaks_of_price(names: str) -> bool:
    return _NAMED.search(names) is not None


@lru_cache(maxsize=16_384)
def _speaks_of_past(names: str) -> bool:
    return _FORMER.search(names) is not None


def _candidates(root: _Element, heading: _Element | None) -> Iterator[list[_Element]]:
    """Elements that may show the price: first those named so, then those with a currency sign.

    In the order in which a reader looks: downwards from the heading, then upwards from it.
    """
    named: list[_Element] = []
    signed: list[_Element] = []
    named_above = signed_above = 0
    for element in islice(root.iter(etree.Element), MAX_ELEMENTS):
        if element is heading:
            named_above, signed_above = len(named), len(signed)
        if element.tag in _UNSEEN:
            continue
        names = element.get("class") or element.get("id") or element.get("data-testid")
        if names and _speaks_of_price(names):
            named.append(element)
        elif _is_signed(element.text):
            signed.append(element)
    for found, above in ((named, named_above), (signed, signed_above)):
        yield found[above:] + found[:above][::-1]
