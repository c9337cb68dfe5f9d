"""A word that an analyst wants to add, as a row of a table says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crawler.errors import InputError
from crawler.exchange.row import Row
from crawler.lexicon import Term
from crawler.strict_yaml import Document, suggest, validate

LISTS = ("variants", "needs", "needs_not")
"""Columns whose cells hold several values."""
BETWEEN = "|"
"""What separates them."""
PLACE = ("file", "group", "domain")
"""Columns that say where the word goes."""
OF_TERM = (
    "term", "lang", *LISTS, "match", "weight", "source", "note", "ambiguity", "price_floor_eur",
    "country",
)  # fmt: skip
"""Columns that are keys of a term."""
COLUMNS = (*PLACE, *OF_TERM)


@dataclass(frozen=True, slots=True)
class Addition:
    """A term and the group that it is for."""

    line: int
    """Line of the table."""
    file: str
    """Id of the keyword file; one that does not exist is made."""
    group: str
    """Id of the group in it, or empty: the only signal group."""
    domain: str
    """Of a file that is to be made."""
    term: Term


def additions(rows: Iterable[Row], table: str) -> list[Addition]:
    """What the rows say.

    :param table: the name of the table in messages.
    :raises InputError: with every mistake of every row.
    """
    found, wrong = [], []
    for row in rows:
        given = {name: text.strip() for name, text in row.cells.items() if text.strip()}
        if not given:
            continue
        document = Document(table, {}, {(): (row.line, 1)})
        for name in given.keys() - set(COLUMNS):
            near = suggest(name, list(COLUMNS)) or f"; there are: {', '.join(COLUMNS)}"
            document.findings.append(document.finding((), f"unknown column '{name}'{near}"))
        if "file" not in given:
            document.findings.append(
                document.finding((), "'file' is empty: to which keyword file?")
            )
        document.data = _as_typed({name: given[name] for name in OF_TERM if name in given})
        term = validate(Term, document)
        wrong += document.findings
        if term is not None:
            file, group, domain = (given.get(name, "") for name in PLACE)
            found.append(Addition(row.line, file, group, domain, term))
    if wrong:
        raise InputError("\n".join(map(str, sorted(set(wrong)))))
    if not found:
        raise InputError(f"{table}: holds no word")
    return found


def _as_typed(cells: dict[str, str]) -> dict[str, Any]:
    """The cells as the keyword file would hold them."""
    return {
        name: [part.strip() for part in text.split(BETWEEN) if part.strip()]
        if name in LISTS
        else text
        for name, text in cells.items()
    }
