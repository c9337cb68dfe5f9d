"""What one source on a page says about one advert, before it is believed and tidied."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Draft:
    """Texts as written; an empty text means that the source does not say."""

    source: str
    """``json-ld``, ``microdata``, ``selector``, ``state``, ``opengraph``, ``visible``, ``title``,
    ``api``"""
    url: str = ""
    title: str = ""
    description: str = ""
    price: str = ""
    currency: str = ""
    machine_price: bool = False
    """Whether ``price`` is written for programs: digits, and a point before the decimals."""
    bid: str = ""
    """What is bid now, where ``price`` may be another at which the auction would end."""
    seller: str = ""
    seller_url: str = ""
    location: str = ""
    category: str = ""
    images: list[str] = field(default_factory=list)
    posted: str = ""
    listing_id: str = ""
    condition: str = ""
    availability: str = ""
    ships_from: str = ""
    ships_to: str = ""
    language: str = ""
    """ISO 639-1 code, or a longer tag that begins with one."""
    attributes: dict[str, str] = field(default_factory=dict)
    """What else it says by name."""
