"""Saved pages and what must be read off them: a page, its JSON, one test per field."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction import (
    Hints,
    Page,
    Reading,
    Selectors,
    identity,
    listing_links,
    next_links,
    read,
)

PAGES = Path(__file__).parent.parent / "pages"
CASES = {
    path.relative_to(PAGES).with_suffix("").as_posix(): json.loads(path.read_text("utf-8"))
    for path in sorted(PAGES.rglob("*.json"))
}
WHOLE = ("kind", "reason", "posts", "identity", "links", "next")


@cache
def page_of(case: str) -> tuple[Page, Selectors]:
    said = CASES[case]
    fetched = said.get("fetched_at")
    page = Page(
        said["url"],
        (PAGES / f"{case}.html").read_bytes(),
        said.get("content_type"),
        datetime.fromisoformat(fetched) if fetched else None,
    )
    return page, Selectors.compile(said.get("selectors", {}))


@cache
def reading_of(case: str) -> Reading:
    page, selectors = page_of(case)
    said = CASES[case].get("hints", {})
    hints = Hints(**{**said, "languages": tuple(said.get("languages", ()))})
    return read(page, "site", selectors, hints, expected=CASES[case].get("expected", False))


def plain(value: Any) -> Any:
    """A field as the JSON has it."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def fields(part: str) -> list[Any]:
    return [
        pytest.param(case, name, value, id=f"{case}-{name}")
        for case, said in CASES.items()
        for name, value in said.get(part, {}).items()
    ]


def test_there_are_pages() -> None:
    assert len(CASES) > 20
    assert all((PAGES / f"{case}.html").is_file() for case in CASES)


@pytest.mark.parametrize(
    ("case", "name"),
    [(case, name) for case, said in CASES.items() for name in WHOLE if name in said],
)
def test_page(case: str, name: str) -> None:
    page, selectors = page_of(case)
    reading = reading_of(case)
    found: Any = {
        "kind": lambda: reading.kind.value,
        "reason": lambda: reading.reason,
        "posts": lambda: reading.posts,
        "identity": lambda: identity(page, reading.listings[0].listing),
        "links": lambda: listing_links(page, selectors),
        "next": lambda: next_links(page, selectors),
    }[name]()
    assert found == CASES[case][name]


@pytest.mark.parametrize(("case", "name", "expected"), fields("listing"))
def test_field(case: str, name: str, expected: Any) -> None:
    (found,) = reading_of(case).listings
    assert plain(getattr(found.listing, name)) == expected


@pytest.mark.parametrize(("case", "name", "expected"), fields("sources"))
def test_source(case: str, name: str, expected: Any) -> None:
    (found,) = reading_of(case).listings
    assert found.sources.get(name) == expected


@pytest.mark.parametrize("case", [case for case, said in CASES.items() if "listings" in said])
def test_cards(case: str) -> None:
    expected = CASES[case]["listings"]
    found = [
        {name: plain(getattr(card.listing, name)) for name in (expected[0] if expected else ())}
        for card in reading_of(case).listings
    ]
    assert found == expected
