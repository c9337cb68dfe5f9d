"""``patrol export``"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from crawler.cli.app import config_option
from crawler.cli.names import check_names
from crawler.config import Config
from crawler.errors import InputError
from crawler.exchange.exporting import exported, write_csv, write_json_lines
from crawler.exchange.target import STANDARD_OUTPUT, open_binary, open_text
from crawler.items import MAIN_TRAY, Decision, Level
from crawler.store.database import open_existing
from crawler.store.flagged import EVERY_TRAY, Wanted, flagged

_FORMATS = ("csv", "jsonl", "xlsx")
_LEVELS = [level.value for level in Level]
_DECISIONS = [decision.value for decision in Decision]
_DELIMITERS = {",": ",", ";": ";", "tab": "\t"}


def _since(_context: click.Context, _parameter: click.Parameter, text: str | None) -> Any:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"--since: '{text}' is no date such as 2026-11-03") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command()
@click.option("-o", "--output", default=STANDARD_OUTPUT, help="File to write.  [default: -]")
@click.option("--format", "wanted", type=click.Choice(_FORMATS),
              help="[default: by the ending of the output, else csv]")  # fmt: skip
@click.option("--since", callback=_since, metavar="DATE", help="First seen on that day or later.")
@click.option("--site", "names", multiple=True, help="Of this site; may be given several times.")
@click.option("--category", "categories", multiple=True, help="Of this category; likewise.")
@click.option("--level", type=click.Choice(_LEVELS), default="watch", show_default=True,
              help="At least this; 'none' exports every listing of the tray.")  # fmt: skip
@click.option("--judgement", "judgements", type=click.Choice(_DECISIONS), multiple=True,
              help="Judged so; may be given several times.")  # fmt: skip
@click.option("--tray", default=MAIN_TRAY, show_default=True, help=f"Or '{EVERY_TRAY}'.")
@click.option("--delimiter", type=click.Choice(list(_DELIMITERS)), default=",", show_default=True,
              help="Between the cells of a CSV.")  # fmt: skip
@click.option("--bom", is_flag=True, help="Begin the CSV with a byte order mark, as Excel wants.")
@config_option
def export(
    config: Config,
    output: str,
    wanted: str | None,
    since: datetime | None,
    names: tuple[str, ...],
    categories: tuple[str, ...],
    level: str,
    judgements: tuple[str, ...],
    tray: str,
    delimiter: str,
    bom: bool,
) -> None:
    """Write flagged listings with their reasons and judgements, a row each.

    Cells that a spreadsheet would take for a formula begin with an apostrophe; jsonl keeps the
    original. Excel in Belgium, France or Germany opens a CSV made with --delimiter ';' --bom.
    """
    asked = Wanted(
        level=Level(level),
        tray=tray,
        sites=names,
        categories=categories,
        judgements=tuple(map(Decision, judgements)),
        since=since,
    )
    chosen = wanted or _by_ending(output)
    if chosen == "xlsx" and output == STANDARD_OUTPUT:
        raise InputError("an XLSX workbook is no text; name a file for it with -o")
    with closing(open_existing(config.database)) as database, database.read() as connection:
        check_names(config, connection, asked)
        rows = map(exported, flagged(connection, asked))
        if chosen == "xlsx":
            number = _write_workbook(rows, output)
        else:
            with open_text(output, bom=bom and chosen == "csv") as out:
                if chosen == "jsonl":
                    number = write_json_lines(rows, out)
                else:
                    number = write_csv(rows, out, _DELIMITERS[delimiter])
    if output != STANDARD_OUTPUT:
        click.echo(f"{number:,} listings written to {output}", err=True)


def _by_ending(output: str) -> str:
    """The format of a file by its ending; CSV if it has none, as standard output has none."""
    ending = Path(output).suffix.lower().removeprefix(".")
    if ending and ending not in _FORMATS:
        raise InputError(
            f"no format has the ending of {output}; write to a .csv, .jsonl or .xlsx, or say "
            "--format"
        )
    return ending or "csv"


def _write_workbook(rows: Iterable[Mapping[str, Any]], output: str) -> int:
    from crawler.exchange.spreadsheet import write_workbook

    with open_binary(output) as out:
        number, cut = write_workbook(rows, out)
    for note in cut:
        click.echo(note, err=True)
    return number
