"""Rules over groups, and the tests that a keyword file carries."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from crawler.items import Level
from crawler.lexicon.entry import Entry, Id, Language, Points, Text

Amount = Annotated[Decimal, Field(ge=0)]
Number = Annotated[int, Field(ge=0)]


class PriceRange(Entry):
    """A price in euro, both ends included."""

    min: Amount | None = None
    max: Amount | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> PriceRange:
        if self.min is None and self.max is None:
            raise ValueError("needs 'min' or 'max'")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"'min' ({self.min}) is above 'max' ({self.max})")
        return self

    def holds(self, price: Decimal) -> bool:
        """Whether ``price`` lies inside."""
        low = self.min is None or price >= self.min
        return low and (self.max is None or price <= self.max)


class SellerCondition(Entry):
    """What the seller's history must show."""

    same_text_sellers_min: Number | None = None
    """Sellers who posted the same text, this one included."""
    confirmed_min: Number | None = None
    """Listings of this seller that an analyst confirmed."""

    @model_validator(mode="after")
    def _not_empty(self) -> SellerCondition:
        if self.same_text_sellers_min is None and self.confirmed_min is None:
            raise ValueError("needs 'same_text_sellers_min' or 'confirmed_min'")
        return self


class Rule(Entry):
    """Points for a combination; every condition that is given must hold."""

    id: Id
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    price_eur: PriceRange | None = None
    price_below_floor: Annotated[Decimal, Field(gt=0)] | None = None
    """Share of the lowest price floor among the terms hit."""
    seller: SellerCondition | None = None
    disguised: bool = False
    """Only if a signal was found disguised."""
    add: Points
    why: str = ""
    """Printed to the analyst."""

    @property
    def asks_price_or_seller(self) -> bool:
        """Whether it can raise a listing without a signal."""
        conditions = (self.price_eur, self.price_below_floor, self.seller)
        return any(condition is not None for condition in conditions)


class SellerSaid(Entry):
    """The seller's history as a test supposes it."""

    same_text_sellers: Number = 0
    confirmed: Number = 0


class KeywordTest(Entry):
    """An advert and what must become of it."""

    text: Text | None = None
    """Stands for a title without a description."""
    title: Text | None = None
    description: Text | None = None
    lang: Language | None = None
    price_eur: Decimal | None = None
    seller: SellerSaid = SellerSaid()
    date: datetime.date | None = None
    expect: Level | None = None
    """``none`` exactly; any other level: at least that."""
    expect_not: Level | None = None
    """Below this level."""
    hits: tuple[str, ...] = ()
    """Groups that must have a hit left."""
    route: Id | None = None
    """A tray that a hit must name."""

    @model_validator(mode="after")
    def _complete(self) -> KeywordTest:
        if self.text is None and self.title is None and self.description is None:
            raise ValueError("needs 'text', or 'title' and 'description'")
        if self.text is not None and (self.title is not None or self.description is not None):
            raise ValueError("takes 'text' or 'title' and 'description', not both")
        if self.expect is None and self.expect_not is None and not self.hits and not self.route:
            raise ValueError("expects nothing; add 'expect', 'expect_not', 'hits' or 'route'")
        if self.expect_not is Level.NONE:
            raise ValueError("'expect_not: none' cannot hold; write 'expect: watch'")
        return self

    @property
    def must_stay_silent(self) -> bool:
        """Whether it proves that an ordinary advert is left alone."""
        return self.expect is Level.NONE or self.expect_not is Level.WATCH

    @property
    def must_be_flagged(self) -> bool:
        """Whether it proves that an advert is found."""
        return self.expect is not None and self.expect is not Level.NONE
