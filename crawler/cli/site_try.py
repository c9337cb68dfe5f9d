"""``patrol sites try``: what would be read off one page, from where, and what is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.cli.app import config_option, json_option, render_option
from crawler.config import Config, Site
from crawler.config.model import Render
from crawler.config.platforms import objections
from crawler.errors import InputError
from crawler.exchange.page_json import page_as_dict
from crawler.exchange.page_reader import PageReader
from crawler.extraction import (
    Found,
    Kind,
    Page,
    Reading,
    Selectors,
    listing_links,
    next_links,
    thread_links,
)
from crawler.proposing import advice

if TYPE_CHECKING:
    from crawler.frontier.fetch import Fetched

_FIELDS = ("title", "price", "currency", "price_raw", "seller", "location", "posted_at", "images",
           "description", "condition", "availability")  # fmt: skip
_CARDS = 3
_JSON = re.compile(r"\.json\b|/(?:api|wp-json|xrpc)/")
"""In the addresses of platforms' JSON, and in none of their pages for people."""


@click.command("try")
@click.argument("url")
@click.option("--site", "name", help="Read it as this site's page.  [default: found by address]")
@render_option
@config_option
@json_option
def try_(config: Config, url: str, name: str | None, render: Render | None, as_json: bool) -> None:
    """Fetch one page as a sweep would and show what would be read off it, and from where."""
    from crawler.frontier.fetch import fetch_pages

    for objection in objections((url,), ""):
        click.echo(f"patrol: {objection}", err=True)
    site = config.site(name) if name else site_for(config, url)
    address = _json_of(site, url) or url
    fetched = fetch_pages([address], config, site, render)[address]
    page = fetched.page
    if address != url:
        reading = _records(site, page, fetched.status)
    else:
        reader = PageReader(site.name, site)
        reading = reader.read(page)
        if reading.kind is Kind.OTHER:  # as a sweep would read it if results had led here
            reading = reader.read(page, expected=True)
    if as_json:
        found = page_as_dict(url, page, reading, rendered=fetched.rendered)
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    _show(site, fetched, reading, in_json=address != url)


def site_for(config: Config, url: str) -> Site:
    """The configured site that ``url`` belongs to, else one with nothing but defaults."""
    from crawler.config.domain import domain_of

    for site in config.sites:
        if domain_of(url) in {domain_of(address) for address in site.addresses}:
            return site
    try:
        return Site.model_validate({"name": "unknown", "spider": "classifieds", "start": [url]})
    except ValueError:
        raise InputError(f"'{url}' is not a web address") from None


def _json_of(site: Site, url: str) -> str | None:
    """Where the JSON of a page is, for sites of a kind that reads it.

    :raises InputError: if that kind cannot begin at the page, or needs keys.
    """
    from crawler.config.api import api_of
    from crawler.extraction.recipe import kinds, recipe_of

    if site.spider not in kinds():
        return None
    recipe = recipe_of(site.spider)
    if site.api.id or (recipe.token and recipe.token.required):
        raise InputError(
            f"the kind '{site.spider}' asks with keys: try it with 'patrol sweep {site.name} "
            "--limit 5'"
        )
    api = api_of(site, recipe)
    path = recipe.api_path(url) or recipe.again_path(url)
    if path is None and url.startswith(api) and _JSON.search(url):
        return url
    if not path:
        known = ", ".join(route.page for route in (*recipe.start, *recipe.again))
        raise InputError(f"'{url}' is no page of the kind '{site.spider}' (pages: {known})")
    return urljoin(api, path)


