"""Cards: the repeated blocks of a page, each of which leads to another page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from crawler.extraction import money, xpath
from crawler.extraction.currency import Where
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.text import visible

MAX_LINKS = 3_000
"""Links that are looked at on one page."""

_MAX_TEXT = 600
_FEWEST = 4
_SAMPLE = 24
"""Cards of a group that tell whether all of it are goods: menus have hundreds of links."""
PRICE = re.compile(
    r"[$€£¥₫₽₴₺₹₩₪₱฿₦₡₸]\s?\d|\d\s?[€₫₽₴₺₹₩₪₸円元원]|\d\s?(?:zł|kr|Kč|Ft|lei|руб|грн)\b"
    r"|\b(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|CAD|AUD|HKD|AED)\s?\d"
    r"|\d\s?(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|CAD|AUD|HKD|AED)\b"
)
_IMAGE = xpath.elements("(.//img|.//picture|.//*[contains(@style, 'background-image')])[1]")
_OUTSIDE = frozenset({"nav", "header", "footer"})


@dataclass(frozen=True, slots=True)
class Card:
    """One block and where it leads."""

    element: _Element
    url: str
    text: str
    priced: bool
    pictured: bool


@dataclass(frozen=True, slots=True)
class Goods:
    """The cards of goods or adverts on a page."""

    cards: tuple[Card, ...]
    """Those of the largest group, in page order."""
    elements: frozenset[_Element]
    """The elements of all groups."""


def find(page: Page) -> Goods:
    """The cards of goods on a page: at least four alike, with a price or at least a picture."""
    best: list[Card] = []
    elements: set[_Element] = set()
    for members in _groups(page):
        if len(members) >= _FEWEST:
            cards = [_card(element, url) for element, url in members[:_SAMPLE]]
            if _are_goods(cards):
                cards += (_card(element, url) for element, url in members[_SAMPLE:])
                elements.update(card.element for card in cards)
                best = max(best, cards, key=len)
    return Goods(tuple(best), frozenset(elements))


def few(page: Page) -> list[Card]:
    """Cards of goods that are fewer than :func:`find` wants, as on the last page of a list.

    To be asked of pages of results only: each has a price, and a picture or a heading.
    """
    found: list[Card] = []
    for members in _groups(page):
        if len(members) < _FEWEST:
            cards = [_card(element, url) for element, url in members]
            clear = all(card.priced and (card.pictured or _is_headed(card)) for card in cards)
            if clear and not _is_outside(cards[0].element):
                found.extend(cards)
    return found


def _groups(page: Page) -> Iterable[list[tuple[_Element, str]]]:
    """The blocks that lead to one address each, those together that are alike."""
    groups: dict[tuple[object, ...], list[tuple[_Element, str]]] = defaultdict(list)
    for element, url in singles(links(page)):
        groups[_likeness(element)].append((element, url))
    return groups.values()


def _is_headed(card: Card) -> bool:
    return next(card.element.iter("h2", "h3", "h4", "h5", "h6"), None) is not None


def _is_outside(element: _Element) -> bool:
    return any(around.tag in _OUTSIDE for around in element.iterancestors())


def draft(card: Card, where: Where) -> Draft:
    """What a card shows of its advert."""
    headings = (visible(each) for each in card.element.iter("h2", "h3", "h4", "h5", "h6"))
    links = sorted((visible(each) for each in card.element.iter("a")), key=len, reverse=True)
    pictures = list(card.element.iter("img"))
    alternatives = (picture.get("alt") or "" for picture in pictures)
    titles = (*headings, *links, *alternatives)
    return Draft(
        source="visible",
        url=card.url,
        title=next((title for title in titles if title and not PRICE.fullmatch(title)), ""),
        price=money.find(card.element, None, (), where) if card.priced else "",
        images=[src for each in pictures if (src := each.get("data-src") or each.get("src"))][:1],
    )


def singles(links: Iterable[tuple[_Element, str]]) -> Iterator[tuple[_Element, str]]:
    """For each address the largest elements around its links that hold no other address."""
    addresses: dict[_Element, str] = {}
    shared: set[_Element] = set()
    for element, url in links:
        for around in (element, *element.iterancestors()):
            if addresses.setdefault(around, url) != url:
                if around in shared:
                    break  # and so is everything around it
                shared.add(around)
    for element, url in addresses.items():
        if element not in shared and element.getparent() in shared:
            yield element, url


def links(page: Page) -> Iterator[tuple[_Element, str]]:
    """The links of a page with their addresses as written, fragments left out."""
    count = 0
    for element in page.root.iter("a"):
        href = element.get("href")
        if href and not href.startswith(("#", "javascript:", "mailto:", "tel:")):
            count += 1
            if count > MAX_LINKS:
                return
            yield element, href.partition("#")[0]


def _likeness(element: _Element) -> tuple[object, ...]:
    """What cards of one group have in common: their tag and class, and those of their parent."""
    parent = element.getparent()
    around = (parent.tag, parent.get("class")) if parent is not None else ()
    return (element.tag, _first_class(element), *around)


def _first_class(element: _Element) -> str:
    return next(iter((element.get("class") or "").split()), "")


def _card(element: _Element, url: str) -> Card:
    text = visible(element, _MAX_TEXT)
    return Card(element, url, text, PRICE.search(text) is not None, bool(_IMAGE(element)))


def _are_goods(cards: list[Card]) -> bool:
    if _is_outside(cards[0].element):
        return False
    priced = sum(card.priced for card in cards)
    pictured = sum(card.pictured and len(card.text) >= 8 for card in cards)
    return priced * 2 >= len(cards) or (pictured * 3 >= len(cards) * 2 and len(cards) >= 6)
