"""The records of a CSV, each with the line that it begins in."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from crawler.exchange.source import Source

DELIMITERS = (",", ";")
_LONGEST_CELL = 2**31 - 1
"""Characters; the module's own limit is 131,072, and some adverts hide behind a longer title."""


def records(source: Source, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every record; empty lines are none.

    :raises InputError: with the line, if a quote is not closed.
    """
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(source.lines(), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise source.error(
                line,
                'a quote in the row that begins here is not closed; write "" for a quote inside '
                "a quoted cell",
            ) from None
        if record:
            yield line, record
        line = reader.line_num + 1


def whole_rows(source: Source, delimiter: str, width: int) -> Iterator[tuple[int, list[str]]]:
    """The records after the header, as wide as it; missing cells at the end are empty.

    :raises InputError: with the line, if a record is wider.
    """
    rows = records(source, delimiter)
    next(rows, None)
    for line, record in rows:
        if len(record) > width:
            raise source.error(
                line,
                f"has {len(record)} cells and the header {width}; put quotes around a cell that "
                f"holds '{delimiter}'",
            )
        yield line, record + [""] * (width - len(record))
