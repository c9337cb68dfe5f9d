"""The state of the goods, in the words that a listing is kept with."""

from __future__ import annotations

from crawler.extraction import phrases

_CONDITIONS = ("damaged", "refurbished", "used", "new")
"""In the order of asking: "used, like new" is used."""


def condition(text: str) -> str:
    """``new``, ``used``, ``refurbished`` or ``damaged``; empty if the text says none of them."""
    if not text:
        return ""
    return next(
        (name for name in _CONDITIONS if phrases.pattern(f"condition_{name}").search(text)), ""
    )
