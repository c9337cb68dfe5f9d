"""What of an advert every database can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from crawler.items import Listing
from crawler.store.types import MAX_MONEY, as_stored

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NAMES = tuple(field.name for field in fields(Listing))
_ADDRESS = re.compile(r"https?://|urn:patrol:")


def storable(listing: Listing) -> Listing:
    """The same listing as a database gives it back.

    NUL and lone surrogates become U+FFFD, a price is rounded to ten-thousandths, and one that
    no database column holds stays in ``price_raw`` alone.
    """
    changed: dict[str, Any] = {}
    for name in _NAMES:
        before = getattr(listing, name)
        after = _storable_value(before) if before else before
        if after is not before:
            changed[name] = after
    return replace(listing, **changed) if changed else listing


def refusal(listing: Listing) -> str | None:
    """Why this cannot be an advert (``no_title``, ``no_address``), ``None`` if it can."""
    if not listing.title.strip():
        return "no_title"
    return None if _ADDRESS.match(listing.url) else "no_address"


def _storable_value(value: Any) -> Any:
    """The value itself wherever nothing has to change, which is nearly always."""
    match value:
        case str():
            return _UNSTORABLE.sub("\ufffd", value) if _UNSTORABLE.search(value) else value
        case Decimal() if value.is_finite() and 0 <= value <= MAX_MONEY:
            stored = as_stored(value)
            return value if stored == value else stored
        case Decimal():
            return None
        case tuple() if any(map(_UNSTORABLE.search, value)):
            return tuple(map(_storable_value, value))
        case Mapping() if any(map(_UNSTORABLE.search, (*value.keys(), *value.values()))):
            pairs = ((_storable_value(key), _storable_value(text)) for key, text in value.items())
            return MappingProxyType(dict(pairs))
        case _:
            return value
