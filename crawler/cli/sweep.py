"""``patrol sweep``"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click
from rich.console import Console
from rich.live import Live
from rich.table import Table

from crawler.cli.app import config_option, json_option
from crawler.config import Config, Site
from crawler.config.platforms import objections
from crawler.config.policy import scrapy_settings
from crawler.errors import InputError
from crawler.store.database import open_database
from crawler.sweeps.launch import Night
from crawler.sweeps.report import RunReport


@click.command()
@click.argument("names", metavar="[SITE]...", nargs=-1)
@click.option("--limit", type=click.IntRange(min=1), help="Pages per site, for a first look.")
@config_option
@json_option
def sweep(config: Config, names: tuple[str, ...], limit: int | None, as_json: bool) -> int:
    """Sweep tonight's sites: all that are enabled, or those named.

    Picks up what an interrupted sweep left. The exit code says how it went: 0 all healthy,
    1 something needs a look, 4 no site was covered; docs/operators.md has them all.
    """
    report = run_night(config, names, limit=limit, quiet=as_json)
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
    else:
        show(report)
    return int(report.exit_code)


def run_night(
    config: Config, names: Sequence[str], *, limit: int | None = None, quiet: bool = False
) -> RunReport:
    """Check everything that can be checked before the first request, then sweep."""
    sites = [config.site(name) for name in names] or [site for site in config.sites if site.enabled]
    if not sites:
        where = config.path or "there is no config.yaml here, so"
        raise InputError(f"{where}: no site is enabled; docs/adding-a-site.md shows how to add one")
    for site in sites:
        scrapy_settings(config, site)  # no contact, no browser: told before anything is asked
        for objection in objections(site.addresses, site.spider):
            click.echo(f"patrol: site '{site.name}': {objection}", err=True)
    database = open_database(config.database)
    with _Progress(sites, quiet=quiet) as progress:
        report = Night(config, sites, limit=limit, progress=progress.update).run(database)
    for alarm in report.alarms:
        click.echo(f"patrol: {alarm}", err=True)
    return report


def show(report: RunReport) -> None:
    """One line per site, and one per keyword file on trial."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("site", "verdict"):
        table.add_column(title, no_wrap=True)
    for title in ("pages", "listings", "new", "changed", "gone", "flagged", "minutes"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("reason", overflow="fold")
    for site in report.sites:
        numbers = (site.pages, site.listings, site.new, site.changed, site.gone, site.flagged)
        table.add_row(
            site.site, site.verdict.value, *(f"{number:,}" for number in numbers),
            f"{site.seconds / 60:.1f}", site.reason,
        )  # fmt: skip
    width = None if sys.stdout.isatty() else max(160, shutil.get_terminal_size().columns)
    Console(width=width, highlight=False).print(table)
    for file, by_level in report.shadow.items():
        click.echo(_trial(file, by_level))
    click.echo(f"report and logs: {report.log}")


def _trial(file: str, by_level: Mapping[str, int]) -> str:
    above = [f"{by_level[level]:,} {level}" for level in ("review", "urgent") if by_level[level]]
    of_these = f" ({', '.join(above)})" if above else ""
    return f"on trial: {file} would have flagged {sum(by_level.values()):,}{of_these}"


class _Progress:
    """Counts per site while the night runs, on a terminal; nothing in a pipe."""

    def __init__(self, sites: Sequence[Site], *, quiet: bool) -> None:
        self._counts: dict[str, dict[str, int]] = {site.name: {} for site in sites}
        console = Console(stderr=True)
        shown = console.is_terminal and not quiet
        self._live = Live(console=console, transient=True) if shown else None

    def __enter__(self) -> _Progress:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *_: Any) -> None:
        if self._live:
            self._live.stop()

    def update(self, site: str, counts: dict[str, int]) -> None:
        self._counts[site] = counts
        if self._live:
            table = Table(box=None, pad_edge=False)
            for title in ("sweeping", "pages", "listings", "flagged"):
                table.add_column(title)
            for name, so_far in self._counts.items():
                columns = ("pages", "listings", "flagged")
                table.add_row(name, *(f"{so_far.get(column, 0):,}" for column in columns))
            self._live.update(table)
