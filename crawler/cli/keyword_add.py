"""``patrol keywords add``"""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, date, datetime

import click

from crawler.cli.app import config_option, json_option
from crawler.cli.progress import progress
from crawler.cli.rescore import index
from crawler.config import Config
from crawler.editing.addition import COLUMNS, additions
from crawler.editing.draft import Draft, draft
from crawler.errors import Exit, KeywordError
from crawler.exchange.csv_table import CsvTable
from crawler.exchange.source import open_source
from crawler.matching import Rates, read_rates
from crawler.rescoring.backtest import Backtest
from crawler.rescoring.scoring import Scoring
from crawler.rescoring.summary import Summary
from crawler.store import listings
from crawler.store.database import exists, open_existing

_MANY, _SHARE = 100, 0.01
"""More newly flagged adverts than both this number and this share of all is taken for a mistake."""


@click.command()
@click.argument("file", metavar="FILE.csv")
@click.option("--dry-run", is_flag=True, help="Check and try the words, and write nothing.")
@click.option("--force", is_flag=True, help="Add them even if they flag very many stored listings.")
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of FILE.csv.")
@config_option
@json_option
def add(config: Config, file: str, dry_run: bool, force: bool, encoding: str, as_json: bool) -> int:
    """Add words from a spreadsheet to the keyword files.

    FILE.csv has a column "term", and "file": the id of the keyword file. Further columns: group,
    lang, variants (with | between), match, weight, needs, needs_not, source, note, ambiguity,
    price_floor_eur, country; and domain, for a keyword file that does not exist yet. The words are
    checked, the files' own tests are run, and they are tried on the stored listings; only then are
    the files changed. They count from the next sweep on.

    Exit code 1: a word was there already; 3: nothing was added, and why.
    """
    today, rates = datetime.now(UTC).date(), read_rates()
    with open_source(file, encoding) as source:
        wanted = additions(CsvTable(source, "term", COLUMNS).rows(), file)
    drafted = draft(config.keywords, wanted, file)
    if failing := drafted.failing(config.levels, rates, today):
        raise KeywordError("\n".join([*map(str, failing), "nothing was added"]))
    stored, tried = _try(config, drafted, today, rates)
    flagged = tried.newly_flagged.total()
    if flagged > max(_MANY, _SHARE * stored) and not (force or dry_run):
        raise KeywordError(
            f"{flagged:,} of {stored:,} stored listings would be flagged newly: that is most often "
            "a word that wants another beside it (needs). Nothing was added; --dry-run shows "
            "examples, --force adds the words nevertheless"
        )
    if not dry_run:
        drafted.keep()
    if as_json:
        click.echo(json.dumps(_as_json(drafted, stored, tried), ensure_ascii=False, indent=2))
    else:
        _tell(drafted, stored, tried, dry_run=dry_run)
    return int(Exit.NEEDS_A_LOOK if drafted.there_already else Exit.OK)


def _try(config: Config, drafted: Draft, today: date, rates: Rates) -> tuple[int, Summary]:
    """How many listings are stored, and what would become of them."""
    summary = Summary(most_examples=5)
    if not exists(config.database):
        return 0, summary
    with closing(open_existing(config.database)) as database:
        index(database)
        before, after = (
            Scoring(loaded.lexicon, config.levels, today, rates)
            for loaded in (drafted.before, drafted.after)
        )
        test = Backtest(database, before, after)
        ids = test.ids()
        with progress(test.comparisons(ids), len(ids), "trying") as comparisons:
            summary.add(comparisons)
        with database.read() as connection:
            return listings.number(connection), summary


def _tell(drafted: Draft, stored: int, tried: Summary, *, dry_run: bool) -> None:
    for addition, place in drafted.there_already:
        click.echo(f"left out, for it is there already: '{addition.term.term}' ({place})")
    for file, groups in sorted(drafted.added.items()):
        for group, terms in groups.items():
            words = ", ".join(f"'{term.term}'" for term in terms)
            click.echo(f"{'would be ' if dry_run else ''}added to {file}, {group}: {words}")
    for found in drafted.doubts():
        click.echo(found)
    if not stored:
        click.echo("there are no stored listings to try them on")
    else:
        click.echo(
            f"tried on {stored:,} stored listings: {tried.newly_flagged.total():,} newly flagged, "
            f"{tried.no_longer.total():,} no longer flagged"
        )
        for each in tried.examples["newly_flagged"]:
            title = " ".join(each.listing.title.split())[:90]
            click.echo(f"  {each.before.score} → {each.after.score}  {title}  ({each.listing.url})")
    if drafted.added and not dry_run:
        click.echo("they count from the next sweep on; patrol rescore flags what is stored")


def _as_json(drafted: Draft, stored: int, tried: Summary) -> dict[str, object]:
    return {
        "added": [
            {"file": file, "group": group, "term": term.term}
            for file, groups in sorted(drafted.added.items())
            for group, terms in groups.items()
            for term in terms
        ],
        "there_already": [
            {"term": addition.term.term, "where": place}
            for addition, place in drafted.there_already
        ],
        "doubts": [str(found) for found in drafted.doubts()],
        "stored": stored,
        **tried.as_dict(),
    }
