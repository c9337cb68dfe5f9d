"""A list of contacts as CSV, such as those found with seized parcels: each row becomes a term."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from crawler.lexicon.contact import read_contact
from crawler.lexicon.entry import ANY_LANGUAGE
from crawler.lexicon.group import Term
from crawler.strict_yaml import Finding

_OWN_COLUMNS = ("source", "country", "note")
"""Headers under which a row may say more, in any case."""


def contact_terms(
    path: Path, lines: Iterable[tuple[int, dict[str, str]]], column: str, written: Iterable[Term]
) -> tuple[list[Term], list[Finding]]:
    """The terms of a list, and a warning for each row that holds no contact.

    A term's source is what stands under ``source``, else the file and line; a contact that
    stands in several rows is one term with all their sources.

    :param lines: rows with their line in the file.
    :param column: header of the column that holds the contacts.
    :param written: terms that the keyword file has written out; they win over the list.
    """
    known = {
        read_contact(spelling, term.country).name for term in written for spelling in term.spellings
    }
    terms: dict[str, Term] = {}
    findings = []
    for number, row in lines:
        cells = {name.strip().casefold(): cell.strip() for name, cell in row.items()}
        source, country, note = (cells.get(name, "") for name in _OWN_COLUMNS)
        country = country.upper()
        text = row[column].strip().lstrip("'")  # as a spreadsheet marks a text
        try:
            contact = read_contact(text, country or None)
        except ValueError as error:
            message = f"{error}; the row is left out"
            findings.append(Finding(str(path), number, 1, message, "warning"))
            continue
        if contact.name in known:
            continue
        source = source or f"{path.name} line {number}"
        if before := terms.get(contact.name):
            sources = dict.fromkeys((*before.source.split("; "), source))
            terms[contact.name] = before.model_copy(update={"source": "; ".join(sources)})
            continue
        terms[contact.name] = Term(
            term=text, lang=ANY_LANGUAGE, source=source, country=country or None, note=note
        )
    return list(terms.values()), findings
