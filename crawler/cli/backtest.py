"""``patrol keywords backtest``"""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from crawler.cli.app import config_option, json_option
from crawler.cli.progress import progress
from crawler.cli.rescore import index
from crawler.config import Config
from crawler.errors import InputError, KeywordError
from crawler.items import Decision
from crawler.lexicon import Lexicon, bring_in, load_files, load_sound
from crawler.matching import read_rates
from crawler.rescoring.backtest import Backtest
from crawler.rescoring.scoring import Scoring
from crawler.rescoring.summary import Summary
from crawler.store import lexicons
from crawler.store.database import Database, open_existing

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
        before = _in_force(database)
        after = _edited(database, files) if files else load_sound(config.keywords)
        index(database)
        today, rates = datetime.now(UTC).date(), read_rates()
        test = Backtest(
            database,
            Scoring(before, config.levels, today, rates),
            Scoring(after, config.levels, today, rates),
        )
        ids = test.ids()
        summary = Summary(examples)
        with progress(test.verdicts(ids), len(ids), "back-testing") as verdicts:
            summary.add(verdicts)
    if as_json:
        versions = {"before": before.version, "after": after.version}
        click.echo(json.dumps({**versions, **summary.as_dict()}, ensure_ascii=False, indent=2))
    else:
        _tell(summary, before, after)


def _in_force(database: Database) -> Lexicon:
    with database.read() as connection:
        latest = lexicons.latest(connection)
        found = None if latest is None else lexicons.stored(connection, latest.version)
    if found is None:
        raise InputError(
            "no keyword files are in force in this database yet; sweep, import or rescore first"
        )
    return found


def _edited(database: Database, files: tuple[Path, ...]) -> Lexicon:
    """The lexicon in force with these files in the place of those with the same ids."""
    loaded = load_files(files)
    unreadable = {part.document.path for part in loaded.parts if part.file is None}
    if unreadable:
        raise KeywordError(
            "\n".join(str(found) for found in loaded.errors if found.path in unreadable)
        )
    with database.read() as connection:
        latest = lexicons.latest(connection)
        kept = lexicons.files(connection, latest.version) if latest else {}
    parts = {each.file.id: each.file for each in kept.values()}
    parts |= {part.file.id: part.file for part in loaded.parts if part.file is not None}
    whole, unusable = bring_in(parts.values())
    documents = {part.file.id: part.document for part in loaded.parts if part.file is not None}
    faults = [
        str(documents[each.file].finding(("use", each.number), each.message))
        if each.file in documents
        else f"{each.file}, which is in force: {each.message}"
        for each in unusable
    ]
    if faults:
        raise KeywordError("\n".join(faults))
    return Lexicon.of(whole.values())


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
        for number, verdict in enumerate(summary.examples[kind]):
            if not number:
                click.echo(f"\n{title}, for example:")
            click.echo(
                f"  {verdict.before.score} → {verdict.after.score}  "
                f"{' '.join(verdict.listing.title.split())[:90]}  ({verdict.listing.url})"
            )


def _show_terms(summary: Summary) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("term", "group", "file"):
        table.add_column(title, overflow="fold")
    for title in ("newly flagged", "no longer", "otherwise"):
        table.add_column(title, justify="right")
    for (file, group, term), by in sorted(summary.terms.items()):
        numbers = (by["newly_flagged"], by["no_longer_flagged"], by["changed"])
        table.add_row(term, group, file, *(f"{number:,}" for number in numbers))
    click.echo()
    Console(highlight=False).print(table)
