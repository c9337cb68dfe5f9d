"""``patrol extract``"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from crawler.cli.app import config_option, render_option
from crawler.config import Config, Site
from crawler.config.model import Render
from crawler.errors import InputError
from crawler.exchange.page_json import page_as_dict
from crawler.exchange.page_reader import PageReader
from crawler.exchange.saved_page import open_saved, read_page
from crawler.extraction import Page

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
) -> None:
    """Print what would be read off pages: one JSON object a page, one page a line.

    "-" is standard input; gzip is unpacked. A web address is fetched as a sweep would fetch it.
    """
    if url and len(files) > 1:
        raise InputError("--url is the address of one page; give it with one file")
    site = config.site(name) if name else None
    reader = PageReader(name or "", site)
    for file, page, rendered in _pages(config, files, url, site, render):
        found = page_as_dict(file, page, reader.read(page), rendered=rendered)
        click.echo(json.dumps(found, ensure_ascii=False))


def _pages(
    config: Config,
    files: tuple[str, ...],
    url: str | None,
    site: Site | None,
    render: Render | None,
) -> Iterator[tuple[str, Page, bool]]:
    """Source, page, and whether it was opened in the browser."""
    addresses = [file for file in files if file.startswith(("http://", "https://"))]
    fetched: dict[str, Fetched] = {}
    if addresses:
        from crawler.frontier.fetch import fetch_pages  # saved pages need no Scrapy

        fetched = fetch_pages(addresses, config, site, render)
    for file in files:
        if file in fetched:
            yield file, fetched[file].page, fetched[file].rendered
        else:
            body = read_page(file)
            yield file, Page(url, body) if url else open_saved(body, ""), False
