"""``patrol score``"""

from __future__ import annotations

from datetime import UTC, datetime

import click

from crawler.cli.app import config_option
from crawler.cli.progress import progress
from crawler.config import Config
from crawler.errors import InputError
from crawler.exchange.scoring import ADDED, scored_lines
from crawler.exchange.source import open_source
from crawler.exchange.table import FORMATS, format_of, open_table
from crawler.exchange.target import STANDARD_OUTPUT, open_text
from crawler.lexicon import load_sound
from crawler.matching import Circumstances, Matcher, read_rates


@click.command()
@click.argument("file")
@click.option("-o", "--output", default=STANDARD_OUTPUT, help="File to write.  [default: -]")
@click.option("--format", "wanted", type=click.Choice(FORMATS),
              help="Format of both.  [default: by the ending of FILE]")  # fmt: skip
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of FILE.")
@click.option("--trace", is_flag=True, help="Show also the matches that did not count, and why.")
@config_option
def score(
    config: Config, file: str, output: str, wanted: str | None, encoding: str, trace: bool
) -> None:
    """Score a table of adverts: the same rows with score, level, flagged, category, tray, reasons
    and matches.

    FILE is CSV (with commas or semicolons) or JSON lines; "-" is standard input. It must have a
    column "title"; id, description, price, currency, seller, url and lang are understood too, and
    every column comes back as it was. Nothing is written unless all of it can be read.
    """
    chosen = wanted or format_of(file)
    if output.lower().endswith(tuple(f".{other}" for other in FORMATS if other != chosen)):
        raise InputError(f"{output} would hold {chosen}, as {file} does; give it that ending")
    matcher = Matcher(load_sound(config.keywords), config.levels)
    circumstances = Circumstances(on=datetime.now(UTC).date(), rates=read_rates())
    with open_source(file, encoding) as source:
        table = open_table(source, wanted)
        rows = table.check(ADDED)
        lines = scored_lines(table, matcher, circumstances, trace=trace)
        with open_text(output) as out, progress(lines, rows, "scoring") as shown:
            out.writelines(shown)
