"""``patrol keywords import species``"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click

from crawler.cli.app import config_option, json_option
from crawler.config import Config
from crawler.errors import Exit, InputError
from crawler.exchange.species_changes import KINDS, Change
from crawler.exchange.species_import import SpeciesImport, counts_of, import_species, taxa_of
from crawler.lexicon import SpeciesList

_SHOWN = 20
"""Changes of a kind, or rows left out, that are named one by one."""
_TOLD = {
    "listed": "newly listed",
    "delisted": "no longer listed",
    "up": "listed more strictly",
    "down": "listed less strictly",
    "changed": "listed otherwise",
    "renamed": "renamed",
}
_KINDS = {"index": "Checklist index", "cites": "CITES listings", "eu": "EU listings"}


@click.group("import")
def import_() -> None:
    """Take over lists that others keep."""


@import_.command()
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--part", is_flag=True,
              help="FILE is of some taxa only: what it does not name stays.")  # fmt: skip
@click.option("--encoding", help="Encoding of FILE.  [default: found out]")
@click.option("--list", "only_list", is_flag=True, help="Say what is imported, and change nothing.")
@config_option
@json_option
def species(
    config: Config,
    files: tuple[str, ...],
    part: bool,
    encoding: str | None,
    only_list: bool,
    as_json: bool,
) -> int:
    """Read CITES and EU listings out of your own downloads of the Checklist and Species+.

    FILE is the Checklist's index or a table of listings from Species+, as CSV; several may be
    named. Each takes the place of the last of its kind. The names are looked for by keyword files
    that ask for them. Exit code 1: a row was left out, or a taxon is no longer listed or less
    strictly.
    """
    if only_list:
        _tell_list(SpeciesList(config.keywords), as_json=as_json)
        return int(Exit.OK)
    if not files:
        raise InputError("name a FILE to import, or ask with --list what is imported")
    done = import_species(files, config.keywords, encoding, part=part)
    for told in _cut([*done.left_out]):
        click.echo(told, err=True)
    if as_json:
        click.echo(json.dumps(_as_json(done), ensure_ascii=False, indent=2))
    else:
        _tell(done)
    return int(Exit.NEEDS_A_LOOK if done.left_out or done.covers_less else Exit.OK)


def _as_json(done: SpeciesImport) -> dict[str, Any]:
    files = [
        {
            "file": path,
            "kinds": sorted(file.kinds),
            "rows": len(file.entries),
            "left_out": len(file.left_out),
        }
        for path, file in done.files.items()
    ]
    changes = [asdict(change) for change in done.changes]
    return {**counts_of(done.taxa), "files": files, "changes": changes}


def _tell(done: SpeciesImport) -> None:
    for path, file in done.files.items():
        what = " and ".join(_KINDS[kind] for kind in sorted(file.kinds))
        left_out = len(file.left_out)
        click.echo(f"{path}: {what}, {len(file.entries):,} rows, {left_out:,} left out")
    _tell_changes(done.changes)
    if not done.changes and not done.is_first:
        click.echo("nothing is listed otherwise than before")
    click.echo(_counted(counts_of(done.taxa)))


def _tell_changes(changes: Sequence[Change]) -> None:
    numbers = Counter(change.kind for change in changes)
    for kind in KINDS:
        if numbers[kind]:
            click.echo(f"{_TOLD[kind]}: {numbers[kind]:,}")
            for told in _cut([str(change) for change in changes if change.kind == kind]):
                click.echo(f"  {told}")


def _tell_list(listed: SpeciesList, *, as_json: bool) -> None:
    taxa = taxa_of(listed) if listed.exists else ()
    counts = counts_of(taxa)
    if as_json:
        click.echo(json.dumps(counts, indent=2))
    elif listed.exists:
        on = datetime.fromtimestamp(listed.path.stat().st_mtime, UTC).date()
        click.echo(f"{listed.path}, imported on {on}")
        click.echo(_counted(counts))
    else:
        click.echo("no species list is imported")


def _counted(counts: dict[str, Any]) -> str:
    appendix = ", ".join(f"{each} {number:,}" for each, number in counts["appendix"].items())
    annex = ", ".join(f"{each} {number:,}" for each, number in counts["annex"].items())
    return (
        f"{counts['taxa']:,} taxa, {counts['listed']:,} listed: CITES {appendix}; EU {annex}; "
        f"{counts['synonyms']:,} synonyms, {counts['common_names']:,} common names"
    )


def _cut(sentences: list[str]) -> list[str]:
    more = len(sentences) - _SHOWN
    return sentences if more <= 0 else [*sentences[:_SHOWN], f"and {more:,} more"]
