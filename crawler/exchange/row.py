"""One advert of a table, before it is a listing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.strict_yaml import suggest

REQUIRED = "title"
KNOWN = ("id", "title", "description", "price", "currency", "seller", "url", "lang")
"""Columns that are understood; they may stand in any order, and all but the title be missing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One advert as the table gives it."""

    line: int
    """Where it begins in the input, from 1."""
    cells: Mapping[str, str]
    """Texts by column, the column's name in small letters."""
    original: Sequence[str]
    """The cells as given, in order; for JSON lines the one text of the object."""


def column_name(text: str) -> str:
    """How a column is called when columns are compared: ``" Title"`` is ``title``."""
    return text.strip().lower()


def no_column(columns: Sequence[str], name: str = REQUIRED) -> str:
    """What to say of a table that lacks the column that matters most."""
    shown = ", ".join(columns[:12]) or "none"
    return f"there is no column '{name}' (there are: {shown}){suggest(name, list(columns))}"
