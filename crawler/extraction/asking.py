"""The asking price in running text, where a posting has no place of its own for it."""

from __future__ import annotations

import re

from crawler.extraction import phrases
from crawler.extraction import price as prices
from crawler.extraction.currency import Where

_MAX_TEXT = 6_000
_AROUND = 28
_MAX_AMOUNTS = 12
_EXTRA = re.compile(r"(?:\bplus|\+|\band|\bund|\bet|\be|\by)\s*$", re.IGNORECASE)
"""Stands before what comes on top of the price."""
_BEFORE = (
    r"(?:[$€£¥₽₴₺₹₩₫]|\b(?:US|AU|CA|NZ|HK|S|R)\$|\b(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK))\s?"
)
_AFTER = (
    r"\s?(?:[€$£₽₴₺₫円元]|(?:EUR|euros?|USD|GBP|CHF|PLN|zł|SEK|NOK|DKK|CZK|Kč|kr|руб\w*|грн)\b)"
)
_NUMBER = r"\d(?:[\d.,' ]{0,14}\d)?"
_AMOUNT = re.compile(f"{_BEFORE}{_NUMBER}|{_NUMBER}{_AFTER}", re.IGNORECASE)


def find(title: str, text: str, where: Where) -> str:
    """The amount that a posting asks, as written; empty if it names none or not one alone.

    An amount counts beside a word that asks ("asking £85", "85 € VB"), or if the posting offers
    something ("WTS", "zu verkaufen") and names no other amount.
    """
    said = f"{title}\n{text[:_MAX_TEXT]}"
    found = list(_AMOUNT.finditer(said))
    if not 0 < len(found) <= _MAX_AMOUNTS:
        return ""
    own = [match for match in found if not _EXTRA.search(said[: match.start()][-8:])]
    amounts = [(match[0].strip(), _asked(said, match)) for match in own]
    asked = dict.fromkeys(text for text, is_asked in amounts if is_asked)
    if not asked and phrases.pattern("offering").search(f"{title}\n{text[:300]}"):
        asked = dict.fromkeys(text for text, _ in amounts)
    values = {prices.parse(text, where=where).amount for text in asked}
    return next(iter(asked)) if len(values) == 1 else ""


def _asked(said: str, match: re.Match[str]) -> bool:
    """Whether an amount stands beside a word that asks it."""
    before = said[max(0, match.start() - _AROUND) : match.start()]
    line = before.rpartition("\n")[2]
    after = said[match.end() : match.end() + _AROUND].partition("\n")[0]
    if phrases.pattern("asked_before").search(line) and not phrases.pattern("paid").search(line):
        return True
    asked = phrases.pattern("asked_after").match(after.lstrip(" ,;:-–(+"))
    return asked is not None and not phrases.pattern("paid").search(line)