def _records(site: Site, page: Page, status: int) -> Reading:
    """What the records in an answer give."""
    from crawler.config.api import home_of
    from crawler.extraction import Hints
    from crawler.extraction.answer import Answer
    from crawler.extraction.recipe import recipe_of
    from crawler.extraction.records import Reader, Record

    recipe = recipe_of(site.spider)
    hints = Hints(currency=site.currency, country=site.country, languages=site.languages)
    reader = Reader(recipe, site.name, hints, home_of(site, recipe))
    answer = Answer(url=page.url, body=page.body, fetched_at=page.fetched_at)
    results = reader.results(answer) if status < 400 else None
    if results is not None:
        return Reading(
            kind=Kind.SEARCH,
            language=None,
            listings=tuple(record.found for record in results.records),
            links=results.leads or tuple(each.found.listing.url for each in results.records),
            next_urls=(results.next_url,) if results.next_url else (),
        )
    single = reader.single(answer)
    if isinstance(single, Record):
        return Reading(kind=Kind.ITEM, language=None, listings=(single.found,))
    if page.body.lstrip()[:1] in {b"{", b"["}:
        return Reading(kind=Kind.GONE if single == "gone" else Kind.OTHER, language=None)
    return PageReader(site.name, site).read(page)


def _show(site: Site, fetched: Fetched, reading: Reading, *, in_json: bool) -> None:
    page = fetched.page
    console = Console(highlight=False, soft_wrap=False)
    kind = f"{reading.kind.value} ({reading.reason})" if reading.reason else reading.kind.value
    how = ", opened in the browser" if fetched.rendered else ""
    console.print(f"{page.url}\nHTTP {fetched.status}, {len(page.body):,} bytes{how}, read as "
                  f"{kind} with the settings of site '{site.name}'", markup=False)  # fmt: skip
    if why := advice.obstacle(reading, fetched.status):
        console.print(f"a sweep reads nothing here: {why}", markup=False, soft_wrap=True)
        return
    many = reading.kind is Kind.SEARCH or len(reading.listings) > 1
    if many:
        _show_cards(console, reading.listings)
    for found in () if many else reading.listings:
        _show_listing(console, found, advice.worth_having(site.spider))
    if not reading.listings:
        console.print("no advert can be read here")
    links, following = _ways(site, page, reading, in_json=in_json)
    _list(console, f"{len(links)} addresses of listings", links[:_CARDS])
    _list(console, f"{len(following)} further pages", following[:_CARDS])
    if many and not links and not in_json:
        console.print("missing: addresses of listings: add selectors.listing")
    if many and links and not following and not in_json:
        console.print("no next page was found: if there is one, add selectors.next")


def _ways(
    site: Site, page: Page, reading: Reading, *, in_json: bool
) -> tuple[Sequence[str], Sequence[str]]:
    """Addresses of listings and of further pages, as the site's spider finds them."""
    if in_json or site.spider in {"feed", "telegram"}:
        return reading.links, reading.next_urls
    selectors = Selectors.compile(dict(site.selectors))
    links = (thread_links if site.spider == "forum" else listing_links)(page, selectors)
    return links or reading.links, next_links(page, selectors) or reading.next_urls


def _show_listing(console: Console, found: Found, wanted: Sequence[str]) -> None:
    """Every field of one advert, and a line for each that is worth having and empty."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("field", "read from", "value"):
        table.add_column(title, overflow="fold")
    for field in _FIELDS:
        value = getattr(found.listing, field)
        shown = _short(value) if value not in (None, ()) else "-"
        table.add_row(field, found.sources.get(field, ""), Text(shown))
    console.print(table)
    for field in wanted:
        if getattr(found.listing, field) in (None, ()):
            console.print(advice.missing(field), markup=False, soft_wrap=True)


def _show_cards(console: Console, cards: Sequence[Found]) -> None:
    """The first adverts of a page of results, a line each."""
    console.print(f"{len(cards)} cards with a title")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("title", "price", "seller", "address"):
        table.add_column(title, overflow="fold")
    for found in cards[:_CARDS]:
        listing = found.listing
        price = f"{listing.price or ''} {listing.currency or ''}".strip() or listing.price_raw
        cells = (listing.title, price, listing.seller, listing.url)
        table.add_row(*(Text(_short(cell) if cell else "-") for cell in cells))
    console.print(table)


def _list(console: Console, heading: str, addresses: Sequence[str]) -> None:
    console.print(heading + (":" if addresses else ""), markup=False)
    for address in addresses:
        console.print(f"  {address}", markup=False, soft_wrap=True)


def _short(value: Any) -> str:
    text = f"{len(value)}: {value[0]}" if isinstance(value, tuple) else str(value)
    return text if len(text) <= 200 else text[:199] + "…"
