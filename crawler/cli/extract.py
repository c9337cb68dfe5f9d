"""``patrol extract``"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.cli.app import config_option, render_option
from crawler.config import Config, Site
from crawler.config.model import Render
from crawler.errors import Exit, InputError
from crawler.exchange.page_json import page_as_dict
from crawler.exchange.page_reader import PageReader
from crawler.exchange.saved import Capture, LeftOut, captures, collected
from crawler.exchange.source import STANDARD_INPUT, open_file

if TYPE_CHECKING:
    from crawler.frontier.fetch import Fetched


@click.command()
@click.argument("files", metavar="FILE_OR_URL...", nargs=-1, required=True)
@click.option("--url", help="Address the page was saved from.  [default: what the page says]")
@click.option("--site", "name", help="Read it as a page of this site of the configuration.")
@render_option
@config_option
def extract(
    config: Config,
    files: tuple[str, ...],
    url: str | None,
    name: str | None,
    render: Render | None,
) -> int:
    """Print what would be read off pages: one JSON object a page, one page a line.

    Saved pages and archives are read as "patrol import" reads them, folders too; "-" is standard
    input. A web address is fetched as a sweep would fetch it. What is no page is told on standard
    error, with exit code 1.
    """
    if url and len(files) > 1:
        raise InputError("--url is the address of one page; give it with one file")
    site = config.site(name) if name else None
    reader = PageReader(name or "", site)
    left_out = 0
    opened: set[str] = set()  # what the browser fetched
    for found in _pages(config, files, url, site, render, opened):
        if isinstance(found, LeftOut):
            click.echo(f"{found.place}: {found.reason}; left out", err=True)
            left_out += 1
            continue
        shown = page_as_dict(
            found.place, found.page, reader.read(found.page), rendered=found.place in opened
        )
        click.echo(json.dumps(shown, ensure_ascii=False))
    return int(Exit.NEEDS_A_LOOK if left_out else Exit.OK)


def _pages(
    config: Config,
    files: tuple[str, ...],
    url: str | None,
    site: Site | None,
    render: Render | None,
    opened: set[str],
) -> Iterator[Capture | LeftOut]:
    addresses = [file for file in files if file.startswith(("http://", "https://"))]
    saved = {file: _collected(file) for file in files if file not in addresses}
    fetched: dict[str, Fetched] = {}
    if addresses:
        from crawler.frontier.fetch import fetch_pages  # saved pages need no Scrapy

        fetched = fetch_pages(addresses, config, site, render)
    for file in files:
        if file in fetched:
            if fetched[file].rendered:
                opened.add(file)
            yield Capture(fetched[file].page, file)
        else:
            yield from captures(saved[file], url=url)


def _collected(file: str) -> list[str]:
    """:raises InputError: if there is nothing to read; before anything is fetched or printed."""
    if file != STANDARD_INPUT and not Path(file).is_dir():
        open_file(file).close()
    return collected(file)
