"""A folder of keyword files → a lexicon, and everything wrong with any of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.errors import KeywordError
from crawler.lexicon.checks import check
from crawler.lexicon.doubts import doubts
from crawler.lexicon.keyword_file import KeywordFile
from crawler.lexicon.lexicon import Lexicon
from crawler.lexicon.sharing import bring_in
from crawler.lexicon.short_form import spell_out
from crawler.lexicon.species_list import SpeciesList
from crawler.lexicon.table import fill_in
from crawler.strict_yaml import Document, Finding, parse, read, validate


@dataclass(frozen=True, slots=True)
class Part:
    """One keyword file by itself, before it takes groups from others."""

    document: Document
    file: KeywordFile | None
    """``None`` if it is refused; the document's findings say why."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the files that can be used, and what is to say about all of them."""

    lexicon: Lexicon
    findings: tuple[Finding, ...]
    """Errors and warnings, by file and line."""
    documents: Mapping[str, Document]
    """Where each part of a file of the lexicon stands, by the file's id."""
    parts: tuple[Part, ...] = ()
    """Each file by itself, refused or not, in the order of their paths."""
    notes: tuple[str, ...] = ()
    """Sentences on what would make them find more, and is nobody's mistake."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that refuse a file."""
        return tuple(found for found in self.findings if found.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that do not."""
        return tuple(found for found in self.findings if found.severity != "error")

    def doubts(self, today: date | None = None) -> tuple[Finding, ...]:
        """What deserves a second look in files that can be used, besides :attr:`warnings`.

        Worked out only when asked for: it takes as long as reading the files.

        :param today: to tell of files whose day of review is past.
        """
        found = {
            each
            for file in self.lexicon.files
            for each in doubts(file, self.documents[file.id], today)
        }
        return tuple(sorted(found))


def load(folder: Path, *, drafts: Mapping[Path, str] | None = None) -> Loaded:
    """Every ``*.yaml`` under ``folder``, hidden ones left out. Nothing is raised for a bad file.

    :param drafts: texts to take for what stands at these paths, or is going to stand there.
    """
    paths = {
        path
        for path in folder.rglob("*.y*ml")
        if path.suffix in (".yaml", ".yml")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
    if paths | (drafts or {}).keys():
        every = sorted({*paths, *(drafts or {})})
        return load_files(every, SpeciesList(folder), drafts=drafts)
    reason = "holds no keyword file (*.yaml)" if folder.is_dir() else "is not a folder"
    return Loaded(Lexicon.of(()), (Finding(str(folder), 1, 1, reason),), {})


def load_sound(folder: Path) -> Lexicon:
    """The keyword files below ``folder``, whole or not at all.

    :raises KeywordError: with every mistake of every file, if any of them has one.
    """
    loaded = load(folder)
    if loaded.errors:
        raise KeywordError("\n".join(str(found) for found in loaded.errors))
    return loaded.lexicon


def load_files(
    paths: Iterable[Path],
    species: SpeciesList | None = None,
    *,
    drafts: Mapping[Path, str] | None = None,
) -> Loaded:
    """These keyword files as one lexicon; a file that is refused is left out of it.

    :param species: the list that ``terms_from: {taxon: …}`` asks; without one it gives no terms.
    """
    parts = tuple(_read_one(path, (drafts or {}).get(path), species) for path in paths)
    usable: dict[str, tuple[Document, KeywordFile]] = {}
    for part in parts:
        if part.file is None:
            continue
        if part.file.id in usable:
            other = usable[part.file.id][0].path
            message = f"{other} has the id '{part.file.id}' already; ids are unique"
            part.document.findings.append(part.document.finding(("id",), message))
            continue
        usable[part.file.id] = (part.document, part.file)
    whole, unusable = bring_in(file for _, file in usable.values())
    documents = {file_id: document for file_id, (document, _) in usable.items()}
    for each in unusable:
        document = documents[each.file]
        document.findings.append(document.finding(("use", each.number), each.message))
    findings = sorted({found for part in parts for found in part.document.findings})
    lexicon = Lexicon.of(whole.values())
    documents = {key: documents[key] for key in whole}
    return Loaded(lexicon, tuple(findings), documents, parts, tuple(_notes(whole.values())))


def _notes(files: Iterable[KeywordFile]) -> Iterator[str]:
    waiting = [file.id for file in files if any(group.terms_from for group in file.groups)]
    if waiting:
        yield (
            f"no species list is imported: {', '.join(waiting)} looks only for the names written "
            "in it; download yours and run: patrol keywords import species FILE"
        )


def _read_one(path: Path, draft: str | None, species: SpeciesList | None) -> Part:
    document = read(path) if draft is None else parse(draft, str(path))
    spell_out(document)
    document.findings.extend(check(document))
    file = validate(KeywordFile, document)
    return Part(document, fill_in(file, document, species) if file is not None else None)
