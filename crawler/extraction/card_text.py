"""What a card shows of its advert that does not change by itself from one night to the next.

Compared are the words, the price, the picture's path. Left out is what moves on although nobody
touched the advert: "3 hours ago", clock times, dates, counts of views and of admirers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.extraction import cards, money, shop_address, sign
from crawler.extraction.page import Page
from crawler.extraction.results import linked, listing_links
from crawler.extraction.selectors import Selectors
from crawler.extraction.text import fold

_MOST = 4_000
"""Characters that are compared; no card shows more."""
_SHORT = 80
"""Characters of what can be a date or a counter."""
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "option", "time"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MOVING_NAMES = (
    "time timeago date datetime ago posted updated published elapsed countdown timeleft views"
    " viewcount viewed visits visitors hits view counter watchers watching likes favs favorites"
    " favourites position rank distance"
)
_MOVING_NAME = frozenset(_MOVING_NAMES.split())
_MONTHS = (
    "jan|feb|fév|fev|mar|mär|maa|mrt|apr|avr|abr|may|mai|mei|maj|mag|jun|jui|giu|jul|lug|aug|août"
    "|ago|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic|gen|ene|янв|фев|мар|апр|мая|июн|июл|авг|сен"
    "|окт|ноя|дек"
)
_MOVING = re.compile(
    rf"""
    \b\d+\+?\s?\w{{1,9}}\.?\s(?:ago|geleden|temu|fa|önce|sedan|siden|sitten|atrás|назад|тому)\b
    | \b(?:vor|il\sy\sa|hace|há|för|noch|in|ends\sin|reste)\s(?:etwa\s|environ\s|about\s)?\d+\s?\w+
    | \b\d+\s?(?:sec|min|hour|hrs?\b|day|week|month|year|stunde|tag|woche|monat|jahr|heure|jour
        |semaine|mois|hora|día|dia|semana|ora\b|ore\b|giorn|settiman|mes|uur|uren|dag|dage|weken
        |maand|godz|dni\b|tyg|мин|час|дн|день|дней|нед)\w*
    | \b\d[\d.,\s]*k?\s?(?:views?|visits?|visitors?|hits|clicks?|times|watch\w*|likes?|fav\w*|saves?
        |aufruf\w*|besuch\w*|merk\w*|vues?|visit\w*|visualiz\w*|weergaven|bekeken|keer|bezoek\w*
        |wyświetl\w*|odsłon\w*|просмотр\w*|zobrazen\w*|visning\w*|görüntül\w*|回|次)
    | \b(?:views?|visits?|hits|seen|viewed|watch\w*|likes?|fav\w*|aufrufe|vues?|visitas|visite
        |bekeken|weergaven|просмотр\w*|wyświetl\w*|odsłony)\s?:?\s?\d[\d.,\s]*
    | \b\d{{1,2}}:\d\d(?::\d\d)?\b(?:\s?(?:am|pm|uhr|u)\b)?
    | \b(?:19|20)\d\d[-./]\d\d?[-./]\d\d?\b | \b\d\d?[./-]\d\d?[./-](?:(?:19|20)\d\d|\d\d)\b
    | \b\d\d?\.?\s(?:de\s)?(?:{_MONTHS})\w*\.?(?:\s(?:de\s)?(?:19|20)\d\d)?
    | \b(?:{_MONTHS})\w*\.?\s\d\d?(?:st|nd|rd|th)?\b(?:,?\s(?:19|20)\d\d)?
    | \b(?:today|yesterday|just\snow|heute|gestern|vandaag|gisteren|aujourd['’]hui|hier|hoy|ayer
        |oggi|ieri|hoje|ontem|dzisiaj|dziś|wczoraj|idag|igår|i\sdag|i\sgår|сегодня|вчера|bugün|dün)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An advert on a page of results."""

    url: str
    sign: str | None
    """What its card shows; ``None`` if nothing on the page is its card alone."""


def entries(page: Page, selectors: Selectors | None) -> list[Entry]:
    """The adverts that a page of results leads to, each once, in page order, with their signs."""
    urls = listing_links(page, selectors)
    wanted = set(urls)
    links = [(element, url) for url, element in linked(page, selectors)]
    links += [
        (element, url)
        for element, href in cards.links(page)
        if (url := shop_address.product(page.absolute(href) or "")) in wanted
    ]
    blocks: dict[str, list[_Element]] = {}
    for element, url in cards.singles(links):
        blocks.setdefault(url, []).append(element)
    return [Entry(url, _sign(blocks[url], page) if url in blocks else None) for url in urls]


def _sign(blocks: list[_Element], page: Page) -> str:
    text = fold(" ".join(piece for block in blocks for piece in shown(block)))[:_MOST]
    pictures = (_picture(block, page) for block in blocks)
    shows_price = any(map(_shows_price, blocks))
    return sign.of_card("\n".join((text, *filter(None, pictures))), priced=shows_price)


def shown(block: _Element) -> Iterator[str]:
    """The texts of a card that stay as they are while nobody touches the advert."""
    waiting: list[_Element | str] = [block]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield _MOVING.sub(" # ", fold(part))
            continue
        if part is not block and part.tail:
            waiting.append(part.tail)
        if not isinstance(part.tag, str) or part.tag in _UNSEEN:
            continue
        if part.tag in _HEADINGS or _is_price(part):
            yield fold("".join(map(str, part.itertext())))
        elif part is block or not _moves(part):
            waiting.extend(reversed(part))
            if part.text:
                waiting.append(part.text)


def _names(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('data-testid') or ''}"


def _is_price(element: _Element) -> bool:
    names = _names(element)
    return len(element) < 8 and (
        element.get("itemprop") == "price"
        or (money.NAMED.search(names) is not None and len(_text(element)) <= _SHORT)
    )


def _moves(element: _Element) -> bool:
    """Whether an element is named after what moves on by itself, and shows little else."""
    names = _NAME.findall(_names(element))
    if not any(name.lower() in _MOVING_NAME for name in names):
        return False
    text = _text(element)
    linked = any(True for _ in element.iter("a", *_HEADINGS))
    return not linked and len(text) <= _SHORT and not cards.PRICE.search(text)


def _text(element: _Element) -> str:
    return fold("".join(map(str, element.itertext())))


def _shows_price(block: _Element) -> bool:
    if cards.PRICE.search(_text(block)):
        return True
    return any(_is_price(each) and any(map(str.isdigit, _text(each))) for each in block.iter("*"))


def _picture(block: _Element, page: Page) -> str | None:
    """The path of the first picture; its server and its query are the site's own affair."""
    for image in block.iter("img"):
        for name in ("data-src", "src"):
            if address := page.absolute(image.get(name)):
                return urlsplit(address).path
    return None
