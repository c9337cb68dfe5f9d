"""``patrol sites terms``: what a site is searched for, and what that has given."""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from crawler.cli.app import config_option, json_option
from crawler.config import Config
from crawler.errors import InputError
from crawler.frontier.search_plan import Standing, plan
from crawler.lexicon import load_sound
from crawler.store import searches
from crawler.store.database import exists, open_existing
from crawler.store.searches import Yield


@click.command()
@click.argument("name")
@config_option
@json_option
def terms(config: Config, name: str, as_json: bool) -> None:
    """Show the terms that a site's search form is asked for: tonight's, and what each has given.

    NAME is a site of the configuration.
    """
    from crawler.frontier.search import search_terms

    site, now = config.site(name), datetime.now(UTC)
    if site.search is None:
        raise InputError(f"site '{name}' has no 'search': its sweeps ask for no terms")
    chosen = search_terms(site, site.search, load_sound(config.keywords), now.date())
    standings = plan(chosen, _memory(config, name), site.search, now)
    if as_json:
        click.echo(json.dumps([_as_dict(each) for each in standings], ensure_ascii=False, indent=2))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("tonight", justify="right")
    for title in ("term", "because", "last asked"):
        table.add_column(title, overflow="fold")
    for title in ("times", "requests", "listings", "new", "flagged", "per request"):
        table.add_column(title, justify="right")
    for each in standings:
        so_far = each.so_far
        asked_at = f"{so_far.asked_at:%Y-%m-%d %H:%M}" if so_far.asked_at else "-"
        table.add_row(
            str(each.tonight or ""), each.term, each.why, asked_at, f"{so_far.asked:,}",
            f"{so_far.requests:,}", f"{so_far.listings:,}", f"{so_far.new:,}",
            f"{so_far.flagged:,}", _per_request(so_far),
        )  # fmt: skip
    width = None if sys.stdout.isatty() else max(160, shutil.get_terminal_size().columns)
    Console(width=width, highlight=False).print(table)
    tonight = sum(1 for each in standings if each.tonight)
    click.echo(f"{tonight} of {len(standings)} terms tonight, each once in {site.search.every} "
               f"nights, budget {site.search.budget}")  # fmt: skip
    if (needed := -(-len(standings) // site.search.every)) > site.search.budget:
        click.echo(f"that takes a budget of {needed}; until then the longest unasked come first")


def _memory(config: Config, name: str) -> dict[str, Yield]:
    if not exists(config.database):
        return {}
    with closing(open_existing(config.database)) as database, database.read() as connection:
        return searches.of_site(connection, name)


def _per_request(so_far: Yield) -> str:
    return f"{so_far.flagged / so_far.requests:.3f}" if so_far.requests else "-"


def _as_dict(standing: Standing) -> dict[str, Any]:
    so_far = standing.so_far
    return {
        "term": standing.term,
        "tonight": standing.tonight or None,
        "because": standing.why,
        "asked_at": so_far.asked_at.isoformat(timespec="seconds") if so_far.asked_at else None,
        "asked": so_far.asked,
        "requests": so_far.requests,
        "listings": so_far.listings,
        "new": so_far.new,
        "flagged": so_far.flagged,
        "flagged_per_request": so_far.flagged / so_far.requests if so_far.requests else None,
    }
