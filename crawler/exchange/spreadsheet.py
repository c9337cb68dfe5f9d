"""Exported listings as an Excel workbook."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

from crawler.errors import InputError, MissingError
from crawler.exchange.exporting import COLUMNS, cell

MAX_CELL = 32_767
"""Characters that Excel keeps of a cell."""
MAX_ROWS = 1_048_576
"""Rows that a sheet of Excel has."""
_CUT = "…"
_WIDTHS = {"title": 50, "url": 30, "terms": 30, "reasons": 60, "first_seen": 20, "last_seen": 20}
# Nothing that a seller wrote is to become a formula, a link or a number.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(
    rows: Iterable[Mapping[str, Any]], out: IO[bytes], max_rows: int = MAX_ROWS
) -> tuple[int, list[str]]:
    """Write exported listings; returns how many they were, and a note on each cell that was cut.

    :param max_rows: rows that the sheet may have, the header among them.
    :raises MissingError: if XlsxWriter is not installed.
    :raises InputError: if there are more than a sheet holds.
    """
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
    except ModuleNotFoundError:
        raise MissingError(
            "XLSX needs the package xlsxwriter: pip install 'listing-patrol[excel]'"
        ) from None

    # A workbook cannot be written from beginning to end, which is all that some outputs take.
    with TemporaryFile() as whole:
        try:
            with Workbook(whole, _OPTIONS) as book:
                result = _fill(book, rows, max_rows)
        except FileCreateError as error:
            raise error.args[0] from None  # the OSError that it hides
        whole.seek(0)
        shutil.copyfileobj(whole, out)
    return result


def _fill(book: Any, rows: Iterable[Mapping[str, Any]], max_rows: int) -> tuple[int, list[str]]:
    sheet = book.add_worksheet("flagged")
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, 14))
        sheet.write_string(0, column, name, bold)
    written = 0
    cut: list[str] = []
    for row in rows:
        written += 1
        if written == max_rows:
            raise InputError(f"a sheet holds {max_rows - 1:,} listings; export csv, or fewer")
        for column, name in enumerate(COLUMNS):
            cut += _write(sheet, written, column, row[name], f"{name} of {row['url']}")
    return written, cut


def _write(sheet: Any, row: int, column: int, value: Any, what: str) -> list[str]:
    if isinstance(value, int | Decimal):
        sheet.write_number(row, column, value)
        return []
    text = cell(value).replace("\r\n", "\n")  # what Excel itself makes of a line break in a cell
    sheet.write_string(row, column, text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + _CUT)
    return [f"{what} was cut to {MAX_CELL:,} characters"] if len(text) > MAX_CELL else []
