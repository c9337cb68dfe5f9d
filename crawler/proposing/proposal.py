"""A site as it could stand in ``config.yaml``, with what every page that was looked at gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from crawler.config import Site
from crawler.config.domain import domain_of
from crawler.config.model import Render
from crawler.exchange.page_reader import PageReader
from crawler.extraction import Found, Hints, Kind, Page, listing_links, next_links, wayfinding
from crawler.proposing import advice
from crawler.proposing.exploration import Exploration
from crawler.proposing.links import listing_selector
from crawler.proposing.selecting import samples, selectors

SHOWN = (
    "title", "price", "currency", "seller", "location", "posted_at", "images", "description",
)  # fmt: skip
"""Fields that a new site is judged by."""
_EXPECTED = ("price", "seller", "location")
_FROM_POSTS = frozenset({"seller", "date", "description", "title", "location"})
"""What a forum's or channel's own program says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A new site."""

    name: str
    kind: str
    start: tuple[str, ...]
    languages: tuple[str, ...] = ()
    country: str | None = None
    currency: str | None = None
    selectors: dict[str, str] = field(default_factory=dict)
    entries: bool = False
    render: Render = "http"
    listings: int = 0
    """Fewest listings of a healthy night, by the one page that was seen."""
    covered: tuple[str, ...] = ()
    """Fields that every page had."""
    pages: tuple[tuple[Page, Found | None], ...] = ()
    """The listing pages, and what the site's settings read off them."""
    notes: tuple[str, ...] = ()

    @property
    def site(self) -> Site:
        """The same as a checked part of the configuration."""
        said = {
            "name": self.name, "spider": self.kind, "start": self.start,
            "languages": self.languages, "country": self.country, "currency": self.currency,
            "selectors": self.selectors, "render": self.render,
            "read": "entries" if self.entries else "pages",
        }  # fmt: skip
        return Site.model_validate(said)


def propose(seen: Exploration, name: str | None, render: Render) -> Proposal:
    """The site that these pages belong to.

    :param name: its name; made from its address without one.
    """
    proposal = Proposal(
        name=name or name_of(seen.url), kind=seen.kind,
        start=(*seen.sections,) or (seen.start,), entries=seen.entries,
        render=render if seen.rendered else "http",
    )  # fmt: skip
    if seen.records is not None:
        return _of_records(proposal, seen)
    pages = [page for page in (seen.results, *seen.adverts) if page is not None]
    if proposal.kind != "telegram":  # its pages are framed in the reader's language
        proposal = _placed(proposal, pages)
    if seen.adverts and not seen.entries:
        proposal = _selected(proposal, seen.adverts)
        proposal = _linked(proposal, seen)
    return _expecting(proposal, seen)


def name_of(url: str) -> str:
    """A name for a site, from its host."""
    parts = urlsplit(url)
    host = (parts.hostname or "site").removeprefix("www.")
    if host == "t.me":
        host = next(part for part in parts.path.split("/") if part not in {"", "s"})
    if not re.search(r"[a-z]", host):
        return "new-site"
    labels = host.split(".")
    own = domain_of(url).split(".")[0]
    stem = own if own in labels else labels[0]
    return re.sub(r"[^a-z0-9-]+", "-", stem.lower()).strip("-")[:64] or "new-site"


