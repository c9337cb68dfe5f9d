"""What a score depends on besides the listing and the lexicon."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from crawler.matching.rates import Rates


@dataclass(frozen=True, slots=True)
class SellerHistory:
    """What is known of the listing's seller; zeros where nothing is."""

    same_text_sellers: int = 0
    """Sellers who posted the same text, this one included."""
    confirmed: int = 0
    """Listings of this seller that an analyst confirmed."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The day, the exchange rates and the seller's history; recorded with every assessment."""

    on: date
    rates: Rates
    seller: SellerHistory = field(default_factory=SellerHistory)
