"""Adverts as CSV: a header, and commas or semicolons between the cells."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from crawler.exchange.csv_records import DELIMITERS, records, whole_rows
from crawler.exchange.row import KNOWN, REQUIRED, Row, column_name, no_column
from crawler.exchange.source import Source


class CsvTable:
    """A CSV that can be read several times and written back with more columns.

    :param required: the column without which the table is of no use.
    :param known: columns that are understood, and so may stand in it only once.
    :raises InputError: if the header is missing, or does not name the required column.
    """

    def __init__(
        self, source: Source, required: str = REQUIRED, known: Collection[str] = KNOWN
    ) -> None:
        self._source = source
        first_line = next(source.lines(), "")
        self.delimiter = _delimiter(first_line, required)
        self._line_end = "\r\n" if first_line.endswith("\r\n") else "\n"
        line, self._header = next(records(source, self.delimiter), (1, []))
        self._columns = [column_name(name) for name in self._header]
        if not self._header:
            raise source.error(1, "is empty; the first line must name the columns")
        if required not in self._columns:
            raise source.error(line, no_column(self._columns, required))
        twice = [name for name, n in Counter(self._columns).items() if n > 1 and name in known]
        if twice:
            raise source.error(line, f"the column '{twice[0]}' stands here twice; rename one")

    def rows(self) -> Iterator[Row]:
        """Every row, one at a time; missing cells at its end are empty.

        :raises InputError: with the line, where the table cannot be parsed.
        """
        for line, cells in whole_rows(self._source, self.delimiter, len(self._header)):
            yield Row(line, dict(zip(self._columns, cells, strict=True)), cells)

    def check(self, _added: Collection[str] = ()) -> int:
        """Read everything once and return the number of rows.

        An added column may have the name of one that is there; it is then the later of the two.
        """
        return sum(1 for _ in self.rows())

    def header(self, added: Sequence[str]) -> str:
        """The header with further columns."""
        return self._written([*self._header, *added])

    def line(self, row: Row, added: Mapping[str, Any]) -> str:
        """``row`` as it came in, with further cells, lists among them as JSON."""
        further = (
            json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
            for value in added.values()
        )
        return self._written([*row.original, *further])

    def _written(self, cells: Sequence[Any]) -> str:
        text = io.StringIO(newline="")
        # The writer quotes a lone CR or LF only if it is part of its own line end.
        csv.writer(text, delimiter=self.delimiter, lineterminator="\r\n").writerow(cells)
        return text.getvalue().removesuffix("\r\n") + self._line_end


def _delimiter(header: str, required: str) -> str:
    """The sign that makes the header name the required column, else the more frequent one."""
    for delimiter in DELIMITERS:
        cells = next(csv.reader([header], delimiter=delimiter), [])
        if required in map(column_name, cells):
            return delimiter
    return max(DELIMITERS, key=header.count)
