"""``patrol rescore``"""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import click

from crawler.cli.app import config_option, json_option
from crawler.cli.progress import counting
from crawler.config import Config
from crawler.errors import Exit
from crawler.matching import read_rates
from crawler.rescoring.index import bring_up_to_date
from crawler.rescoring.portion import Done
from crawler.rescoring.rescore import Rescore
from crawler.rescoring.scoring import Scoring
from crawler.store import segments
from crawler.store.database import Database, open_existing
from crawler.store.in_force import InForce, put_in_force
from crawler.store.lock import rescore_lock


@click.command()
@click.option("--all", "everything", is_flag=True,
              help="Assess every listing anew, also where nothing can have changed.")  # fmt: skip
@config_option
@json_option
def rescore(config: Config, everything: bool, as_json: bool) -> int:
    """Bring the stored listings to the keyword files in force.

    Only the listings that the edits can concern are read again. It may be interrupted and called
    again. Exit code 1: a keyword file is refused, and its last good version stays in force.
    """
    now = datetime.now(UTC)
    with closing(open_existing(config.database)) as database, rescore_lock(database):
        in_force = put_in_force(database, config.keywords, config.levels, now)
        for told in in_force.alarms:
            click.echo(f"patrol: {told}", err=True)
        index(database)
        scoring = Scoring(in_force.lexicon, config.levels, now.date(), read_rates())
        work = Rescore(database, scoring)
        stale = work.stale(everything=everything)
        done = Done()
        with counting(sum(each.to_assess for each in stale), "assessing") as count:
            for portion in work.assess(stale):
                done += portion
                count(portion.assessed)
        kept = work.keep(stale)
    _tell(done, kept, in_force, as_json=as_json)
    return int(Exit.NEEDS_A_LOOK if in_force.alarms else Exit.OK)


def index(database: Database) -> None:
    """Bring the index of the history up to date."""
    with database.read() as connection:
        number = segments.unindexed_count(connection)
    with counting(number, "indexing") as count:
        for some in bring_up_to_date(database):
            count(some)


def _tell(done: Done, kept: int, in_force: InForce, *, as_json: bool) -> None:
    counts: dict[str, Any] = {
        "assessed": done.assessed,
        "unconcerned": kept,
        "newly_flagged": done.newly_flagged,
        "no_longer_flagged": done.no_longer,
        "lexicon_version": in_force.lexicon.version,
    }
    if as_json:
        click.echo(json.dumps({**counts, "alarms": in_force.alarms}))
        return
    click.echo(
        "{assessed:,} listings assessed anew, {unconcerned:,} that nothing concerns; "
        "{newly_flagged:,} newly flagged, {no_longer_flagged:,} no longer; "
        "lexicon {lexicon_version}".format_map(counts)
    )
