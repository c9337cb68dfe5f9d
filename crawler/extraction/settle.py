"""Several drafts of one advert settled into a listing: each field from the best source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from crawler.extraction import dates, number
from crawler.extraction import price as prices
from crawler.extraction.currency import CODES, Where
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.text import fold, paragraphs
from crawler.items import Listing

MAX_TITLE = 2_000
MAX_IMAGES = 100
_PLAIN = ("seller", "location", "category", "listing_id", "ships_from", "ships_to", "condition",
          "availability")  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Found:
    """An advert that was read off a page."""

    listing: Listing
    sources: Mapping[str, str]
    """Where each field that is not empty was read: ``json-ld``, ``microdata`` …"""


def where(page: Page, hints: Hints) -> Where:
    """The place of a page: configuration first, then what the page declares."""
    language, country = page.locale
    only = hints.languages[0] if len(hints.languages) == 1 else None
    return Where(hints.currency, hints.country or country, only or language)


def settle(drafts: Sequence[Draft], page: Page, site: str, hints: Hints) -> Found | None:
    """The listing that ``drafts``, best source first, make together; ``None`` without a title."""
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def take(name: str, value: Any, source: str) -> None:
        if value and name not in values:
            values[name], sources[name] = value, source

    for draft in drafts:
        take("title", fold(draft.title)[:MAX_TITLE], draft.source)
        take("description", paragraphs(draft.description), draft.source)
        take("images", _images(page, draft.images), draft.source)
        for name in _PLAIN:
            take(name, fold(getattr(draft, name)), draft.source)
        if values.get("seller") and sources["seller"] == draft.source:
            take("seller_url", page.absolute(draft.seller_url), draft.source)
        if draft.posted and "posted_at" not in values:
            take("posted_raw", fold(draft.posted)[: dates.MAX_TEXT], draft.source)
            take("posted_at", _moment(draft.posted, page, hints), draft.source)
        if draft.price and "price" not in values:
            _take_price(take, draft, where(page, hints))
    if "title" not in values:
        return None
    if page.fetched_at:
        values["scraped_at"] = page.fetched_at
    listing = Listing(site=site, url=page.url, language=page.language, **values)
    return Found(listing, MappingProxyType(sources))


def _take_price(take: Any, draft: Draft, place: Where) -> None:
    declared = draft.currency.strip().upper()
    price = prices.parse(draft.price, currency=declared if declared in CODES else None, where=place)
    amount = price.amount
    if draft.machine_price and (exact := number.read_machine(draft.price)) is not None:
        amount = exact or None
    take("price", amount, draft.source)
    take("currency", price.currency, draft.source)
    take("price_raw", fold(price.raw), draft.source)


def _images(page: Page, addresses: Sequence[str]) -> tuple[str, ...]:
    found = (page.absolute(address) for address in addresses[:MAX_IMAGES])
    return tuple(dict.fromkeys(address for address in found if address))


def _moment(text: str, page: Page, hints: Hints) -> Any:
    language, country = page.locale
    return dates.parse(
        text,
        languages=hints.languages or ((language,) if language else ()),
        country=hints.country or country,
        zone=hints.timezone,
        relative_to=page.fetched_at,
    )
