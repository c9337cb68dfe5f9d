"""State objects: what a page's own program was given to draw the advert from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeAlias

from crawler.extraction import number
from crawler.extraction.currency import CODES
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.text import fold

Node: TypeAlias = dict[str, Any]

MAX_OBJECTS = 30_000
"""Objects that are looked at on one page."""

_MAX_SCRIPT = 3 * 2**20
_MAX_SCRIPTS = 40
_SCRIPT = re.compile(rb"<script\b[^>]{0,400}?\btype\s*=\s*[\"']?application/json\b[^>]*>")
_ASSIGNED = re.compile(
    rb"(?:window\.|self\.|var\s+|let\s+|const\s+)(__[A-Z]\w{3,40}|\w{0,20}[sS]tate\w{0,10}|runParams)"
    rb"\s*=\s*(JSON\.parse\()?"
)
_ASSIGNMENT_SIGNS = (b"window.__", b"STATE", b"tate =", b"tate=", b"runParams")
_DECODER = json.JSONDecoder(strict=False)
_SELLER_SIGNS = (b"hopName", b"ellerName", b"toreName", b"eller_name", b"hop_name", b'eller":')
_SELLER_OBJECT = re.compile(
    rb"""["']\w{0,30}[sS]eller\\?["']\s*:\s*\{[^{}]{0,200}?\\?["'](?:micro_?)?[nN]ame\\?["']\s*:\s*"""
    rb"""\\?["']([^"'\\<>]{2,60})\\?["']"""
)
_SELLER = re.compile(
    rb"""["']?(?:shop|seller|store)(?:Name|_name|Nickname)\\?["']?\s*:\s*\\?["']([^"'\\<>]{2,80}(?:\\u[0-9a-f]{4}){0,40})\\?["']"""
)
_TITLES = ("title", "name", "subject", "headline")
_PRICES = ("price", "priceInfo", "currentPrice", "regularPrice", "total_price", "buyNowPrice")
_AMOUNTS = ("amount", "value", "price", "regularPrice", "current")
_CURRENCIES = ("currency", "currencyCode", "currency_code", "priceCurrency", "currencyIso")
_SELLERS = ("seller", "user", "owner", "advertiser", "author", "merchant")
_NAMES = ("name", "username", "login", "displayName", "display_name", "nickname", "title")
_PLACES = ("location", "city", "town", "cityName", "place")
_TEXTS = ("description", "body", "text")
_PICTURES = ("images", "photos", "pictures", "media")
_PICTURE = ("url", "full_size_url", "original", "large", "src", "link", "uri")


def read(page: Page, title: str) -> Draft | None:
    """The object that describes the advert called ``title``, if one has its title and a price.

    A price is believed only beside its currency: many programs count in cents and do not say so.
    """
    wanted = fold(title).casefold()
    for value in islice(_values(page.body), _MAX_SCRIPTS):
        for node in islice(_objects(value), MAX_OBJECTS):
            named = (node.get(name) for name in _TITLES)
            if any(isinstance(text, str) and fold(text).casefold() == wanted for text in named):
                draft = _draft(node)
                if draft.price or draft.seller or draft.images:
                    return draft
    return None


def seller(page: Page) -> str:
    """The one name that the page's program calls the seller's; empty if there are several."""
    if not any(sign in page.body for sign in _SELLER_SIGNS):
        return ""
    found = {match[1] for match in islice(_SELLER.finditer(page.body), 20)}
    found = found or {match[1] for match in islice(_SELLER_OBJECT.finditer(page.body), 20)}
    if len(found) != 1:
        return ""
    try:
        return str(json.loads(b'"' + found.pop() + b'"', strict=False))
    except ValueError:
        return ""


def _values(body: bytes) -> Iterator[Any]:
    """The JSON values that the page keeps in scripts."""
    places = []
    if b"application/json" in body:
        places = [(match.end(), False) for match in _SCRIPT.finditer(body)]
    if any(sign in body for sign in _ASSIGNMENT_SIGNS):
        places += [(match.end(), bool(match[2])) for match in _ASSIGNED.finditer(body)]
    for start, quoted in places:
        end = body.find(b"</script", start, start + _MAX_SCRIPT)
        text = body[start : end if end > 0 else start].decode("utf-8", "replace").lstrip()
        try:
            value, _ = _DECODER.raw_decode(text)
            yield json.loads(value) if quoted and isinstance(value, str) else value
        except (ValueError, RecursionError):
            continue


def _objects(value: Any) -> Iterator[Node]:
    """All objects inside a value, outer before inner."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            yield current
            waiting.extend(reversed(list(current.values())))
        elif isinstance(current, list):
            waiting.extend(reversed(current))


def _draft(node: Node) -> Draft:
    price, currency = _price(node)
    return Draft(
        source="state",
        price=price,
        currency=currency,
        machine_price=True,
        seller=_first_text(node, _SELLERS, _NAMES),
        location=_first_text(node, _PLACES, ("name", "city", "cityName", "label")),
        description=_first_text(node, _TEXTS, ()),
        images=list(_pictures(node)),
    )


def _price(node: Node) -> tuple[str, str]:
    """Amount and currency, both or neither."""
    for name in _PRICES:
        value = node.get(name)
        while isinstance(value, dict):
            currency = _currency(value)
            inner = next((value[key] for key in _AMOUNTS if value.get(key) is not None), None)
            if currency and not isinstance(inner, dict):
                return _amount(inner), currency
            value = inner
        currency = _currency(node)
        if currency and isinstance(value, str | float) and _amount(value):
            return _amount(value), currency
    return "", ""


def _currency(node: Node) -> str:
    codes = (node.get(name) for name in _CURRENCIES)
    return next((code for code in codes if isinstance(code, str) and code in CODES), "")


def _amount(value: Any) -> str:
    """A number with its decimals, as a program writes it; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    return text if number.read_machine(text) is not None else ""


def _first_text(node: Node, names: tuple[str, ...], inner: tuple[str, ...]) -> str:
    """The first text under ``names``, or under ``inner`` of an object there."""
    for name in names:
        value = node.get(name)
        if isinstance(value, dict):
            value = next((value[key] for key in inner if isinstance(value.get(key), str)), None)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _pictures(node: Node) -> Iterator[str]:
    for name in _PICTURES:
        value = node.get(name)
        for each in value if isinstance(value, list) else ():
            found = each if isinstance(each, str) else None
            if isinstance(each, dict):
                texts = (each.get(key) for key in _PICTURE)
                found = next((text for text in texts if isinstance(text, str)), None)
            if found and "/" in found:
                yield found
