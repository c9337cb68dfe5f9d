"""``patrol keywords backtest``"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from crawler.cli.app import config_option, json_option
from crawler.cli.progress import progress
from crawler.cli.rescore import index
from crawler.cli.trace import shortened
from crawler.config import Config
from crawler.items import Decision
from crawler.lexicon import Lexicon
from crawler.matching import read_rates
from crawler.rescoring.backtest import Backtest
from crawler.rescoring.edited import edited_files, edited_folder, in_force
from crawler.rescoring.scoring import Scoring
from crawler.rescoring.summary import Summary
from crawler.store.database import open_existing

_TITLES = {
    "newly_flagged": "newly flagged",
    "no_longer_flagged": "no longer flagged",
    "changed": "flagged as before, with other points or reasons",
}


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1,
                type=click.Path(path_type=Path, exists=True, dir_okay=False))  # fmt: skip
@click.option("--examples", type=click.IntRange(min=0), default=5, show_default=True,
              help="Adverts shown of each kind.")  # fmt: skip
@config_option
@json_option
def backtest(config: Config, files: tuple[Path, ...], examples: int, as_json: bool) -> None:
    """Say what edited keyword files would newly flag, and no longer flag, of the stored listings.

    Compares the keyword files in force with those in the folder, or with the FILEs named (new
    ones, or edited copies with the same id, wherever they lie). Nothing is changed.
    """
    with closing(open_existing(config.database)) as database:
        before = in_force(database)
        folder = config.keywords
        edited = edited_files(database, files, folder) if files else edited_folder(folder)
        index(database)
        today, rates = datetime.now(UTC).date(), read_rates()
        test = Backtest(
            database,
            Scoring(before, config.levels, today, rates),
            Scoring(edited.lexicon, config.levels, today, rates),
        )
        ids = test.ids()
        summary = Summary(examples)
        with progress(test.comparisons(ids), len(ids), "back-testing") as comparisons:
            summary.add(comparisons)
    failing = edited.failing(before, config.levels, rates, today)
    if as_json:
        about = {
            "before": before.version,
            "after": edited.lexicon.version,
            "failing_tests": list(map(str, failing)),
            "on_trial": edited.on_trial(before),
        }
        click.echo(json.dumps({**about, **summary.as_dict()}, ensure_ascii=False, indent=2))
        return
    for finding in failing:
        click.echo(f"patrol: would not come into force: {finding}", err=True)
    for file in edited.on_trial(before):
        click.echo(f"{file} is on trial (status: shadow) and flags nothing yet")
    _tell(summary, before, edited.lexicon)


def _tell(summary: Summary, before: Lexicon, after: Lexicon) -> None:
    if before.version == after.version:
        click.echo(f"nothing has changed: lexicon {before.version} is in force")
        return
    new, lost = summary.newly_flagged, summary.no_longer
    click.echo(
        f"{new.total():,} newly flagged, {lost.total():,} no longer flagged, "
        f"{summary.changed - new.total() - lost.total():,} with other points or reasons; "
        f"{summary.looked_at:,} listings looked at, the others hold none of the changed terms"
    )
    for told, counts in (("newly flagged", new), ("no longer flagged", lost)):
        confirmed, dismissed = counts[Decision.CONFIRMED], counts[Decision.DISMISSED]
        if confirmed or dismissed:
            click.echo(
                f"of the {told}, analysts had confirmed {confirmed:,}, dismissed {dismissed:,}"
            )
    if summary.terms:
        _show_terms(summary)
    for kind, title in _TITLES.items():
        for number, each in enumerate(summary.examples[kind]):
            if not number:
                click.echo(f"\n{title}, for example:")
            words = {match.text for match in (*each.before.matches, *each.after.matches)}
            click.echo(
                f"  {each.before.score} → {each.after.score}  "
                f"{' '.join(each.listing.title.split())[:90]}  ({each.listing.url})\n"
                f"      {', '.join(sorted(words))}"
            )


def _show_terms(summary: Summary) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("term", "group", "file"):
        table.add_column(title, overflow="fold")
    for title in ("newly flagged", "no longer", "otherwise"):
        table.add_column(title, justify="right")
    for (file, group, term), by in sorted(summary.terms.items()):
        numbers = (by["newly_flagged"], by["no_longer_flagged"], by["changed"])
        table.add_row(shortened(term), group, file, *(f"{number:,}" for number in numbers))
    click.echo()
    Console(
        width=None if sys.stdout.isatty() else 200, highlight=False, markup=False, emoji=False
    ).print(table)
