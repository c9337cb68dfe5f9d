"""``patrol keywords``: the analysts' workbench."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import click

from crawler.cli.app import config_option, json_option
from crawler.config import Config
from crawler.errors import Exit
from crawler.lexicon import Loaded, load
from crawler.matching import prove, read_rates
from crawler.strict_yaml import Finding


@click.group()
def keywords() -> None:
    """Check and test the keyword files."""


@keywords.command()
@config_option
@json_option
def check(config: Config, as_json: bool) -> int:
    """Say everything that is wrong or doubtful about the keyword files, with file and line.

    Exit code 3: there are errors. Warnings do not change it.
    """
    loaded = load(config.keywords, today=datetime.now(UTC).date())
    _tell(loaded, loaded.findings, as_json=as_json)
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
        click.echo(json.dumps({**counts, "findings": shown}, ensure_ascii=False, indent=2))
        return
    for found in findings:
        click.echo(found)
    click.echo(
        "{files} files, {terms:,} terms, {tests:,} tests: "
        "{errors} errors, {warnings} warnings".format_map(counts)
    )
