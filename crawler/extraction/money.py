"""The price on the visible page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import price as prices
from crawler.extraction import price_text, region
from crawler.extraction.currency import Where
from crawler.extraction.limits import MAX_ELEMENTS

MAX_CANDIDATES = 150
"""Elements that are tried on one page."""

_COMPARED = 6
_SEVERAL = 2
_FAR = 6
_MAX_TEXT = 120
_MAX_LETTERS = 30
_MAX_LETTERS_UNSIGNED = 6
NAMED = re.compile(r"price|preis|prix|prijs|preci|preco|prezzo|cena|\bpris\b|fiyat|amount", re.I)
_SIGNED = re.compile(
    r"[$€£¥₫₽₴₺₹₩₪₱฿₦₸₾₼]|\b(?:EUR|USD|CHF|GBP|kr|zł|Kč|DHS?|din|Rp|RM|Ft|lei|KSh|GH¢|đ)\b"
    r"|円|元|원|руб|грн|\bр\.|\bлв|\bден|\bдин|ريال|درهم|دينار|บาท"
)
_PARTS = re.compile(r"\s[-–—|]\s|[(\[]")
_NAMES = (
    "data-testid", "data-test-id", "data-hook", "data-qaid", "data-qa", "data-auto", "data-marker",
    "aria-label", "data-box-name",
)  # fmt: skip
_NET = b"xcluding-tax"
"""Stands where a shop shows a price with and one without tax; machines are told the latter."""
_DIGIT = re.compile(r"\d")
_UNSEEN = frozenset(
    {"script", "style", "title", "noscript", "template", "option", "textarea", "svg"}
)
_LOOKED_BACK = 160
_STRUCK_TAG = re.compile(
    rb"<(?:(?:del|s|strike)\b[^<>]*|[^<>]*(?:old|normal-?price|was|strike|through|before|regular|secondary-price)[^<>]*)>[^<>]*$"
)
_GROUPING = (",", ".", " ", "\u00a0", "\u202f", "&nbsp;", "'", "’")
_PRESENT = re.compile(
    r"(?:^|[-_\s])(?:now|sale|current|final|special|actual|selling|offer|promo|new|today)",
    re.IGNORECASE,
)


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
    kinds = islice(_candidates(root, heading), 1 if named else None)
    found = [_first(candidates, root, heading, cards, where) for candidates in kinds]
    clear = [each for each in found if each is not None]
    # A name is better than a sign, but what stands with the heading is better than what does not.
    return min(clear, key=lambda each: _distance(each[0], heading), default=(None, ""))[1]


def _first(
    candidates: list[_Element],
    root: _Element,
    heading: _Element | None,
    cards: Collection[_Element],
    where: Where,
) -> tuple[_Element, str] | None:
    """The clear candidate that stands nearest to the heading, with its text."""
    found: list[tuple[_Element, str]] = []
    unclear: _Element | None = None
    whole = ""
    inside: list[tuple[Decimal, _Element, str]] = []
    for element in islice(candidates, MAX_CANDIDATES):
        if price_text.is_struck_out(element) or region.is_elsewhere(element, root, heading, cards):
            continue
        said = price_text.text(element)
        within = unclear is not None and unclear in element.iterancestors()
        if not within and (only := _only(inside)):
            found.append(only)
            inside = []
        if len(found) >= _COMPARED or (found and heading is None):
            break
        if not said or len(said) > _MAX_TEXT:
            continue
        price = prices.parse(said, where=where)
        clear = price.amount is not None and is_little_else(said)
        if within and not _PRESENT.search(element.get("class") or ""):
            if clear and price.amount is not None and _asks(whole, said, price.amount, where):
                inside.append((price.amount, element, said))
        elif clear:
            found.append((element, said))
        elif price.amount is None and price.currency is not None and not within:
            unclear, whole, inside = element, said, []  # a range, or two amounts
    if only := _only(inside):
        found.append(only)
    return _nearest(found, heading)


def _nearest(
    found: Sequence[tuple[_Element, str]], heading: _Element | None
) -> tuple[_Element, str] | None:
    """The price nearest to the heading; none of several where nothing tells them apart.

    Far from the heading, or three and more of one kind, they are the prices of several goods.
    """
    if not found:
        return None
    distances = [_distance(element, heading) for element, _ in found]
    nearest = min(distances)
    near = [each for each, distance in zip(found, distances, strict=True) if distance == nearest]
    first = near[0]
    alike = [each for each in near if each[0].get("class") == first[0].get("class")]
    many = len({said for _, said in alike}) > (_SEVERAL if nearest < _FAR else 1)
    return None if many and _are_apart(first[0], alike[1][0], heading) else first


def _are_apart(one: _Element, other: _Element, heading: _Element | None) -> bool:
    """Whether two prices stand together, and the heading elsewhere."""
    if heading is None:
        return True
    around = set(other.iterancestors())
    both = next((each for each in one.iterancestors() if each in around), None)
    return both is not None and both not in set(heading.iterancestors())


def _asks(whole: str, said: str, amount: Decimal, where: Where) -> bool:
    """Whether an amount is still asked with the words that stand before it: not in "from $5"."""
    before = whole[: whole.find(said) + len(said)] if said in whole else said
    return prices.parse(before, where=where).amount == amount


def _only(inside: Sequence[tuple[Decimal, _Element, str]]) -> tuple[_Element, str] | None:
    """The one amount among several elements that are named after a price."""
    return inside[0][1:] if len({amount for amount, _, _ in inside}) == 1 else None


def _distance(element: _Element, heading: _Element | None) -> int:
    """How far outwards from the heading the first element is that holds both."""
    if heading is None:
        return 0
    around = set(element.iterancestors())
    return next((steps for steps, each in enumerate(heading.iterancestors()) if each in around), 0)


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
            said = price_text.text(element)
            if len(said) <= _MAX_TEXT and not price_text.is_struck_out(element):
                amount = prices.parse(said, where=where).amount
                found.update([amount] if amount else ())
    return found


def is_little_else(said: str) -> bool:
    """Whether a text is an amount of money and not a sentence or a count of something."""
    letters = sum(map(str.isalpha, said))
    return letters <= (_MAX_LETTERS if _SIGNED.search(said) else _MAX_LETTERS_UNSIGNED)


def _is_signed(own: str | None) -> bool:
    return bool(own and len(own) < _MAX_TEXT and _DIGIT.search(own) and _SIGNED.search(own))


def _names(element: _Element) -> Iterator[str]:
    """What an element is called, for programs, for testers and for those who cannot see."""
    usual = 0
    for said in (element.get("class"), element.get("id")):
        if said is not None:
            usual += 1
            yield said
    if len(element.attrib) > usual:
        for name in _NAMES:
            if said := element.get(name):
                yield said


def _is_signed_after(element: _Element) -> bool:
    """Whether an element is a number, and the sign stands right behind it: ``<b>1,680</b> 元``."""
    tail, own = element.tail, element.text
    return bool(
        tail and own and len(own) < 20 and _DIGIT.search(own) and _SIGNED.match(tail.lstrip()[:4])
    )


@lru_cache(maxsize=16_384)
def _speaks_of_price(names: str) -> bool:
    return NAMED.search(names) is not None


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
        if any(_speaks_of_price(name) for name in _names(element)):
            named.append(element)
        elif _is_signed(element.text):
            signed.append(element)
        elif _is_signed_after(element):
            around = element.getparent()
            signed.append(element if around is None else around)
    for found, above in ((named, named_above), (signed, signed_above)):
        yield found[above:] + found[:above][::-1]
