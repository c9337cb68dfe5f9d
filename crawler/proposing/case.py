"""A saved page with what must be read off it: a test that needs no network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from crawler.config import Site
from crawler.errors import InputError
from crawler.exchange.page_reader import PageReader
from crawler.extraction import Hints, Kind, Page, Selectors, listing_links, next_links
from crawler.proposing.proposal import Proposal

FIELDS = (
    "title", "price", "currency", "seller", "location", "posted_at", "images", "description",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is read otherwise than the saved page's JSON has it."""

    field: str
    expected: Any
    found: Any


@dataclass(frozen=True, slots=True)
class Case:
    """One saved page: ``NAME.html`` and ``NAME.json``."""

    file: Path
    """The JSON."""
    said: dict[str, Any]

    def differences(self, site: Site) -> Iterator[Difference]:
        """What the site's settings read otherwise."""
        page = self._page()
        reading = PageReader(site.name, site).read(page, expected=self.said.get("expected", False))
        selectors = Selectors.compile(dict(site.selectors))
        found: dict[str, Any] = {
            "kind": reading.kind.value,
            "links": listing_links(page, selectors),
            "next": next_links(page, selectors),
        }
        for name, value in found.items():
            if name in self.said and self.said[name] != value:
                yield Difference(name, self.said[name], value)
        listing = reading.listings[0].listing if reading.listings else None
        for name, expected in self.said.get("listing", {}).items():
            value = _plain(getattr(listing, name, None))
            if value != expected:
                yield Difference(name, expected, value)

    def _page(self) -> Page:
        html = self.file.with_suffix(".html")
        if not html.is_file():
            raise InputError(f"{self.file}: its page {html.name} is not there")
        fetched = self.said.get("fetched_at")
        return Page(
            self.said["url"],
            html.read_bytes(),
            self.said.get("content_type"),
            datetime.fromisoformat(fetched) if fetched else None,
        )


def saved(folder: Path, site: str) -> list[Case]:
    """The saved pages of a site.

    :raises InputError: if one is no such file.
    """
    return [_read(file) for file in sorted((folder / site).glob("*.json"))]


def _read(file: Path) -> Case:
    try:
        said = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise InputError(f"{file}: is not JSON: {error}") from None
    if not isinstance(said, dict) or not isinstance(said.get("url"), str):
        raise InputError(f"{file}: 'url' is missing: the address that the page was saved from")
    return Case(file, said)


def save(folder: Path, proposal: Proposal, results: Page | None) -> list[Path]:
    """Keep the first listing page, and the page of results that leads to it, as tests.

    :returns: the JSON files; none for a site whose adverts have no pages.
    """
    written = []
    site = proposal.site
    reader = PageReader(site.name, site)
    pages = [("advert", page, True) for page, _ in proposal.pages[:1] if page.body]
    if results is not None and proposal.kind in {"classifieds", "shop", "forum", "telegram"}:
        pages.append(("results", results, False))
    for name, page, expected in pages:
        reading = reader.read(page, expected=expected)
        said: dict[str, Any] = {"url": page.url, "content_type": "text/html; charset=utf-8"}
        if page.fetched_at:
            said["fetched_at"] = page.fetched_at.isoformat()
        said["hints"] = _hints(site)
        said["selectors"] = dict(site.selectors)
        if expected:
            said["expected"] = True
        said["kind"] = reading.kind.value
        if expected and reading.listings:
            listing = reading.listings[0].listing
            said["listing"] = {each: _plain(getattr(listing, each)) for each in FIELDS}
        if reading.kind is Kind.SEARCH and proposal.kind != "telegram":
            selectors = Selectors.compile(dict(site.selectors))
            said["links"] = listing_links(page, selectors)
            said["next"] = next_links(page, selectors)
        written.append(_write(folder / site.name / name, page.body, said))
    return written


def _write(place: Path, body: bytes, said: dict[str, Any]) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.with_suffix(".html").write_bytes(body)
    file = place.with_suffix(".json")
    file.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return file


def _hints(site: Site) -> dict[str, Any]:
    hints = Hints(currency=site.currency, country=site.country, languages=site.languages)
    said = {"currency": hints.currency, "country": hints.country, "languages": [*hints.languages]}
    return {name: value for name, value in said.items() if value}


def _plain(value: Any) -> Any:
    """A field as JSON has it."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
