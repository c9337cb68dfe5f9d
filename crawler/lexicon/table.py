"""``terms_from``: terms out of a CSV file beside the keyword file, or out of the species list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

from crawler.lexicon.contact_list import contact_terms
from crawler.lexicon.entry import LANGUAGES
from crawler.lexicon.group import Group, MatchKind, Term, TermsFrom
from crawler.lexicon.keyword_file import KeywordFile
from crawler.lexicon.species_list import BrokenListError, SpeciesList
from crawler.lexicon.taxon_filter import TaxonFilter
from crawler.lexicon.taxon_terms import taxon_terms
from crawler.strict_yaml import Document, suggest

Row = dict[str, str]
Line = tuple[int, Row]
"""A row, and the line of the file on which it ends."""


class _UnusableTableError(Exception):
    """Says in words what is wrong with a table, and under which key of ``terms_from``."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def fill_in(
    file: KeywordFile, document: Document, species: SpeciesList | None
) -> KeywordFile | None:
    """The file with the terms of its tables written out, or ``None`` and a finding.

    A group that asks a species list that has not been imported stays as it is.
    """
    groups = []
    for number, group in enumerate(file.groups):
        if group.terms_from is None:
            groups.append(group)
            continue
        try:
            if group.terms_from.taxon is None:
                groups.append(_filled(group, group.terms_from, file, document, number))
            elif species is not None and species.exists:
                asked = group.terms_from.taxon
                groups.append(_of_taxa(group, asked, species, document, number))
            else:
                groups.append(group)
        except _UnusableTableError as error:
            loc = ("groups", number, "terms_from", error.key)
            document.findings.append(document.finding(loc, f"terms_from: {error}"))
    if len(groups) < len(file.groups):
        return None
    return file.model_copy(update={"groups": tuple(groups)})


def _filled(
    group: Group, source: TermsFrom, file: KeywordFile, document: Document, number: int
) -> Group:
    if source.file is None or source.column is None:
        raise _UnusableTableError("file", "needs 'file' and 'column'")
    path = Path(document.path).parent / source.file
    lines = _read(path)
    header = list(lines[0][1]) if lines else []
    for key, column in (("column", source.column), *(("where", name) for name in source.where)):
        if column not in header:
            near = suggest(column, header)
            raise _UnusableTableError(key, f"{source.file} has no column '{column}'{near}")
    for column, wanted in source.where.items():
        present = {row[column] for _, row in lines}
        for value in wanted:
            if value not in present:
                message = f"terms_from: no row of {source.file} has '{value}' under '{column}'"
                loc = ("groups", number, "terms_from", "where", column)
                document.findings.append(document.finding(loc, message, "warning"))
    chosen = [
        (line, row)
        for line, row in lines
        if row[source.column].strip()
        and all(row[name] in wanted for name, wanted in source.where.items())
    ]
    if group.match is MatchKind.CONTACT:
        listed, doubts = contact_terms(path, chosen, source.column, group.terms)
        document.findings.extend(doubts)
    else:
        listed = _new_terms(chosen, source, group, file)
    return group.model_copy(update={"terms": (*group.terms, *listed), "terms_from": None})


def _of_taxa(
    group: Group, asked: TaxonFilter, species: SpeciesList, document: Document, number: int
) -> Group:
    """The group with the names that it asks for."""
    try:
        listed, unmet = taxon_terms(asked, species, group.terms)
    except BrokenListError as error:
        raise _UnusableTableError("taxon", str(error)) from error
    loc = ("groups", number, "terms_from", "taxon")
    for key, message in unmet:
        document.findings.append(document.finding((*loc, key), f"taxon: {message}", "warning"))
    return group.model_copy(update={"terms": (*group.terms, *listed), "terms_from": None})


def _new_terms(
    lines: Iterable[Line], source: TermsFrom, group: Group, file: KeywordFile
) -> list[Term]:
    """The terms of the table that the keyword file has not written out itself."""
    known = {_key(term, file) for term in group.terms}
    terms = []
    for _, row in lines:
        text = row[source.column or ""].strip()
        term = Term(term=text, lang=_language(row, source), source=row.get("source", "").strip())
        if _key(term, file) not in known:
            known.add(_key(term, file))
            terms.append(term)
    return terms


def _key(term: Term, file: KeywordFile) -> tuple[str, str]:
    return term.lang or file.default_language, normalize("NFC", term.term)


def _language(row: Row, source: TermsFrom) -> str | None:
    """A code as it stands, else the cell under the column of that name."""
    if source.lang is None or source.lang in LANGUAGES:
        return source.lang
    if source.lang not in row:
        message = (
            f"'{source.lang}' is neither a language nor a column{suggest(source.lang, [*row])}"
        )
        raise _UnusableTableError("lang", message)
    code = row[source.lang].strip()
    return code if code in LANGUAGES else None


def _read(path: Path) -> list[Line]:
    """The rows of a comma- or semicolon-separated UTF-8 file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _UnusableTableError("file", f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _UnusableTableError("file", f"{path} is not UTF-8 text") from error
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [
            (reader.line_num, {name: row[name] or "" for name in reader.fieldnames or ()})
            for row in reader
        ]
    except csv.Error as error:
        message = f"{path} is not readable as CSV after line {reader.line_num}: {error}"
        raise _UnusableTableError("file", message) from error
