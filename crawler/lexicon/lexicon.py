"""All keyword files together, and the version that every assessment carries."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from crawler.errors import KeywordError
from crawler.lexicon.entry import ANY_LANGUAGE
from crawler.lexicon.group import Group, MatchKind, Role, Term
from crawler.lexicon.keyword_file import KeywordFile, Status
from crawler.strict_yaml import suggest

_SEARCHABLE = (MatchKind.PHRASE, MatchKind.RAW, MatchKind.SUBSTRING, MatchKind.STEM)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The keyword files, ordered by id. Build it with :meth:`of`."""

    files: tuple[KeywordFile, ...]
    version: str
    """First 16 hex digits of SHA-256 over the content; comments, file names and order are none."""

    @classmethod
    def of(cls, files: Iterable[KeywordFile]) -> Lexicon:
        """A lexicon of these files."""
        ordered = tuple(sorted(files, key=lambda file: file.id))
        digest = hashlib.sha256()
        for file in ordered:
            digest.update(file.content.encode() + b"\n")
        return cls(ordered, digest.hexdigest()[:16])

    def on_trial(self, on: date) -> tuple[str, ...]:
        """Ids of the files that are scored and counted on that day, but flag nothing."""
        return tuple(
            file.id for file in self.files if file.status is Status.SHADOW and file.in_force(on)
        )

    def search_terms(
        self, file_ids: Iterable[str], languages: Collection[str] = ()
    ) -> tuple[str, ...]:
        """What to type into a site's search form for these files, each term once.

        Those are the terms marked ``search: yes``; a file without any gives its signal terms. Terms
        that differ in case or accents only are one, unless the file says that accents tell.

        :param languages: ISO 639-1 codes; terms of other languages are left out, those of any
            language or none stay. All terms, if empty.
        :raises KeywordError: if there is no file of that id.
        """
        files = {file.id: file for file in self.files}
        found: dict[str, str] = {}
        for file_id in file_ids:
            if file_id not in files:
                near = suggest(file_id, list(files))
                raise KeywordError(f"no keyword file has the id '{file_id}'{near}")
            for term in _search_terms(files[file_id]):
                language = term.lang or files[file_id].default_language
                if not languages or language in {*languages, ANY_LANGUAGE}:
                    found.setdefault(_folded(term), term.term)
        return tuple(found.values())


def _folded(term: Term) -> str:
    text = " ".join(term.term.casefold().split())
    if term.keep_accents:
        return text
    return "".join(char for char in normalize("NFKD", text) if not "\u0300" <= char <= "\u036f")


def _search_terms(file: KeywordFile) -> list[Term]:
    pairs = [(group, term) for group in file.groups for term in group.terms]
    marked = [(group, term) for group, term in pairs if group.search or term.search]
    chosen = marked or [(group, term) for group, term in pairs if group.role is Role.SIGNAL]
    return [term for group, term in chosen if _kind(group, term) in _SEARCHABLE]


def _kind(group: Group, term: Term) -> MatchKind:
    return group.kind_of(term, term.term)
