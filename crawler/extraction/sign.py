"""Signs: what a card or a sitemap shows of an advert, small enough to be remembered and compared.

Two equal signs of one address say that the advert need not be read again.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta

_CARD, _BARE, _LASTMOD = "card", "bare", "lastmod"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_IS_OVER = timedelta(hours=36)
"""After a day begins in UTC, it has ended everywhere."""


def of_card(text: str, *, priced: bool) -> str:
    """The sign of a card that shows ``text``.

    :param priced: whether a price is part of it. One that shows none says nothing of an advert
        that has a price.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return f"{_CARD if priced else _BARE}:{digest}"


def of_lastmod(lastmod: str, now: datetime) -> str | None:
    """The sign of an entry that was last changed at ``lastmod``.

    ``None`` if that is a day that is not over yet: a second change on it would not be told.
    """
    lastmod = lastmod.strip()
    if day := _DAY.fullmatch(lastmod):
        try:
            began = datetime(int(day[1]), int(day[2]), int(day[3]), tzinfo=UTC)
        except ValueError:
            return None
        if now < began + _DAY_IS_OVER:
            return None
    return f"{_LASTMOD}:{lastmod[:64]}" if lastmod else None


def shows_no_price(sign: str) -> bool:
    """Whether a changed price would leave this sign as it is."""
    return sign.startswith(_BARE)


def source(sign: str) -> str:
    """``card`` or ``lastmod``: what it is the sign of."""
    return _LASTMOD if sign.startswith(_LASTMOD) else _CARD
