"""The asking price in a text, or nothing: a made-up price is worse than none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from crawler.extraction import currency as currencies
from crawler.extraction import number
from crawler.extraction.currency import NOWHERE, Where

MAX_RAW = 200
"""Characters of a price that are kept; a longer text is no price."""
MAX_AMOUNT = Decimal(10) ** 12

_SIGN = currencies.PATTERN
_SPACE = r"\s{0,3}"
_AMOUNT = re.compile(
    rf"(?P<before>{_SIGN})?{_SPACE}(?<![\d.,'’])(?P<number>{number.PATTERN})"
    rf"(?:[.,:]{_SPACE}[-–—]{{1,2}})?"
    rf"(?:\s?(?P<times>k|tys\.?|тыс\.?|mio\.?|mln\.?|млн\.?|million|triệu|tr|lakhs?|lacs?|crores?"
    rf"|juta|jt|ribu|rb|万|萬|만|億|亿)(?![^\W\d_円元원]))?"
    rf"(?={_SPACE}(?P<after>{_SIGN}))?",
    re.IGNORECASE,
)
_TIMES = {
    "k": 1_000, "tys": 1_000, "тыс": 1_000, "ribu": 1_000, "rb": 1_000,
    "万": 10_000, "萬": 10_000, "만": 10_000, "lakh": 100_000, "lac": 100_000,
    "mio": 10**6, "mln": 10**6, "млн": 10**6, "million": 10**6, "triệu": 10**6, "tr": 10**6,
    "juta": 10**6, "jt": 10**6, "crore": 10**7, "億": 10**8, "亿": 10**8,
}  # fmt: skip
# What stands right before or after an amount that is not the price of the whole offer.
_ANOTHER_AMOUNT_AFTER = re.compile(
    r"\s*(?:%|[x×]\s*\d|off\b|discount|(?:/|\bper\b|\bpro\b|\bpar\b|\bal\b|\ble\b|\bpor\b|\bje\b)\s*"
    r"(?:\d+\s*)?(?:kg|kilo|g|gr|gram\w*|100|l|lit\w+|ml|cl|m|m2|m3|sqm|sq|ft|qm|oz|lb|lbs|h|hr|"
    r"hour|day|tag|dag|jour|week|woche|wk|mo|mon|month\w*|monat|maand|mois|mes|mese|mies|мес|yr|"
    r"year|jahr|jaar|an|nacht|night|nuit)\b|p\.?m\.|pcm\b|mtl|shipping|postage|delivery|versand|"
    r"livraison|de port|verzend|spedizione|envío|frakt|"
    r"(?:km|mi|miles|[cm]m|[gtm]b|mah|kwh?|ps|hp|cv|bids?|reviews?|sold|pcs)\b)",
    re.IGNORECASE,
)
_ANOTHER_AMOUNT_BEFORE = re.compile(
    r"(?:[-−+]|\d\s*[x×]|[≈~]|approx\.?|about|was|statt|instead of|au lieu de|i\.p\.v\.|rrp|msrp|"
    r"uvp|list(?: price)?|reg(?:ular)?(?: price)?|old price|before|antes|prima|vroeger|adviesprijs|"
    r"ord(?:inarie)?\.?(?: pris)?|tidigare(?: pris)?|før|prix conseillé|原价|定価|市场价|you save|"
    r"save|économisez|sparen|ersparnis|shipping|postage|delivery|versand(?:kosten)?|livraison|"
    r"verzend(?:kosten|ing)?|spedizione|envío|frakt|deposit|kaution|caution|borg)[\s:]*$",
    re.IGNORECASE,
)
_OPEN_BEFORE = re.compile(
    r"(?:\bfrom|\bab|\bvanaf|\bv\.?a\.?|\b[àa] partir d[eu]|\bdès|\bdesde|\bda|\ba partire da|\bod|"
    r"\bот|\bвід|\bот|\bfrån|\bfra|\balkaen|\bαπό|starting (?:at|from)|as low as|up to|bis(?: zu)?|"
    r"\btot|jusqu'à|\bmin\.?|\bmax\.?|\bbid(?:s)?|\bgebot)[\s:]*$",
    re.IGNORECASE,
)
_OPEN_AFTER = re.compile(r"\s*(?:起|から|～|\+\s*$|and up|et plus)", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|~|～|to|bis|tot|à|a|до|do|and|und|et)\s*", re.IGNORECASE)
_CENTS_AFTER_SIGN = re.compile(r"(\d)(€|£)(\d{2})(?![\d.,]|\s?[€£])")
_ARABIC_MARKS = str.maketrans({"٫": ".", "٬": ",", "−": "-", "`": "'", "´": "'"})


@dataclass(frozen=True, slots=True)
class Price:
    """What a text says about the price."""

    amount: Decimal | None
    """Asking price of the whole offer; ``None`` for none, a range, "from", or an unclear text."""
    currency: str | None
    """ISO 4217 code."""
    raw: str
    """The text, at most :data:`MAX_RAW` characters."""


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Decimal
    sign: str | None
    start: int
    end: int


def parse(text: str, *, currency: str | None = None, where: Where = NOWHERE) -> Price:
    """Read a price as a person wrote it.

    :param currency: ISO 4217 code that the page declares for it; taken where the text has no sign,
        and to tell which currency an ambiguous sign means.
    :param where: what the site's configuration and the page say about their place.
    """
    raw = text[:MAX_RAW]
    if currency:
        where = Where(currency, where.country, where.language)
    if len(text) > MAX_RAW:
        return Price(None, None, raw)
    plain = unicodedata.normalize("NFKC", text).translate(_ARABIC_MARKS)
    plain = _CENTS_AFTER_SIGN.sub(r"\1.\3 \2", " ".join(plain.split()))
    amounts = [amount for match in _AMOUNT.finditer(plain) if (amount := _amount(match, where))]
    chosen = _choose(plain, amounts, where)
    sign = chosen.sign if chosen else next((each.sign for each in amounts if each.sign), None)
    found = sign or (where.currency if not _sign_in(plain) else None)
    value = chosen.value if chosen and chosen.value > 0 else None
    return Price(value, found, raw)


def _sign_in(text: str) -> bool:
    return re.search(_SIGN, text) is not None


def _amount(match: re.Match[str], where: Where) -> _Amount | None:
    text, start = match.string, match.start("number")
    glued = start > 0 and text[start - 1].isalpha() and not match["before"]
    signs = [currencies.resolve(sign, where) for sign in match.group("before", "after") if sign]
    sign = next((code for code in signs if code), None)
    times = (match["times"] or "").lower().rstrip(".")
    decimals = 3 if (sign or where.currency) in currencies.THREE_DECIMALS else 2
    value = number.read(match["number"], decimals=decimals)
    if glued or value is None:
        return None
    if times:
        value *= _TIMES[times if times in _TIMES else times.removesuffix("s")]
    if value > MAX_AMOUNT:
        return None
    # The sign after this amount may be the sign before the next one: "£15 £20".
    followed = match["before"] and re.match(r"\s?\d", text[match.end("after") :])
    end = match.end("after") if match["after"] and not followed else match.end()
    return _Amount(value, sign, match.start(), end)


def _choose(text: str, amounts: list[_Amount], where: Where) -> _Amount | None:
    """The one amount that is the price, if exactly one can be."""
    for one, following in pairwise(amounts):
        if one.value != following.value and _RANGE.fullmatch(text[one.end : following.start]):
            return None
    asked = [
        each
        for each in amounts
        if not _ANOTHER_AMOUNT_AFTER.match(text, each.end)
        and not _ANOTHER_AMOUNT_BEFORE.search(text[: each.start])
    ]
    asked = [each for each in asked if each.sign] or asked
    if len({each.sign for each in asked}) > 1:
        asked = [each for each in asked if each.sign == where.currency]
    if len({each.value for each in asked}) != 1:
        return None
    chosen = asked[0]
    if _OPEN_BEFORE.search(text[: chosen.start]) or _OPEN_AFTER.match(text, chosen.end):
        return None
    return chosen
