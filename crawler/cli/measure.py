"""``patrol keywords measure``"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

import click
from rich.console import Console
from rich.table import Table

from crawler.cli.app import config_option, json_option
from crawler.cli.progress import progress
from crawler.cli.trace import shortened
from crawler.config import Config
from crawler.errors import InputError
from crawler.exchange.source import open_source
from crawler.exchange.table import FORMATS, open_table
from crawler.lexicon import load_sound
from crawler.matching import Circumstances, Matcher, read_rates
from crawler.measuring.labelled import ORDINARY, labelled
from crawler.measuring.share import Share
from crawler.measuring.tally import Line, Tally
from crawler.strict_yaml import suggest


@click.command()
@click.argument("file", metavar="LABELLED")
@click.option("--ordinary", multiple=True, default=ORDINARY, show_default=", ".join(ORDINARY),
              help="Label of adverts that nobody needs to see; may be repeated.")  # fmt: skip
@click.option("--terms", type=click.IntRange(min=0), default=15, show_default=True,
              help="Terms shown of those that cost most false alarms.")  # fmt: skip
@click.option("--format", "wanted", type=click.Choice(FORMATS),
              help="Format of LABELLED.  [default: by its ending]")  # fmt: skip
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of LABELLED.")
@config_option
@json_option
def measure(
    config: Config,
    file: str,
    ordinary: tuple[str, ...],
    terms: int,
    wanted: str | None,
    encoding: str,
    as_json: bool,
) -> None:
    """Measure the keyword files on adverts that people have labelled.

    LABELLED is a table as for "patrol score" with a column "label": a domain ("wildlife", "drugs"
    ...), or "benign" for an ordinary advert. Printed are, per domain and per language and at each
    level, the share found, the ordinary adverts flagged per 1,000, and the precision, each with
    its 95 % interval; then the terms that cost most false alarms. Only the main tray counts.
    """
    lexicon = load_sound(config.keywords)
    matcher = Matcher(lexicon, config.levels)
    circumstances = Circumstances(on=datetime.now(UTC).date(), rates=read_rates())
    domains = {file.domain for file in lexicon.files if not file.shared}
    tally = Tally()
    with open_source(file, encoding) as source:
        table = open_table(source, wanted)
        adverts = labelled(source, table, domains, ordinary)
        number = table.check()
        if not number:
            raise InputError(f"{file} holds no advert")
        with progress(adverts, number, "measuring") as shown:
            tally.add((each, matcher.assess(each.listing, circumstances)) for each in shown)
    for label in sorted(tally.labelled.keys() - {"", *domains}):
        near = suggest(label, [*domains, *ordinary])
        told = f"patrol: no keyword file has the domain '{label}', so no precision is known for it"
        click.echo(f"{told}; if its adverts are ordinary, say --ordinary {label}{near}", err=True)
    if as_json:
        click.echo(json.dumps(tally.as_dict(terms), ensure_ascii=False, indent=2))
        return
    console = Console(
        width=None if sys.stdout.isatty() else 160, highlight=False, markup=False, emoji=False
    )
    console.print(_lines("domain", tally.by_domain()))
    console.print()
    console.print(_lines("language", tally.by_language()))
    if chosen := tally.costliest(terms):
        console.print()
        console.print(_costs(tally, chosen))


def _lines(kind: str, lines: Iterable[Line]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(kind)
    table.add_column("from level")
    for title in ("found", "95 %", "ordinary flagged per 1,000", "95 %", "precision", "95 %"):
        table.add_column(title, justify="right")
    for line in lines:
        table.add_row(
            line.of,
            line.level.value,
            *_cells(line.found, 100, " %"),
            *_cells(line.false, 1000, ""),
            *_cells(line.precision, 100, " %"),
        )
    return table


def _cells(share: Share, times: int, unit: str) -> tuple[str, str]:
    if share.value is None or share.interval is None:
        return "-", ""
    low, high = share.interval
    digits = 1 if times == 100 else 2
    value = f"{share.hits:,} of {share.of:,} = {times * share.value:.{digits}f}{unit}"
    return value, f"{times * low:.{digits}f}-{times * high:.{digits}f}"


def _costs(tally: Tally, chosen: Iterable[tuple[tuple[str, str, str], int]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("term that helped to flag ordinary adverts")
    table.add_column("group")
    table.add_column("file")
    table.add_column("ordinary", justify="right")
    table.add_column("to be found", justify="right")
    for term, cost in chosen:
        table.add_row(shortened(term[2]), term[1], term[0], f"{cost:,}", f"{tally.gain[term]:,}")
    return table
