"""Adverts as JSON lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from crawler.exchange.row import KNOWN, REQUIRED, Row, column_name, no_column
from crawler.exchange.source import Source


class JsonLines:
    """JSON lines that can be read several times and written back with more keys."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def rows(self) -> Iterator[Row]:
        """Every object, one at a time. Cells are its texts and numbers, numbers as written.

        :raises InputError: with the line, where something else stands.
        """
        return (row for row, _ in self._objects())

    def check(self, added: Collection[str] = ()) -> int:
        """Read everything once and return the number of rows.

        :raises InputError: also where an object has one of the ``added`` keys already.
        """
        number = 0
        for row, names in self._objects():
            number += 1
            if taken := [name for name in added if name in names]:
                raise self._source.error(
                    row.line, f"has a key '{taken[0]}' already, which would be added; rename it"
                )
        return number

    def header(self, added: Sequence[str]) -> str:  # noqa: ARG002 - the keys stand in each line
        """Nothing: JSON lines have no header."""
        return ""

    def line(self, row: Row, added: Mapping[str, Any]) -> str:
        """The object as it came in, to the letter, with further keys."""
        [text] = row.original
        return f"{text[:-1].rstrip()}, {json.dumps(added, ensure_ascii=False)[1:]}\n"

    def _objects(self) -> Iterator[tuple[Row, Collection[str]]]:
        """Every object as a row, and the names of all its keys."""
        for number, line in enumerate(self._source.lines(), 1):
            text = line.strip()
            if not text:
                continue
            try:
                found = json.loads(
                    text, parse_int=str, parse_float=str, parse_constant=str, strict=False
                )
            except (ValueError, RecursionError):
                raise self._source.error(number, "is not one JSON object in one line") from None
            if not isinstance(found, dict):
                raise self._source.error(number, "is JSON, but no object with a 'title'")
            values = {column_name(name): value for name, value in found.items()}
            if REQUIRED not in values:
                raise self._source.error(number, no_column(list(values)))
            cells = {name: value for name, value in values.items() if isinstance(value, str)}
            for name in KNOWN:
                if name not in cells and values.get(name) is not None:
                    raise self._source.error(number, f"'{name}' is neither text nor a number")
            yield Row(number, cells, [text]), values.keys()
