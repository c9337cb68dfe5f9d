"""``patrol extract``"""

from __future__ import annotations

import json

import click

from crawler.cli.app import config_option
from crawler.config import Config
from crawler.errors import InputError
from crawler.exchange.page_json import page_as_dict
from crawler.exchange.page_reader import PageReader
from crawler.exchange.saved_page import open_saved, read_page
from crawler.extraction import Page


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--url", help="Address the page was saved from.  [default: what the page says]")
@click.option("--site", "name", help="Read it as a page of this site of the configuration.")
@config_option
def extract(config: Config, files: tuple[str, ...], url: str | None, name: str | None) -> None:
    """Print what would be read off saved pages: one JSON object a page, one page a line.

    "-" is standard input; gzip is unpacked.
    """
    if url and len(files) > 1:
        raise InputError("--url is the address of one page; give it with one file")
    reader = PageReader(name, config.site(name)) if name else PageReader("")
    for file in files:
        body = read_page(file)
        page = Page(url, body) if url else open_saved(body, "")
        click.echo(json.dumps(page_as_dict(file, page, reader.read(page)), ensure_ascii=False))
