"""Edited keyword files, as they would be in force beside the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.errors import InputError, KeywordError
from crawler.lexicon import KeywordFile, Lexicon, SpeciesList, Status, bring_in, load, load_files
from crawler.matching import Levels, Rates, failures
from crawler.store import lexicons
from crawler.store.database import Database
from crawler.strict_yaml import Document, Finding


@dataclass(frozen=True, slots=True)
class Edited:
    """A lexicon with edited files, and where these stand."""

    lexicon: Lexicon
    documents: Mapping[str, Document]
    """By id."""

    def failing(self, before: Lexicon, levels: Levels, rates: Rates, today: date) -> list[Finding]:
        """The failing tests of the edited files, for which they would be refused."""
        return [
            self.documents[file.id].finding(("tests", number), complaint)
            for file in self._edited(before)
            for number, complaint in failures(file, levels, rates, today)
        ]

    def on_trial(self, before: Lexicon) -> list[str]:
        """Ids of the edited files that flag nothing yet."""
        return [file.id for file in self._edited(before) if file.status is Status.SHADOW]

    def _edited(self, before: Lexicon) -> list[KeywordFile]:
        known = {file.digest for file in before.files}
        return [
            file
            for file in self.lexicon.files
            if file.id in self.documents and file.digest not in known
        ]


def edited_folder(folder: Path) -> Edited:
    """The keyword files below ``folder`` as they are now.

    :raises KeywordError: with every mistake of every file.
    """
    loaded = load(folder)
    if loaded.errors:
        raise KeywordError("\n".join(map(str, loaded.errors)))
    return Edited(loaded.lexicon, loaded.documents)


def in_force(database: Database) -> Lexicon:
    """The lexicon in force.

    :raises InputError: if there is none yet.
    """
    with database.read() as connection:
        latest = lexicons.latest(connection)
        found = None if latest is None else lexicons.stored(connection, latest.version)
    if found is None:
        raise InputError(
            "no keyword files are in force in this database yet; sweep, import or rescore first"
        )
    return found


def edited_files(database: Database, files: Sequence[Path], folder: Path) -> Edited:
    """The lexicon in force with these files in the place of those with the same ids.

    :param folder: of the keyword files, where the species list lies.
    :raises KeywordError: if one cannot be read, or does not go with the others.
    """
    loaded = load_files(files, SpeciesList(folder))
    unreadable = {part.document.path for part in loaded.parts if part.file is None}
    if unreadable:
        raise KeywordError(
            "\n".join(str(found) for found in loaded.errors if found.path in unreadable)
        )
    with database.read() as connection:
        latest = lexicons.latest(connection)
        kept = lexicons.files(connection, latest.version) if latest else {}
    parts = {each.file.id: each.file for each in kept.values()}
    parts |= {part.file.id: part.file for part in loaded.parts if part.file is not None}
    whole, unusable = bring_in(parts.values())
    documents = {part.file.id: part.document for part in loaded.parts if part.file is not None}
    faults = [
        str(documents[each.file].finding(("use", each.number), each.message))
        if each.file in documents
        else f"{each.file}, which is in force: {each.message}"
        for each in unusable
    ]
    if faults:
        raise KeywordError("\n".join(faults))
    return Edited(Lexicon.of(whole.values()), documents)
