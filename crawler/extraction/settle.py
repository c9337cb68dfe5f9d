"""Several drafts of one advert settled into a listing: each field from the best source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from crawler.extraction import dates, number, picture, wayfinding, wording
from crawler.extraction import price as prices
from crawler.extraction.currency import CODES, Where, decimals
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.price import Price
from crawler.extraction.text import fold, paragraphs, plain
from crawler.extraction.title import MAX_TITLE
from crawler.items import Listing

MAX_IMAGES = 100
"""Images that are kept of an advert."""

_PLAIN = (
    "seller", "location", "category", "listing_id", "ships_from", "ships_to", "condition",
    "availability",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the site's configuration says about its pages."""

    currency: str | None = None
    """ISO 4217 code of prices that name none, or an ambiguous one."""
    languages: tuple[str, ...] = ()
    """ISO 639-1 codes."""
    country: str | None = None
    """ISO 3166 code."""
    timezone: str | None = None
    """IANA name; UTC if not known."""


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Found:
    """An advert that was read off a page."""

    listing: Listing
    sources: Mapping[str, str]
    """Where each field that is not empty was read: ``json-ld``, ``microdata`` …"""


class Settlement:
    """Takes drafts, the most trusted first, and keeps the first good value of each field."""

    def __init__(self, page: Page, site: str, hints: Hints) -> None:
        self.page = page
        self.site = site
        self.hints = hints
        self._values: dict[str, Any] = {}
        self._sources: dict[str, str] = {}
        self._closed: set[str] = set()

    @cached_property
    def where(self) -> Where:
        """The place of the page: configuration first, then what the page declares."""
        languages = self.hints.languages
        language = languages[0] if len(languages) == 1 else self.page.language
        language = language or wording.language(self.page.sample)
        page = self.page
        country = self.hints.country or page.country or wayfinding.country(page.url)
        country = country or wayfinding.home(page.encoding)
        if country is None and language == "en" and wayfinding.is_generic(self.page.url):
            country = "US"
        return Where(self.hints.currency, country, language)

    def lacks(self, *fields: str) -> bool:
        """Whether one of ``fields`` is still to be found."""
        return any(field not in self._values and field not in self._closed for field in fields)

    def close(self, field: str) -> None:
        """Leave ``field`` as it is: what else the page says about it is about something else."""
        self._closed.add(field)

    def replace_price(self, draft: Draft) -> None:
        """Put a price in the place of one that turned out to be another."""
        for field in ("price", "currency", "price_raw"):
            self._values.pop(field, None)
            self._sources.pop(field, None)
        self._take_price(draft)

    def replace_images(self, addresses: Sequence[str], source: str) -> None:
        """Put more pictures in the place of fewer."""
        self._put(source, images=self._images(addresses, source))

    def value(self, field: str) -> Any:
        """The value of ``field`` as far as it is settled, ``None`` if it is not."""
        return self._values.get(field)

    def source(self, field: str) -> str | None:
        """Where ``field`` was read, ``None`` if it is still empty."""
        return self._sources.get(field)

    def add(self, draft: Draft) -> None:
        """Fill the fields that are still empty from ``draft``."""
        source = draft.source
        if draft.title and self.lacks("title"):
            self._take("title", fold(plain(draft.title))[:MAX_TITLE], source)
        if draft.description and self.lacks("description"):
            self._take("description", paragraphs(plain(draft.description)), source)
        if draft.images and self.lacks("images"):
            self._take("images", self._images(draft.images, source), source)
        for name in _PLAIN:
            if said := getattr(draft, name):
                self._take(name, fold(plain(said)), source)
        if draft.attributes:
            self._take("attributes", MappingProxyType(draft.attributes), source)
        if draft.seller_url and self._sources.get("seller") == source:
            self._take("seller_url", self.page.absolute(draft.seller_url), source)
        if draft.posted and self.lacks("posted_at"):
            self._take_moment(draft)
        if draft.price and self.lacks("price"):
            self._take_price(draft)
        if draft.currency and self.lacks("currency"):
            self._take("currency", _code(draft.currency), source)
        if draft.language:
            self._take("language", _language(draft.language), source)
        if draft.attributes:
            said = {name: fold(plain(text)) for name, text in draft.attributes.items()}
            self._take("attributes", MappingProxyType(said), source)

    def found(self, url: str | None = None) -> Found | None:
        """The listing, ``None`` if it has no title.

        :param url: the advert's own address, if that is not the page's.
        """
        if self.lacks("title"):
            return None
        values = dict(self._values)
        if self.page.fetched_at:
            values["scraped_at"] = self.page.fetched_at
        values.setdefault("language", self.page.language)
        listing = Listing(site=self.site, url=url or self.page.url, **values)
        return Found(listing, MappingProxyType(self._sources))

    def _take(self, field: str, value: Any, source: str) -> None:
        if value and self.lacks(field):
            self._values[field], self._sources[field] = value, source

    def _put(self, source: str, **values: Any) -> None:
        """Replace what an earlier source could only give raw."""
        for field, value in values.items():
            self._values.pop(field, None)
            self._sources.pop(field, None)
            self._take(field, value, source)

    def _take_price(self, draft: Draft) -> None:
        price = self._price(draft)
        if price.is_zero:
            self.close("price")
        if price.amount is not None or self.lacks("price_raw"):
            raw = fold(price.raw)
            self._put(draft.source, price=price.amount, currency=price.currency, price_raw=raw)

    def _price(self, draft: Draft) -> Price:
        declared = _code(draft.currency)
        if not draft.machine_price:
            return prices.parse(draft.price, currency=declared, where=self.where)
        code = declared or self.where.currency
        exact = number.read_machine(draft.price, decimals=decimals(code))
        if exact is not None:
            return Price(exact or None, code, draft.price, exact == 0)
        if number.can_be_two(draft.price):
            return Price(None, code, draft.price)
        return prices.parse(draft.price, currency=declared, where=self.where)

    def _take_moment(self, draft: Draft) -> None:
        moment = self._moment(draft.posted)
        if moment or self.lacks("posted_raw"):
            raw = fold(draft.posted)[: dates.MAX_TEXT]
            self._put(draft.source, posted_at=moment, posted_raw=raw)

    def _images(self, addresses: Sequence[str], source: str) -> tuple[str, ...]:
        """Each picture once, whatever the number of its copies; emblems only if asked for."""
        found: dict[str, str] = {}
        for address in addresses[:MAX_IMAGES]:
            absolute = self.page.absolute(address)
            if absolute and (source == "selector" or not picture.is_ornament(absolute)):
                found.setdefault(picture.key(absolute), absolute)
        return tuple(found.values())

    def _moment(self, text: str) -> datetime | None:
        if moment := dates.machine(text, self.hints.timezone):
            return moment
        languages = self.hints.languages or ((self.where.language,) if self.where.language else ())
        return dates.parse(
            text,
            languages=languages,
            country=self.where.country,
            zone=self.hints.timezone,
            relative_to=self.page.fetched_at,
        )


def _code(text: str) -> str | None:
    code = text.strip().upper()
    return code if code in CODES else None


def _language(tag: str) -> str | None:
    code = tag.partition("-")[0].partition("_")[0].lower()
    return code if len(code) == 2 and code.isalpha() else None
