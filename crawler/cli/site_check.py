"""``patrol sites check``: saved pages, read again with the settings that are in force."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.cli.app import config_option
from crawler.cli.site_new import pages_beside
from crawler.config import Config
from crawler.config.load import DEFAULT_FILE
from crawler.errors import Exit, InputError

_LONG = 120


@click.command()
@click.argument("name", required=False)
@click.option("--pages-dir", type=click.Path(path_type=Path, file_okay=False, exists=True),
              help="Where the pages are.  [default: as for 'sites new']")  # fmt: skip
@config_option
def check(config: Config, name: str | None, pages_dir: Path | None) -> int:
    """Read the saved pages of the site NAME, or of all sites, and compare field by field.

    Exit code 1: a field is read otherwise than its page's JSON has it.
    """
    from crawler.proposing.case import saved

    folder = pages_dir or pages_beside(config.path or Path(DEFAULT_FILE).resolve())
    sites = [config.site(name)] if name else list(config.sites)
    cases = [(site, case) for site in sites for case in saved(folder, site.name)]
    if not cases:
        raise InputError(f"there are no saved pages of {name or 'any site'} in {folder}")
    wrong = 0
    for site, case in cases:
        found = list(case.differences(site))
        wrong += bool(found)
        for each in found:
            click.echo(
                f"{case.file}: {each.field}: expected {_short(each.expected)}, "
                f"read {_short(each.found)}"
            )
    click.echo(f"{len(cases)} pages, {wrong} read otherwise")
    return int(Exit.NEEDS_A_LOOK if wrong else Exit.OK)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
