"""The price and currency cells of a table, which people and programs fill in."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_BY_PROGRAMS = re.compile(r"\d{1,15}(?:\.\d{1,2})?")
_CODE = re.compile(r"[A-Za-z]{3}")
_LONGEST = 60
"""Characters; a longer cell holds more than a price."""


def read_price(price: str, currency: str) -> tuple[Decimal | None, str | None]:
    """Amount and ISO 4217 code, each ``None`` where the cells do not say it.

    A cell is a price if it holds one amount and nothing but a currency sign beside it: ``29.28``,
    ``1 500``, ``54,95``, ``€ 12.750``. A sign there counts more than the currency cell.
    """
    if not price and not currency:
        return None, None
    if _BY_PROGRAMS.fullmatch(price) and (not currency or _CODE.fullmatch(currency)):
        return Decimal(price), currency.upper() or None
    return _by_people(price, currency)


def _by_people(price: str, currency: str) -> tuple[Decimal | None, str | None]:
    # Importing the reading room takes 0.1 s, and most tables never need it.
    from crawler.extraction import number
    from crawler.extraction.currency import Where, decimals, resolve, sign_after

    code = resolve(currency)
    plain = " ".join(unicodedata.normalize("NFKC", price[: _LONGEST + 1]).split())
    written = re.search(number.PATTERN, plain)
    if written is None or len(price) > _LONGEST:
        return None, code
    before, after = plain[: written.start()].strip(), plain[written.end() :].strip()
    sign = before or after
    if (before and after) or (sign and sign_after(sign, 0) != sign):
        return None, code
    code = resolve(sign, Where(currency=code)) if sign else code
    amount = number.read(written[0], decimals=decimals(code))
    return number.read_machine(written[0]) if amount is None else amount, code
