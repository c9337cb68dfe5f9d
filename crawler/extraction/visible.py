"""What a reader sees, for pages that say nothing to machines: only where it is clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import money, phrases, region
from crawler.extraction.currency import Where
from crawler.extraction.draft import Draft
from crawler.extraction.limits import MAX_ELEMENTS
from crawler.extraction.page import Page
from crawler.extraction.text import visible, visible_paragraphs
from crawler.extraction.title import Heading

_MAX_LINE = 80
# How sites name their elements, in the languages of those who build them; each also with one of
# the endings.
_ENDINGS = ("", "-name", "-info", "-text", "-value", "-link", "-content", "-body", "-box")
_WORDS = {
    "seller": "seller vendor advertiser verkoper verkaufer verkaeufer anbieter vendeur annonceur"
    " vendedor anunciante venditore inserzionista sprzedawca saljare saelger username",
    "location": "location locality standort locatie plaats ville lieu localisation ubicacion"
    " localidad luogo lokalizacja",
    "posted_at": "date posted published datum geplaatst fecha publicado dato",
    "description": "description beschreibung omschrijving descripcion descrizione descricao opis"
    " beskrivning beskrivelse popis",
    "images": "gallery galerie galleria carousel slider photos pictures fotos images bilder",
}
_FIELDS = {
    f"{word}{ending}": field
    for field, words in _WORDS.items()
    for word in words.split()
    for ending in _ENDINGS
}


def read(
    page: Page,
    heading: Heading | None,
    cards: Collection[_Element],
    where: Where,
    lacks: Callable[[str], bool],
) -> Draft:
    """What a reader sees of the advert.

    :param heading: the heading that is the advert's title.
    :param cards: elements that show other goods.
    :param lacks: tells whether a field is still wanted.
    """
    top = heading.element if heading else None
    draft = Draft(source="visible")
    if lacks("price"):
        draft.price = money.find(page.root, top, cards, where)
    if heading is None or not any(lacks(field) for field in _WORDS):
        return draft
    named = _named(page, top, cards)
    if (seller := _only(named["seller"])) is not None:
        draft.seller, draft.seller_url = _line(seller), _link(seller)
    if (location := _only(named["location"])) is not None:
        draft.location = _line(location)
    if (date := _only(named["posted_at"])) is not None:
        draft.posted = date.get("datetime") or _line(date)
    if (description := _only(named["description"])) is not None:
        draft.description = visible_paragraphs(description)
    if (gallery := _only(named["images"])) is not None:
        pictures = (each.get("data-src") or each.get("src") for each in gallery.iter("img"))
        draft.images = [picture for picture in pictures if picture]
    return draft


def _named(
    page: Page, top: _Element | None, cards: Collection[_Element]
) -> dict[str, list[_Element]]:
    """The elements of the advert that are named after a field, outermost only, and its times."""
    found: dict[str, list[_Element]] = defaultdict(list)
    for element in islice(page.root.iter(etree.Element), MAX_ELEMENTS):
        names = element.get("class") or element.get("id") or ""
        tokens = names.lower().replace("_", "-").split()
        field = next((_FIELDS[token] for token in tokens if token in _FIELDS), None)
        if element.tag == "time":
            field = "posted_at"
        if field is None or region.is_elsewhere(element, page.root, top, cards):
            continue
        if not any(around in found[field] for around in element.iterancestors()):
            found[field].append(element)
    return found


def _only(elements: list[_Element]) -> _Element | None:
    """The element, if there is but one: of several nobody says which is the advert's."""
    return elements[0] if len(elements) == 1 else None


def _line(element: _Element) -> str:
    """A short text without its label; empty for a button or a longer text."""
    text = visible(element, _MAX_LINE * 2)
    label, colon, rest = text.partition(": ")
    text = rest if colon and len(label) <= 30 else text
    if len(text) > _MAX_LINE or phrases.pattern("buy").search(text):
        return ""
    return text


def _link(element: _Element) -> str:
    links = (*element.iter("a"), *element.iterancestors("a"))
    return next((href for link in links if (href := link.get("href"))), "")
