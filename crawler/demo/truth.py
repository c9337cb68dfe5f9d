"""What the market really holds on one night: what a sweep should find, and what it should flag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from crawler.demo.adverts import Language, Section


class Markup(StrEnum):
    """How an advert's page speaks to machines."""

    JSON_LD = "json_ld"
    MICRODATA = "microdata"
    OPEN_GRAPH = "open_graph"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Seller:
    """Who offers; every one of them is invented."""

    slug: str
    name: str
    location: str
    since: str
    """Month of joining, ``2019-03``."""

    @property
    def path(self) -> str:
        """Address of the seller's page on the market."""
        return f"/seller/{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advert:
    """One advert as a perfect reader would read it, and what is really behind it."""

    id: str
    slug: str
    """Readable end of the address; stays as it was when the title changes."""
    title: str
    description: str
    """Paragraphs with an empty line between."""
    language: str
    section: Section
    kind: str
    price: Decimal | None
    """``None`` where the page has words instead: on request, free."""
    currency: str | None
    """ISO 4217; ``None`` if there is no price."""
    price_text: str
    seller: Seller
    condition: str
    """``new``, ``used`` or ``damaged``."""
    images: tuple[str, ...]
    """Addresses of the photos on the market, in order."""
    picture: str
    """What the photos are drawn from: posted again, an advert keeps its photos."""
    colour: str | None
    posted: date
    posted_text: str
    """The date as the advert's language writes it."""
    markup: Markup
    suspect: str | None
    """Domain of the keyword file that should flag it; ``None`` for an ordinary advert."""
    bent: bool
    """The telling words are disguised, so that plain words and phrases miss them."""

    @property
    def path(self) -> str:
        """The advert's own address on the market, without tracking parameters."""
        return f"/advert/{self.id}/{self.slug}"

    @property
    def location(self) -> str:
        """Where the goods are."""
        return self.seller.location


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """The market on one night. Everything in it is the same on every run."""

    night: int
    today: date
    adverts: tuple[Advert, ...]
    """Newest first, as the result pages list them."""
    sections: tuple[Section, ...]
    languages: Mapping[str, Language]
    """ISO 639-1 code → how that language writes dates and labels."""
    new: frozenset[str] = frozenset()
    """Ids of adverts that nobody saw the night before, without those posted again."""
    changed: frozenset[str] = frozenset()
    """Ids of adverts whose price, title or text differs from the night before."""
    gone: tuple[Advert, ...] = ()
    """What the night before had and this one has not, the old copies of ``again`` included."""
    again: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """New id → old id of adverts posted again with the same text and photos."""

    @property
    def suspects(self) -> tuple[Advert, ...]:
        """The adverts that should not be here."""
        return tuple(advert for advert in self.adverts if advert.suspect)

    @property
    def sellers(self) -> tuple[Seller, ...]:
        """Everybody with an advert tonight, by name."""
        found = {advert.seller for advert in self.adverts}
        return tuple(sorted(found, key=lambda seller: seller.slug))
