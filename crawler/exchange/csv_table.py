"""Adverts as CSV: a header, and commas or semicolons between the cells."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from crawler.errors import InputError
from crawler.exchange.row import KNOWN, REQUIRED, Row, column_name, no_column
from crawler.exchange.source import Source

_DELIMITERS = (",", ";")
_LONGEST_CELL = 2**31 - 1
"""Characters; the module's own limit is 131,072, and some adverts hide behind a longer title."""


class CsvTable:
    """A CSV that can be read several times and written back with more columns.

    :param required: the column without which the table is of no use.
    :param known: columns that are understood, and so may stand in it only once.
    :raises InputError: if the header is missing, or does not name the required column.
    """

    def __init__(
        self, source: Source, required: str = REQUIRED, known: Collection[str] = KNOWN
    ) -> None:
        csv.field_size_limit(_LONGEST_CELL)
        self._source = source
        first_line = next(source.lines(), "")
        self.delimiter = _delimiter(first_line, required)
        self._line_end = "\r\n" if first_line.endswith("\r\n") else "\n"
        line, self._header = next(self._records(), (1, []))
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
        records = self._records()
        next(records)
        width = len(self._header)
        for line, record in records:
            if len(record) > width:
                raise self._source.error(
                    line,
                    f"has {len(record)} cells and the header {width}; put quotes around a cell "
                    f"that holds '{self.delimiter}'",
                )
            cells = record + [""] * (width - len(record))
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

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Every record with the line it begins in; empty lines are none."""
        reader = csv.reader(self._source.lines(), delimiter=self.delimiter, strict=True)
        line = 1
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error:
                raise self._broken_quote(line) from None
            if record:
                yield line, record
            line = reader.line_num + 1

    def _broken_quote(self, line: int) -> InputError:
        return self._source.error(
            line,
            'a quote in the row that begins here is not closed; write "" for a quote inside a '
            "quoted cell",
        )


def _delimiter(header: str, required: str) -> str:
    """The sign that makes the header name the required column, else the more frequent one."""
    for delimiter in _DELIMITERS:
        cells = next(csv.reader([header], delimiter=delimiter), [])
        if required in map(column_name, cells):
            return delimiter
    return max(_DELIMITERS, key=header.count)
