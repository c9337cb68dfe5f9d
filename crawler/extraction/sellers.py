"""Who offers it: the seller's name out of what a page shows of him."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import fields, phrases
from crawler.extraction.text import fold, visible

_MAX_NAME = 60
_MAX_PARTS = 40
_SURE = 3
_NAME = re.compile(
    r"(?:^|[-_\s])(?:(?:user|nick|seller|shop|store|profile|display|screen|member|owner|vendor|contact)?-?name"
    r"|nick|username|mbg-nw|title|login|handle)(?:$|[-_\s])|[a-z]Name(?:$|[-_\s])",
    re.IGNORECASE,
)
# What stands beside a name: a count of ratings, a share, a date, stars.
_AFTER = re.compile(
    r"\s*(?:[(\[|•·★☆]|\d[\d.,]*\s?%"
    r"|\d+\s+(?:ratings?|reviews?|sold|sales|ads?|listings?|feedback)"
    r"|(?:member|on .{2,20}|active|registered|joined|seit|aktiv|depuis|sinds|desde|dal)\s+"
    r"(?:since|seit|depuis|sinds|desde|dal|\d)"
    r"|na \S+ od\b|на \S+ [сc]\b|actif |aktiv |last |zuletzt |vu |online "
    r"|(?:private|privat\w*|particulier|professional|pro|gewerblich\w*|частное лицо|компания"
    r"|приватна особа|osoba prywatna|firma)\b).*$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?<=\D)\s+\d{1,6}$")
"""How many rated the seller, or how many adverts he has."""
_NO_NAME = re.compile(
    r"^[\W\d_]*$|^(?:inne|wszystkie|otros|otras|andere|alle|weitere|altri|autres|tous|все|всички|сите|svi|sve|visi|kaikki|tüm|όλες|összes|toate|другие|zobacz|pokaż|by|von|from|par|de|about|über|more|other|see|view|visit|all|contact|follow|message"
    r"|send|call|show|report|member|since|rating|feedback|positive|private|privat\w*|verified|online|offline|new"
    r"|seller|shop|store|user|profile|verkäufer|anbieter|vendeur|verkoper|vendedor|venditore|sprzedawca|продавец"
    r")\b.{0,40}$|^(?:卖家|賣家|出品者|店铺|掌柜|ストア|ショップ|판매자).{0,12}$",
    re.IGNORECASE,
)
_HEADINGS = ("h2", "h3", "h4", "h5", "strong", "b")


def choose(
    named: Sequence[_Element],
    labelled: Sequence[tuple[str, _Element]],
    linked: Sequence[_Element] = (),
) -> tuple[str, str]:
    """The seller's name and the address of his own page, both empty if it is not clear who it is.

    :param named: elements that are named after a seller.
    :param labelled: values that stand behind a label, with their elements.
    :param linked: links whose addresses look like those of sellers' own pages.
    """
    for value, holder in labelled[:5]:
        if name := _of_label(value, holder):
            return name, _profile(holder)
    found: list[tuple[int, str, str]] = []
    for element in named[:12]:
        found.extend(_in_element(element))
        if any(score >= _SURE for score, _, _ in found):
            break  # whoever is named after the advert's own seller is somebody else
    if not found:
        names = ((visible(link, _MAX_NAME * 2), link) for link in linked)
        found = [(1, name, _profile(link)) for text, link in names if (name := _cleaned(text))]
    return _surest(found)


def _surest(found: Sequence[tuple[int, str, str]]) -> tuple[str, str]:
    """The name that is surest; of several as sure the one that the others begin with, or none."""
    best = max((score for score, _, _ in found), default=0)
    names = [name for score, name, _ in found if score == best]
    shortest = min(names, key=len, default="")
    if best < _SURE and not all(name.casefold().startswith(shortest.casefold()) for name in names):
        return "", ""
    chosen = shortest if names and names[0].startswith(shortest) else next(iter(names), "")
    return chosen, next((url for _, name, url in found if url and name == chosen), "")


def _of_label(value: str, holder: _Element) -> str:
    """The name behind a label: the first link there, if there is one."""
    links = islice((link for link in holder.iter("a")), 1)
    return next(
        (name for link in links if (name := _cleaned(visible(link, _MAX_NAME * 2)))), ""
    ) or _cleaned(value)


def _in_element(element: _Element) -> Iterator[tuple[int, str, str]]:
    """(how sure, name, address) of what may be the name inside an element named after a seller."""
    whole = visible(element, _MAX_NAME * 6)
    if not whole:
        return
    texts = [
        text
        for part in islice(element.iter(etree.Element), _MAX_PARTS)
        if (text := fold(part.text or ""))
    ]
    if len(texts) > 1 and (name := _cleaned(texts[0])):
        yield 1, name, _profile(element)
    elif len(whole) <= _MAX_NAME and (name := _cleaned(whole)):
        yield (
            (3 if _NAME.search(_names(element)) or element.tag == "a" else 1),
            name,
            _profile(element),
        )
    for part in islice(element.iterdescendants(etree.Element), _MAX_PARTS * 3):
        score = _score(part)
        if score and (name := _cleaned(visible(part, _MAX_NAME * 2))):
            yield score, name, _profile(part)


def _score(part: _Element) -> int:
    if part.tag == "a" and fields.named(part) == "seller":
        return 4
    if _NAME.search(_names(part)):
        return 4
    if part.tag == "a" and fields.seller_link().search(part.get("href") or ""):
        return 3
    return 2 if part.tag in _HEADINGS or (part.tag == "a" and part.get("href")) else 0


def _names(element: _Element) -> str:
    said = (element.get(name) for name in ("class", "id", "data-testid", "itemprop", "data-qa"))
    return " ".join(each for each in said if each)


def _cleaned(text: str) -> str:
    """The name in a short text; empty if it says something else."""
    text = fold(text)
    if said := fields.labelled(text):
        text = said[1] if said[0] == "seller" else ""
    text = _COUNT.sub("", _AFTER.sub("", text)).strip(" :：-–|,")
    if not text or len(text) > _MAX_NAME or _NO_NAME.match(text):
        return ""
    return (
        ""
        if phrases.pattern("buy").search(text)
        or phrases.pattern("login").fullmatch(text.casefold())
        else text
    )


def _profile(element: _Element) -> str:
    """The link to the seller's own page that an element is, holds or lies in."""
    links = (*islice(element.iter("a"), 5), *islice(element.iterancestors("a"), 1))
    return next(
        (
            href
            for link in links
            if (href := link.get("href")) and not href.startswith(("#", "java"))
        ),
        "",
    )
