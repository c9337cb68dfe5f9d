"""``patrol sites``: what is watched, and what can be said of new sites and well-known ones."""

from __future__ import annotations

import json

import click
from rich.console import Console
from rich.table import Table

from crawler.cli.app import config_option, json_option
from crawler.cli.site_check import check
from crawler.cli.site_new import new
from crawler.cli.site_try import try_
from crawler.cli.terms import terms
from crawler.config import Config
from crawler.config.platforms import platform, platforms


@click.group()
def sites() -> None:
    """What is watched, what a page would give, and a new site from its address."""


sites.add_command(try_)
sites.add_command(new)
sites.add_command(check)
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
