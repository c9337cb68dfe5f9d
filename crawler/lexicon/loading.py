"""A folder of keyword files → a lexicon, and everything wrong with any of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.lexicon.checks import check
from crawler.lexicon.doubts import doubts
from crawler.lexicon.keyword_file import KeywordFile
from crawler.lexicon.lexicon import Lexicon
from crawler.lexicon.sharing import bring_in
from crawler.lexicon.short_form import spell_out
from crawler.lexicon.table import fill_in
from crawler.strict_yaml import Document, Finding, read, validate


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the files that can be used, and what is to say about all of them."""

    lexicon: Lexicon
    findings: tuple[Finding, ...]
    """Errors and warnings, by file and line."""
    documents: Mapping[str, Document]
    """Where each part of a file stands, by the file's id."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that refuse a file."""
        return tuple(found for found in self.findings if found.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that do not."""
        return tuple(found for found in self.findings if found.severity != "error")


def load(folder: Path, *, today: date | None = None) -> Loaded:
    """Every ``*.yaml`` under ``folder``, hidden ones left out. Nothing is raised for a bad file.

    :param today: to warn of files whose day of review is past.
    """
    paths = sorted(
        path
        for path in folder.rglob("*.y*ml")
        if path.suffix in (".yaml", ".yml")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if paths:
        return load_files(paths, today=today)
    reason = "holds no keyword file (*.yaml)" if folder.is_dir() else "is not a folder"
    return Loaded(Lexicon.of(()), (Finding(str(folder), 1, 1, reason),), {})


def load_files(paths: Iterable[Path], *, today: date | None = None) -> Loaded:
    """These keyword files as one lexicon; a file that is refused is left out of it."""
    documents = [read(path) for path in paths]
    files: dict[str, tuple[Document, KeywordFile]] = {}
    for document in documents:
        file = _read_one(document)
        if file is None:
            continue
        if file.id in files:
            other = files[file.id][0].path
            message = f"{other} has the id '{file.id}' already; ids are unique"
            document.findings.append(document.finding(("id",), message))
            continue
        files[file.id] = (document, file)
    whole = bring_in(files)
    for file_id, file in whole.items():
        document = files[file_id][0]
        document.findings.extend(doubts(file, document, today))
    findings = sorted({found for document in documents for found in document.findings})
    lexicon = Lexicon.of(whole.values())
    return Loaded(lexicon, tuple(findings), {key: files[key][0] for key in whole})


def _read_one(document: Document) -> KeywordFile | None:
    spell_out(document)
    document.findings.extend(check(document))
    file = validate(KeywordFile, document)
    if file is not None:
        file = fill_in(file, document)
    return file
