"""``patrol sites new``: a new site from one address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.cli.app import config_option, render_option
from crawler.config import Config
from crawler.config.load import DEFAULT_FILE
from crawler.config.model import Render
from crawler.config.platforms import objections
from crawler.config.values import check_name
from crawler.editing.insertion import NoPlaceError
from crawler.errors import Exit, InputError, UnreachableError

if TYPE_CHECKING:
    from crawler.proposing import Proposal
    from crawler.proposing.exploration import Exploration

_LONG = 60


@click.command()
@click.argument("url")
@click.option("--name", help="What to call it.  [default: made from the address]")
@click.option("--print", "only_shown", is_flag=True, help="Only show it; write nothing.")
@click.option("--pages-dir", type=click.Path(path_type=Path, file_okay=False),
              help="Where pages are kept as tests.  [default: tests/pages or pages beside the "
              "configuration]")  # fmt: skip
@render_option
@config_option
def new(
    config: Config, url: str, name: str | None, only_shown: bool, pages_dir: Path | None,
    render: Render | None,
) -> int:  # fmt: skip
    """Propose a site for URL: its kind, where to begin, and what its pages do not say themselves.

    URL is a page of results, or one advert. A few pages are fetched as a sweep would fetch them,
    and everything that was read is shown. The site is added at the end of config.yaml, and the
    pages are kept with what was read, so that "patrol sites check" tells when it is read otherwise.

    Exit code 1: it could not be written, and is printed instead.
    """
    from crawler.proposing import propose

    name = _checked(config, name)
    seen = _explored(config, url, render)
    proposal = propose(seen, name, render or "http")
    if any(site.name == proposal.name for site in config.sites):
        raise InputError(f"there is a site named '{proposal.name}' already; choose another --name")
    _show(proposal)
    file = config.path or Path(DEFAULT_FILE).resolve()
    if only_shown:
        _print_entry(proposal)
        return int(Exit.OK)
    return _write(proposal, seen, file, pages_dir)


def _checked(config: Config, name: str | None) -> str | None:
    """The name, refused before anything is fetched."""
    if name is None:
        return None
    try:
        check_name(name)
    except ValueError as error:
        raise InputError(f"--name: {error}") from None
    if any(site.name == name for site in config.sites):
        raise InputError(f"there is a site named '{name}' already; choose another --name")
    return name


def _explored(config: Config, url: str, render: Render | None) -> Exploration:
    """The pages of the site that tell what it is.

    :raises UnreachableError: with what stands in the way, and what to do.
    """
    from crawler.cli.site_try import site_for
    from crawler.frontier.fetch import fetch_pages
    from crawler.proposing import Exploration, advice

    for objection in objections((url,), ""):
        click.echo(f"patrol: {objection}", err=True)
    seen = Exploration(url)
    fetch_pages([url], config, site_for(Config(), url), render, seen.follow)
    if seen.obstacle is not None and not seen.kind:
        why = advice.obstacle(seen.obstacle, seen.status)
        why = why or "no list of adverts was found from there: give a page that lists some"
        raise UnreachableError(f"{url}: {why}")
    if not seen.kind and seen.adverts:
        raise UnreachableError(
            f"{url}: this is an advert, and no page that lists it was found: give such a page"
        )
    if seen.obstacle is not None and not seen.entries and not seen.adverts:
        why = advice.obstacle(seen.obstacle, seen.status) or "no advert can be read off them"
        raise UnreachableError(f"{url} leads to {len(seen.links)} pages, but: {why}")
    if not seen.kind:
        raise UnreachableError(f"{url}: no list of adverts was found from there")
    return seen


def _show(proposal: Proposal) -> None:
    """Every field of every page, so that a wrong one is seen at once."""
    from crawler.proposing.proposal import SHOWN

    console = Console(highlight=False)
    console.print(f"{proposal.start[0]}\nkind: {proposal.kind}", markup=False, soft_wrap=True)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("field")
    for number in range(len(proposal.pages)):
        table.add_column(f"page {number + 1}", overflow="fold", ratio=1)
    for field in SHOWN if proposal.pages else ():
        cells = []
        for _, found in proposal.pages:
            value = getattr(found.listing, field) if found else None
            source = found.sources.get(field, "") if found else ""
            shown = "-" if value in (None, ()) else f"{_short(value)}  [{source}]"
            cells.append(Text(shown))
        table.add_row(field, *cells)
    if proposal.pages:
        console.print(table)
        for number, (page, _) in enumerate(proposal.pages, 1):
            console.print(f"page {number}: {page.url}", markup=False, soft_wrap=True)
    for note in proposal.notes:
        console.print(note, markup=False, soft_wrap=True)


def _write(proposal: Proposal, seen: Exploration, file: Path, pages_dir: Path | None) -> int:
    from crawler.editing.site_entry import add_site
    from crawler.proposing.case import save
    from crawler.proposing.entry import entry

    try:
        add_site(file, proposal.name, entry(proposal))
    except NoPlaceError as error:
        click.echo(f"patrol: {file} {error}: add this below sites: yourself", err=True)
        _print_entry(proposal)
        return int(Exit.NEEDS_A_LOOK)
    click.echo(f"\nadded site '{proposal.name}' to {file}:")
    _print_entry(proposal)
    folder = pages_dir or pages_beside(file)
    try:
        kept = save(folder, proposal, seen.results)
    except OSError as error:
        raise InputError(f"{folder}: no page could be kept there: {error.strerror}") from None
    for case in kept:
        click.echo(f"kept {case.with_suffix('.html')} and what was read off it: {case.name}")
    click.echo(
        "\nIs a value above wrong? Change its line under selectors: in the file, then\n"
        f"  patrol sites try {proposal.pages[0][0].url if proposal.pages else proposal.start[0]}\n"
        "Is everything right?\n"
        f"  patrol sweep {proposal.name} --limit 20"
    )
    return int(Exit.OK)


def _print_entry(proposal: Proposal) -> None:
    from crawler.proposing.entry import as_text, entry

    click.echo(as_text(entry(proposal)), nl=False)


def pages_beside(file: Path) -> Path:
    """The folder of the saved pages that belong to a configuration file."""
    tests = file.parent / "tests" / "pages"
    return tests if tests.is_dir() else file.parent / "pages"


def _short(value: object) -> str:
    text = f"{len(value)}: {value[0]}" if isinstance(value, tuple) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
