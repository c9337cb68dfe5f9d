"""What is handed over of a listing: the columns of ``patrol export``, as CSV and JSON lines."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, TextIO

from crawler.exchange.json_values import iso, plain_number
from crawler.items import CAPTURED

COLUMNS = (
    "listing_id", "site", "url", "title", "price", "currency", "price_raw", "seller", "seller_url",
    "location", "country", "language", "category", "level", "score", "tray", "terms", "reasons",
    "state", "first_seen", "last_seen", "judgement", "judged_by", "judged_at", "note", "images",
    "evidence",
)  # fmt: skip
"""In this order; ``docs/analysts.md`` says what each means."""
BETWEEN = " | "
"""Stands between several texts in one cell."""

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters with which a spreadsheet would calculate what a seller wrote."""

_PATTERN = re.compile(r"\\|\(\?")
"""What stands in regular expressions only, and in most of them."""


def exported(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of one stored listing (see :func:`crawler.store.flagged.flagged`)."""
    terms = dict.fromkeys(map(_entry, stored["matches"]))
    reasons = [*stored["reasons"], *_captured(stored)]
    made = {"terms": list(terms), "reasons": reasons, "evidence": None}
    return {name: made[name] if name in made else stored[name] for name in COLUMNS}


def _captured(stored: Mapping[str, Any]) -> list[str]:
    """That no sweep has read the listing, as a reason that gives no points."""
    how, day = stored["attributes"].get(CAPTURED), f"{stored['scraped_at']:%Y-%m-%d}"
    match how:
        case None:
            return []
        case "archive":
            return [f"read from an archive of {day}: +0"]
        case _:
            return [f"its page was saved {how} on {day}: +0"]


def _entry(match: Mapping[str, Any]) -> str:
    """The entry that was met, as its author wrote it; of a pattern, the words that it met."""
    term, text = str(match["term"]), str(match["text"])
    return " ".join(text.split()) if _PATTERN.search(term) else term


def write_csv(rows: Iterable[Mapping[str, Any]], out: TextIO, delimiter: str = ",") -> int:
    """Write exported listings for a spreadsheet; returns how many they were."""
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(COLUMNS)
    written = 0
    for row in rows:
        writer.writerow([cell(row[name]) for name in COLUMNS])
        written += 1
    return written


def write_json_lines(rows: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write exported listings as they are, one object a line; returns how many they were."""
    written = 0
    for row in rows:
        values = {name: _json_value(row[name]) for name in COLUMNS}
        out.write(json.dumps(values, ensure_ascii=False) + "\n")
        written += 1
    return written


def cell(value: Any) -> str:
    """A value as the text of a cell, an apostrophe before what would be a formula."""
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if value.startswith(_ACTIVE) else value
        case list():
            return cell(BETWEEN.join(value))
        case Decimal():
            return format(value, "f")
        case datetime():
            return iso(value)
        case _:
            return str(value)


def _json_value(value: Any) -> Any:
    match value:
        case Decimal():
            return plain_number(value)
        case datetime():
            return iso(value)
        case _:
            return value
