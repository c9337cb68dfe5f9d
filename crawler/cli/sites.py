"""``patrol sites``: what is watched, and what a page would give."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.cli.app import config_option, json_option, render_option
from crawler.cli.terms import terms
from crawler.config import Config, Site
from crawler.config.model import Render
from crawler.config.platforms import objections, platform, platforms
from crawler.errors import InputError
from crawler.exchange.page_json import page_as_dict
from crawler.exchange.page_reader import PageReader
from crawler.extraction import Kind, Reading, Selectors, listing_links, next_links


@click.group()
def sites() -> None:
    """What is watched, and what a page would give."""


sites.add_command(terms)


@sites.command("list")
@config_option
@json_option
def list_(config: Config, as_json: bool) -> None:
    """Show every configured site."""
    if as_json:
        shown = [site.model_dump(mode="json") for site in config.sites]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("site", "enabled", "spider", "begins at", "pace", "pages"):
        table.add_column(title, overflow="fold")
    for site in config.sites:
        table.add_row(
            site.name, "yes" if site.enabled else "no", site.spider, "\n".join(site.addresses),
            f"{site.pace.delay:g} s x {site.pace.concurrency}", str(site.limits.pages),
        )  # fmt: skip
    Console(highlight=False).print(table)


@sites.command("platforms")
@click.argument("name", required=False)
@config_option
@json_option
def platforms_(config: Config, name: str | None, as_json: bool) -> None:  # noqa: ARG001
    """Show well-known platforms and the way that is open: crawl, an official API, or by hand.

    With the NAME of one, print a disabled site for it, to be copied into config.yaml.
    """
    shown = [platform(name)] if name else platforms()
    if as_json:
        values = [each.model_dump(mode="json") for each in shown]
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
    elif name:
        click.echo(shown[0].template(), nl=False)
    else:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for title in ("name", "route", "verified", "why"):
            table.add_column(title, overflow="fold")
        for each in shown:
            verified = each.verified.dated if each.verified else "no"
            table.add_row(each.name, each.route.replace("_", " "), verified, each.why)
        Console(highlight=False).print(table)


@sites.command("try")
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
    fetched = fetch_pages([url], config, site, render)[url]
    page = fetched.page
    reader = PageReader(site.name, site)
    reading = reader.read(page)
    if reading.kind is Kind.OTHER:  # as a sweep would read it if results had led here
        reading = reader.read(page, expected=True)
    if as_json:
        found = page_as_dict(url, page, reading, rendered=fetched.rendered)
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False)
    kind = f"{reading.kind.value} ({reading.reason})" if reading.reason else reading.kind.value
    how = ", opened in the browser" if fetched.rendered else ""
    console.print(f"{page.url}\nHTTP {fetched.status}, {len(page.body):,} bytes{how}, read as "
                  f"{kind} with the settings of site '{site.name}'", markup=False)  # fmt: skip
    if fetched.status >= 400:
        console.print(f"a sweep reads nothing off an answer of HTTP {fetched.status}")
        return
    _show_listings(console, reading)
    selectors = Selectors.compile(site.selectors)
    links, following = listing_links(page, selectors), next_links(page, selectors)
    console.print(f"{len(links)} addresses of listings{_first(links)}", markup=False)
    console.print(f"{len(following)} further pages{_first(following)}", markup=False)


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


def _show_listings(console: Console, reading: Reading) -> None:
    fields = ("title", "price", "currency", "price_raw", "seller", "location", "posted_at",
              "images", "description", "condition", "availability")  # fmt: skip
    for found in reading.listings[:3]:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for title in ("field", "read from", "value"):
            table.add_column(title, overflow="fold")
        for field in fields:
            value = getattr(found.listing, field)
            source = found.sources.get(field, "")
            shown = _short(value) if value not in (None, ()) else "-"
            table.add_row(field, source, Text(shown))
        console.print(table)
    if len(reading.listings) > 3:
        console.print(f"and {len(reading.listings) - 3} more")


def _short(value: Any) -> str:
    text = f"{len(value)}: {value[0]}" if isinstance(value, tuple) else str(value)
    return text if len(text) <= 200 else text[:199] + "…"


def _first(addresses: list[str]) -> str:
    return f", the first is {addresses[0]}" if addresses else ""
