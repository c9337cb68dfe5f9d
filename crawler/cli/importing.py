"""``patrol import``"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from crawler.cli.app import config_option, json_option
from crawler.cli.progress import progress
from crawler.config import Config
from crawler.config.values import check_name
from crawler.errors import Exit, InputError
from crawler.exchange.feed import Feed, from_captures, from_table
from crawler.exchange.importing import Import, Imported
from crawler.exchange.page_reader import PageReader
from crawler.exchange.saved import captures, collected, holds_pages
from crawler.exchange.source import STANDARD_INPUT, open_source
from crawler.exchange.table import FORMATS, open_table
from crawler.matching import Circumstances, Matcher, read_rates
from crawler.store.database import open_database
from crawler.store.in_force import put_in_force

_SHOWN = 20
"""Rows left out that are named one by one."""


@click.command("import")
@click.argument("file")
@click.option("--site", "name", required=True, help="Where the adverts are from; any name.")
@click.option("--format", "wanted", type=click.Choice(FORMATS),
              help="Format of FILE.  [default: by its ending]")  # fmt: skip
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of FILE.")
@config_option
@json_option
def import_(
    config: Config, file: str, name: str, wanted: str | None, encoding: str, as_json: bool
) -> int:
    """Store adverts as if they had been swept: recognised, scored, changes kept.

    FILE is a table as "patrol score" reads it ("-" is standard input), a saved page (HTML, MHTML, a
    page of the SingleFile extension, a Safari web archive), a web archive (WARC), or a folder with
    any of these, also packed (.gz). Adverts of saved pages are marked as such. The same again
    doubles nothing. Exit code 1: something was left out, or a keyword file is refused and its last
    good version stays in force.
    """
    try:
        check_name(name)
    except ValueError as error:
        raise InputError(f"--site: {error}") from None
    site = next((each for each in config.sites if each.name == name), None)
    now = datetime.now(UTC)
    circumstances = Circumstances(on=now.date(), rates=read_rates())
    with (
        _open_feed(file, PageReader(name, site), wanted, encoding) as (feed, number),
        closing(open_database(config.database)) as database,
        progress(feed, number, "importing") as shown,
    ):
        in_force = put_in_force(database, config.keywords, config.levels, now)
        matcher = Matcher(in_force.lexicon, config.levels)
        done = Import(
            database,
            lambda listing: matcher.assess(listing, circumstances),
            site.country if site else None,
        ).run(shown)
    _tell(done, in_force.alarms, as_json=as_json)
    return int(Exit.NEEDS_A_LOOK if done.left_out or in_force.alarms else Exit.OK)


@contextmanager
def _open_feed(
    file: str, reader: PageReader, wanted: str | None, encoding: str
) -> Iterator[tuple[Feed, int]]:
    """What ``file`` holds, and in how many rows or files; a table has been read once without a
    mistake."""
    folder = Path(file) if Path(file).is_dir() else None
    if folder or (wanted is None and file != STANDARD_INPUT and holds_pages(file)):
        files = collected(file)
        pages = captures(files, otherwise=f"urn:patrol:{reader.name}:", home=folder)
        yield from_captures(pages, reader), len(files)
        return
    with open_source(file, encoding) as source:
        table = open_table(source, wanted)
        number = table.check()
        yield from_table(table, source.name, reader.name), number


def _tell(done: Imported, alarms: Sequence[str], *, as_json: bool) -> None:
    for alarm in alarms:
        click.echo(f"patrol: {alarm}", err=True)
    for each in done.left_out[:_SHOWN]:
        click.echo(f"{each.place}: {each.reason}; left out", err=True)
    if (more := len(done.left_out) - _SHOWN) > 0:
        click.echo(f"and {more:,} more that were left out", err=True)
    counts = done.counts
    if as_json:
        click.echo(json.dumps({**counts, "alarms": alarms}, ensure_ascii=False))
        return
    click.echo(
        "{rows:,} read, {listings:,} listings: {new:,} new, {changed:,} changed, "
        "{unchanged:,} unchanged, {back:,} back; {flagged:,} flagged, {repeated:,} repeated, "
        "{older:,} older than what is stored, {left_out:,} left out".format_map(counts)
    )