def _of_records(proposal: Proposal, seen: Exploration) -> Proposal:
    """A platform that gives JSON: its records are the pages."""
    records = seen.records.records if seen.records else ()
    shown = tuple((Page(record.found.listing.url, b""), record.found) for record in records[:3])
    notes = []
    found = [each for _, each in shown if each is not None]
    if any(each.listing.price is not None and not each.listing.currency for each in found):
        notes.append(
            "its JSON names no currency: look at the shop and add currency: EUR, or its own"
        )
    shop = proposal.kind in {"shopify", "woocommerce"}
    if shop:
        notes.append("the shop itself is the seller")
    least = max(1, len(records) // 2) if shop else 1
    return replace(proposal, pages=shown, notes=tuple(notes), listings=least)


def _placed(proposal: Proposal, pages: Sequence[Page]) -> Proposal:
    """With language and country, where all pages agree about them."""
    languages = {page.language for page in pages} - {None}
    countries = {page.country or wayfinding.country(page.url) for page in pages} - {None}
    notes = list(proposal.notes)
    if len(languages) > 1:
        said = ", ".join(sorted(each for each in languages if each))
        notes.append(f"pages declare several languages ({said}): each is read by its own")
    return replace(
        proposal,
        languages=tuple(each for each in languages if each) if len(languages) == 1 else (),
        country=next(iter(countries)) if len(countries) == 1 else None,
        notes=tuple(notes),
    )


def _selected(proposal: Proposal, adverts: Sequence[Page]) -> Proposal:
    """With selectors for what these pages do not state, and a currency if they need one."""
    hints = Hints(country=proposal.country, languages=proposal.languages)
    shown = samples(adverts, hints)
    codes = {code for sample in shown if (code := sample.value("currency"))}
    bare = any(sample.value("price") and not sample.value("currency") for sample in shown)
    currency = next(iter(codes)) if bare and len(codes) == 1 else None
    hints = replace(hints, currency=currency)
    skip = _FROM_POSTS if proposal.kind == "forum" else frozenset[str]()
    return replace(proposal, currency=currency, selectors=selectors(shown, hints, skip=skip))


def _linked(proposal: Proposal, seen: Exploration) -> Proposal:
    """With a selector for links if the page of results would else be taken for an advert."""
    page = seen.results
    if page is None or proposal.kind not in {"classifieds", "shop"}:
        return proposal
    reader = PageReader(proposal.name, proposal.site)
    found = {*listing_links(page, None)}
    if found >= {*seen.links} and reader.read(page, expected=True).kind is Kind.SEARCH:
        return proposal
    if selector := listing_selector(page, seen.links):
        chosen = {"listing": selector, **proposal.selectors}
        return replace(proposal, selectors=chosen)
    return replace(
        proposal,
        notes=(*proposal.notes, "which links lead to adverts is not clear: add selectors.listing"),
    )


def _expecting(proposal: Proposal, seen: Exploration) -> Proposal:
    """With what its settings read off the pages, and so may expect of a night."""
    reader = PageReader(proposal.name, proposal.site)
    if seen.adverts and not seen.entries:
        read = [(page, reader.read(page, expected=True).listings) for page in seen.adverts]
        shown = tuple((page, found[0] if found else None) for page, found in read)
    else:
        cards = reader.read(seen.results).listings[:3] if seen.results else ()
        shown = tuple((Page(each.listing.url, b""), each) for each in cards)
    count = len(seen.links) if seen.links else len(shown)
    more = bool(seen.results and next_links(seen.results, None))
    covered = tuple(
        name for name in _EXPECTED if shown and all(has(each, name) for _, each in shown)
    )
    whole = proposal.kind in {"classifieds", "forum", "shop", "sitemap"}
    return replace(
        proposal,
        pages=shown,
        covered=covered,
        listings=max(1, count if more and whole else count // 2),
        notes=(*proposal.notes, *_missing(shown, proposal.kind), *_ways(seen)),
    )


def has(found: Found | None, field: str) -> bool:
    """Whether a field was read."""
    return found is not None and getattr(found.listing, field) not in (None, (), "")


def _ways(seen: Exploration) -> list[str]:
    """What cannot be told from one page of results."""
    if seen.section:
        return ["it begins at one section: add the addresses of the others to start"]
    return []


def _missing(shown: Sequence[tuple[Page, Found | None]], kind: str) -> list[str]:
    """What was read nowhere, and how to say where it stands."""
    notes = []
    for name in advice.worth_having(kind):
        if shown and not any(has(found, name) for _, found in shown):
            notes.append(advice.missing(name))
    return notes
