"""``patrol keywords``: the analysts' workbench."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import click

from crawler.cli.app import config_option, json_option
from crawler.cli.backtest import backtest
from crawler.cli.keyword_add import add
from crawler.cli.keyword_schema import schema
from crawler.cli.measure import measure
from crawler.cli.species import import_
from crawler.cli.trace import lines_of
from crawler.config import Config
from crawler.errors import Exit
from crawler.items import Listing
from crawler.lexicon import Loaded, load, load_sound
from crawler.matching import Circumstances, Matcher, Trace, common_word_doubts, prove, read_rates
from crawler.strict_yaml import Finding


@click.group()
def keywords() -> None:
    """Add to, check, test, try, back-test and measure the keyword files."""


keywords.add_command(add)
keywords.add_command(backtest)
keywords.add_command(measure)
keywords.add_command(schema)
keywords.add_command(import_)


@keywords.command()
@config_option
@json_option
def check(config: Config, as_json: bool) -> int:
    """Say everything that is wrong or doubtful about the keyword files, with file and line.

    Exit code 3: there are errors. Warnings do not change it.
    """
    loaded = load(config.keywords)
    doubts = {*loaded.doubts(datetime.now(UTC).date()), *common_word_doubts(loaded)}
    _tell(loaded, sorted({*loaded.findings, *doubts}), as_json=as_json)
    return int(Exit.BAD_KEYWORDS if loaded.errors else Exit.OK)


@keywords.command()
@config_option
@json_option
def test(config: Config, as_json: bool) -> int:
    """Run the tests that the keyword files carry.

    Exit code 3: a test fails, or a file cannot be loaded.
    """
    loaded = load(config.keywords)
    found = loaded.errors or tuple(
        prove(loaded, config.levels, read_rates(), datetime.now(UTC).date())
    )
    _tell(loaded, found, as_json=as_json)
    return int(Exit.BAD_KEYWORDS if found else Exit.OK)


@keywords.command("try")
@click.argument("text")
@click.option("--title", help="Title; TEXT is then the description.  [default: TEXT is the title]")
@click.option("--price", type=click.FloatRange(min=0), help="Price in euro.")
@click.option("--lang", help="Language, as an ISO 639-1 code.")
@config_option
@json_option
def try_(
    config: Config,
    text: str,
    title: str | None,
    price: float | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Score one advert, TEXT, and show all that was found in it, underlined, and what it gave."""
    listing = Listing(
        site="try",
        url="urn:patrol:try:1",
        title=text if title is None else title,
        description=None if title is None else text,
        price=None if price is None else Decimal(str(price)),
        currency=None if price is None else "EUR",
        language=lang,
    )
    matcher = Matcher(load_sound(config.keywords), config.levels)
    trace = matcher.trace(listing, Circumstances(datetime.now(UTC).date(), read_rates()))
    if as_json:
        click.echo(json.dumps(_as_json(trace), ensure_ascii=False, indent=2))
        return
    fields = [("title", listing.title), ("description", listing.description or "")]
    for line in lines_of(trace, [field for field in fields if field[1]]):
        click.echo(line)


def _as_json(trace: Trace) -> dict[str, Any]:
    assessed = trace.assessment
    matches = [match.as_dict() for match in (*assessed.matches, *trace.dropped)]
    return {
        "score": assessed.score,
        "level": assessed.level,
        "category": assessed.category,
        "tray": assessed.tray,
        "reasons": assessed.reasons,
        "totals": dict(trace.totals),
        "on_trial": sorted(trace.on_trial),
        "matches": matches,
    }


def _tell(loaded: Loaded, findings: Sequence[Finding], *, as_json: bool) -> None:
    files = loaded.lexicon.files
    counts = {
        "files": len(files),
        "terms": sum(len(group.terms) for file in files for group in file.groups),
        "tests": sum(len(file.tests) for file in files),
        "errors": sum(1 for found in findings if found.severity == "error"),
        "warnings": sum(1 for found in findings if found.severity != "error"),
    }
    if as_json:
        shown = [asdict(found) for found in findings]
        told = {**counts, "notes": loaded.notes, "findings": shown}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for found in findings:
        click.echo(found)
    for note in loaded.notes:
        click.echo(f"note: {note}")
    click.echo(
        "{files} files, {terms:,} terms, {tests:,} tests: "
        "{errors} errors, {warnings} warnings".format_map(counts)
    )
