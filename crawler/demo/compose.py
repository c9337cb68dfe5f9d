"""From an advert as it is written down to the advert as the market shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crawler.demo.adverts import Entry, Language, Section, SellerEntry
from crawler.demo.chance import pick, seed
from crawler.demo.prices import written
from crawler.demo.truth import Advert, Markup, Seller

# A third JSON-LD, a third microdata or OpenGraph, a third nothing for machines.
_MARKUPS = (
    Markup.JSON_LD,
    Markup.MICRODATA,
    Markup.PLAIN,
    Markup.JSON_LD,
    Markup.OPEN_GRAPH,
    Markup.PLAIN,
)
_MOST_PHOTOS = 3
_UNDECOMPOSED = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "đ": "d"})


class Posting(NamedTuple):
    """One written advert, put up on a day under a number."""

    entry: Entry
    language: Language
    day: date
    key: str
    """The entry's first title. Seller, photos, notation and address hang on it and so survive
    a new title."""
    number: int = 0


def advert(posting: Posting, section: Section) -> Advert:
    """The advert as it stands on the market."""
    entry, language, day, key, number = posting
    offered_by = _seller_entry(entry, language, key)
    currency = offered_by.currency or next(iter(language.notations))
    price, price_text = _price(entry, language.notations[currency], key)
    photos = 1 + seed("photos", key) % _MOST_PHOTOS
    return Advert(
        id=str(number),
        slug=_address(key, entry.kind),
        title=entry.title,
        description=_description(entry, language, offered_by, key),
        language=language.language,
        section=section,
        kind=entry.kind,
        price=price,
        currency=currency if price else None,
        price_text=price_text,
        seller=_seller(offered_by),
        condition=entry.condition,
        images=tuple(f"/photo/{number}-{view}.jpg" for view in range(1, photos + 1)),
        picture=key,
        colour=entry.colour,
        posted=day,
        posted_text=spelled_date(day, language),
        markup=_MARKUPS[number % len(_MARKUPS)],
        suspect=entry.suspect,
        bent=entry.bent,
    )


def slug(text: str) -> str:
    """The text as part of an address: plain letters and digits, hyphens between."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_UNDECOMPOSED))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _address(title: str, kind: str) -> str:
    """A title without a Latin word leaves the kind of thing to name the address."""
    address = slug(title)
    return address if re.search("[a-z]{3}", address) else kind


def spelled_date(day: date, language: Language) -> str:
    """The date in words of the language: ``12. November 2026``."""
    month = language.months[day.month - 1]
    return language.date.format(day=day.day, month=month, year=day.year)


def _seller_entry(entry: Entry, language: Language, key: str) -> SellerEntry:
    if entry.seller:
        by_name: Mapping[str, SellerEntry] = {each.name: each for each in language.sellers}
        return by_name[entry.seller]
    return pick([each for each in language.sellers if not each.reserved], "seller", key)


def _seller(entry: SellerEntry) -> Seller:
    address = slug(entry.name) or f"u{seed('seller', entry.name) % 10**6:06d}"
    return Seller(address, entry.name, entry.place, entry.since)


def _price(entry: Entry, notations: tuple[str, ...], key: str) -> tuple[Decimal | None, str]:
    if entry.price_words:
        return None, entry.price_words
    if entry.price is None:
        raise ValueError(f"{entry.title!r} has neither a price nor words in its place")
    return entry.price, written(entry.price, pick(notations, "notation", key))


def _description(entry: Entry, language: Language, seller: SellerEntry, key: str) -> str:
    if entry.suspect or not entry.closing:
        return entry.text
    pickup, remarks = language.closings
    closing = [pick(pickup, "pickup", key).format(place=seller.place)]
    if seed("remark", key) % 3:
        closing.append(pick(remarks, "remark", key))
    return entry.text + "\n\n" + language.space.join(closing)
