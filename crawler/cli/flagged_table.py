"""Flagged adverts on a terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.exchange.exporting import cell


def show_flagged(rows: list[Mapping[str, Any]]) -> None:
    """Print stored listings (see :func:`crawler.store.flagged.flagged`), one below the other."""
    width = None if sys.stdout.isatty() else max(120, shutil.get_terminal_size().columns)
    console = Console(width=width, highlight=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("score", justify="right")
    table.add_column("level")
    table.add_column("state")
    table.add_column("price", justify="right")
    table.add_column("advert, and why it was flagged", overflow="fold")
    for row in rows:
        words = Text(f"{row['title']}\n", style="bold")
        words.append("\n".join(row["reasons"]), style="not bold dim")
        words.append(f"\n{row['url']}", style="not bold")
        table.add_row(str(row["score"]), row["level"], row["state"], _price(row), words)
    console.print(table)


def _price(row: Mapping[str, Any]) -> str:
    known = (cell(row["price"]), cell(row["currency"]))
    return " ".join(filter(None, known)) or "-"
