"""What to do about a page that stands in the way, and about a field that was not read."""

from __future__ import annotations

from crawler.extraction import Kind, Reading

WORTH_HAVING = ("title", "price", "currency", "seller", "location", "posted_at", "images")
_TOLD = ("title", "price", "seller", "posted_at")
"""What people tell each other on forums and channels; places and pictures are a matter of luck."""
_SELECTORS = {"posted_at": "date"}
_BY_HAND = "save its pages by hand and 'patrol import' them, or use an official API if it has one"


def obstacle(reading: Reading, status: int = 200) -> str:
    """Why nothing is read off a page, and what to do; empty for a page that is read."""
    if status >= 400:
        return _of_status(status, reading)
    if reading.kind is Kind.SHELL:
        return "it is empty until scripts have run: say render: auto, or try it with --render auto"
    if reading.kind is Kind.GONE:
        return "the advert has ended or was removed: take another one"
    if reading.kind is not Kind.BLOCKED:
        return ""
    if reading.reason == "login":
        return "it is shown to members only: give the site cookies or a login, if you may have one"
    return f"the site turns programs away ({reading.reason or 'a wall'}): {_BY_HAND}"


def _of_status(status: int, reading: Reading) -> str:
    if status in {404, 410}:
        return f"HTTP {status}: there is no such page, or no more: look at its address in a browser"
    if status == 429 or status >= 500:
        return f"HTTP {status}: the site is busy or broken: try again later, with a slower pace"
    if status == 401 or reading.reason == "login":
        return f"HTTP {status}: it is shown to members only: give the site cookies or a login"
    return f"HTTP {status}: the site turns programs away: {_BY_HAND}"


def worth_having(kind: str) -> tuple[str, ...]:
    """The fields whose want is worth a line, for sites of this kind."""
    return _TOLD if kind in {"forum", "telegram", "feed"} else WORTH_HAVING


def missing(field: str) -> str:
    """What to write so that a field is read."""
    if field == "currency":
        return "missing: currency: add currency: EUR, or whatever prices are in there"
    name = _SELECTORS.get(field, field)
    return f"missing: {field}: add selectors.{name} if the page shows it"
