"""Numbers as people of many countries write them."""

from __future__ import annotations

import re
from decimal import Decimal

PATTERN = r"\d+(?:[.,'’]\d+|[ ]\d{3}(?!\d))*"
"""Regular expression of one number, thousands set apart by a point, comma, apostrophe or space."""

_MAX_DIGITS = 15
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[.,'’ ])\d{3})(?:(?P=mark)\d{3})*")
_GROUPED_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_PLAIN = re.compile(r"\d+")
_MACHINE = re.compile(r"\d+(?:\.\d+)?")


def read(text: str, *, decimals: int = 2) -> Decimal | None:
    """The number written as ``text``, ``None`` if it is not written like one.

    One mark followed by three digits sets thousands apart (``1.299``, ``1,299``), unless the
    number begins with a zero or ``decimals`` says that three decimals are usual.
    """
    digits = _ungrouped(text)
    fraction = ""
    if digits is None or (_GROUPED.fullmatch(text) and not _is_thousands(text, decimals)):
        whole, mark, fraction = _split(text)
        digits = None if mark and mark in whole else _ungrouped(whole)
    if digits is None or len(digits) + len(fraction) > _MAX_DIGITS:
        return None
    return Decimal(f"{digits}.{fraction}" if fraction else digits)


def _is_thousands(text: str, decimals: int) -> bool:
    """Whether the mark in ``1.299`` sets thousands apart."""
    once = len(re.findall(r"[.,]", text)) == 1
    return not once or not (text.startswith("0") or decimals == 3)


def read_machine(text: str, *, decimals: int = 2) -> Decimal | None:
    """A number as programs write it: digits, and a point before the decimals.

    ``None`` for anything else, and where it :func:`can_be_two` numbers and ``decimals``, those
    that are usual, do not tell which.
    """
    text = text.strip()
    if len(text) > _MAX_DIGITS + 8 or not _MACHINE.fullmatch(text):
        return None
    if decimals != 3 and can_be_two(text):
        return Decimal(text.replace(".", "")) if decimals == 0 else None
    return Decimal(text)


def can_be_two(text: str) -> bool:
    """Whether a program may have meant ``1.299`` or 1299: some group thousands all the same."""
    return _ONE_GROUP.fullmatch(text.strip()) is not None


def _split(text: str) -> tuple[str, str, str]:
    """Whole part, mark and decimals, as if the last point or comma were a decimal mark."""
    at = max(text.rfind("."), text.rfind(","))
    if at < 0 or not _PLAIN.fullmatch(text[at + 1 :]):
        return text, "", ""
    return text[:at], text[at], text[at + 1 :]


def _ungrouped(whole: str) -> str | None:
    if _PLAIN.fullmatch(whole):
        return whole
    if _GROUPED.fullmatch(whole) or _GROUPED_INDIAN.fullmatch(whole):
        return re.sub(r"\D", "", whole)
    return None
