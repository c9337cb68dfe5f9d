"""``patrol keywords schema``"""

from __future__ import annotations

import click

from crawler.exchange.target import STANDARD_OUTPUT, open_text
from crawler.lexicon.json_schema import as_text


@click.command()
@click.option("-o", "--output", default=STANDARD_OUTPUT, help="File to write.  [default: -]")
def schema(output: str) -> None:
    """Print the JSON schema of keyword files, for editors that check while you type."""
    with open_text(output) as out:
        out.write(as_text())
