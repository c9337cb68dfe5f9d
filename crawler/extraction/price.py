"""The asking price in a text, or nothing: a made-up price is worse than none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from crawler.extraction import currency as currencies
from crawler.extraction import number, phrases, wording
from crawler.extraction.currency import NOWHERE, Where

MAX_RAW = 200
"""Characters of a price that are kept; a longer text is no price."""
MAX_AMOUNT = Decimal(10) ** 12
"""What is more is not the price of anything that is advertised."""

_NUMBER = re.compile(rf"(?<![\d.,'’])(?:{number.PATTERN})")
_TIMES = re.compile(rf"\s?({'|'.join(wording.TIMES)})\.?(?![^\W\d_円元원])", re.IGNORECASE)
_NO_CENTS = re.compile(r"[.,:]\s?[-–—]{1,2}|[-–—](?!\s?\S{0,3}\s?\d)")
_CENTS_AFTER_SIGN = re.compile(r"(\d)(€|£)(\d{2})(?![\d.,]|\s?[€£])")
_ARABIC_MARKS = str.maketrans({"٫": ".", "٬": ",", "−": "-", "`": "'", "´": "'"})
_INSTALMENTS = re.compile(r"\d\s*[x×]$")


@dataclass(frozen=True, slots=True)
class Price:
    """What a text says about the price."""

    amount: Decimal | None
    """Asking price of the whole offer; ``None`` for none, a range, "from", or an unclear text."""
    currency: str | None
    """ISO 4217 code."""
    raw: str
    """The text, at most :data:`MAX_RAW` characters."""
    is_zero: bool = False
    """Whether the text says 0, as sites do for goods that are free, sold, or priced on request."""


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Decimal
    signed: bool
    currency: str | None
    start: int
    """Where the amount begins, its sign included."""
    end: int


def parse(text: str, *, currency: str | None = None, where: Where = NOWHERE) -> Price:
    """Read a price as a person wrote it.

    :param currency: ISO 4217 code that the page declares for it; taken where the text has no sign,
        and to tell which currency an ambiguous sign means.
    :param where: what the site's configuration and the page say about their place.
    """
    raw = text[:MAX_RAW]
    if len(text) > MAX_RAW:
        return Price(None, None, raw)
    if currency:
        where = Where(currency, where.country, where.language)
    plain = " ".join(text.split())
    if not plain.isascii():
        plain = " ".join(unicodedata.normalize("NFKC", plain).translate(_ARABIC_MARKS).split())
        plain = _CENTS_AFTER_SIGN.sub(r"\1.\3 \2", plain)
    found = (_amount(plain, match, where) for match in _NUMBER.finditer(plain))
    amounts = [amount for amount in found if amount]
    chosen = _choose(plain, amounts, where)
    signed = [amount for amount in amounts if amount.signed]
    stated = (chosen or signed[0]).currency if signed else where.currency
    value = chosen.value if chosen and chosen.value > 0 else None
    return Price(value, stated, raw, chosen is not None and value is None)


def _amount(text: str, match: re.Match[str], where: Where) -> _Amount | None:
    """The amount around one number; ``None`` if the number is part of a word, or too large."""
    start, end = match.span()
    last_word = len(text[:start].rstrip(" :"))
    before = currencies.sign_before(text, last_word, where)
    if before:
        start = last_word - len(before)
    elif start and text[start - 1].isalpha():
        return None
    times = _TIMES.match(text, end)
    if times:
        end = times.end()
    elif no_cents := _NO_CENTS.match(text, end):
        end = no_cents.end()
    next_word = len(text) - len(text[end:].lstrip(" :"))
    after = currencies.sign_after(text, next_word, where)
    codes = [currencies.resolve(sign, where) for sign in (before, after) if sign]
    code = next((each for each in codes if each), None)
    value = number.read(match[0], decimals=currencies.decimals(code or where.currency))
    glued = not times and not after and text[end : end + 1].isalpha()  # "13th", "5G", "$1M"
    if value is None or glued:
        return None
    if times:
        value *= wording.TIMES[times[1].lower()]
    if after:
        # Between two amounts a sign belongs to the one that has no other: "£15 £20".
        rest = text[next_word + len(after) :].lstrip()
        end = end if before and rest[:1].isdigit() else next_word + len(after)
    return _Amount(value, bool(codes), code, start, end) if value <= MAX_AMOUNT else None


def _choose(text: str, amounts: list[_Amount], where: Where) -> _Amount | None:
    """The one amount that is the price, if exactly one can be."""
    for one, following in pairwise(amounts):
        between = text[one.end : following.start]
        if one.value != following.value and wording.RANGE.fullmatch(between):
            return None
    signed = [amount for amount in amounts if amount.signed]
    asked = [amount for amount in signed or amounts if not _is_another(text, amount)]
    if len({amount.currency for amount in asked}) > 1:
        own = [amount for amount in asked if amount.currency == where.currency]
        asked = own if where.currency else []
    if len({amount.value for amount in asked}) != 1:
        return None
    chosen = asked[0]
    if _said_before(text, chosen, "open_price") or wording.OPEN_AFTER.match(text, chosen.end):
        return None
    return chosen


def _is_another(text: str, amount: _Amount) -> bool:
    """Whether an amount is something else than the price: a former one, postage, a measure."""
    before = text[: amount.start].rstrip()
    return (
        wording.OTHER_AMOUNT_AFTER.match(text, amount.end) is not None
        or before.endswith(("-", "+", "≈", "~"))
        or _INSTALMENTS.search(before) is not None
        or _said_before(text, amount, "other_amount")
    )


def _said_before(text: str, amount: _Amount, meaning: str) -> bool:
    """Whether a phrase of ``meaning`` stands right before an amount."""
    words = text[: amount.start].lower().replace("(", " ").rstrip(" :").split()
    last = words[-phrases.longest(meaning) :]
    return any(" ".join(last[at:]) in phrases.exact(meaning) for at in range(len(last)))
