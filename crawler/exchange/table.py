"""A table of adverts that comes in, whatever its format."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Protocol

from crawler.exchange.csv_table import CsvTable
from crawler.exchange.json_lines import JsonLines
from crawler.exchange.row import Row
from crawler.exchange.source import Source

FORMATS = ("csv", "jsonl")
_JSON_LINES = (".jsonl", ".ndjson")


class Table(Protocol):
    """Adverts that can be read several times and written back with more columns."""

    def rows(self) -> Iterator[Row]:
        """Every advert, one at a time.

        :raises InputError: with the line, where the table cannot be parsed.
        """

    def check(self, added: Collection[str] = ()) -> int:
        """Read everything once and return the number of rows.

        :param added: columns that are going to be added.
        :raises InputError: with the line, where the table cannot be parsed.
        """

    def header(self, added: Sequence[str]) -> str:
        """The first line with further columns, if the format has one."""

    def line(self, row: Row, added: Mapping[str, Any]) -> str:
        """``row`` as it came in, with further columns."""


def open_table(source: Source, wanted: str | None = None) -> Table:
    """The table in ``source``.

    :param wanted: one of :data:`FORMATS`; without it the ending of the name tells.
    :raises InputError: if it has no header that names a title.
    """
    chosen = wanted or format_of(source.name)
    return JsonLines(source) if chosen == "jsonl" else CsvTable(source)


def format_of(name: str) -> str:
    """The format that the ending of a file's name tells."""
    return "jsonl" if name.lower().endswith(_JSON_LINES) else "csv"
