"""Every lexicon that ever scored a listing, so that each score can be had again.

Kept by content: a lexicon is a list of keyword files, and a file that did not change is kept once
however many lexicons hold it. A file is kept as it was read, with the terms of its tables and
without the groups that it uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlalchemy import Connection, delete, insert, select

from crawler.lexicon import KeywordFile, Lexicon, bring_in
from crawler.store.dialect import insert_missing, upsert
from crawler.store.schema import keyword_files, lexicon_files, lexicons


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One keyword file of a stored lexicon."""

    file: KeywordFile
    """Without the groups that it uses."""
    since: datetime
    """When this content first came into force, UTC."""


@dataclass(frozen=True, slots=True)
class KeptLexicon:
    """A stored lexicon, its files not yet read."""

    version: str
    since: datetime
    """When it came into force, for the last time if it did so more than once, UTC."""
    digests: Mapping[str, str]
    """:attr:`KeywordFile.digest` of each file, by its path below the folder of keyword files."""


def keep(
    connection: Connection, lexicon: Lexicon, parts: Mapping[str, KeywordFile], now: datetime
) -> None:
    """Remember this lexicon as the one in force. To do so twice, or from two programs at once,
    changes nothing.

    :param lexicon: whose files have passed their tests.
    :param parts: its files by path, without the groups that they use.
    """
    digests = {path: part.digest for path, part in parts.items()}
    before = latest(connection)
    if before and (before.version, before.digests) == (lexicon.version, digests):
        return
    if before:  # the latest is the latest, whatever the clock was set to meanwhile
        now = max(now, before.since + timedelta(microseconds=1))
    contents = [
        {"hash": digests[path], "content": part.content, "since": now}
        for path, part in sorted(parts.items(), key=lambda pair: digests[pair[0]])
    ]
    if contents:  # in the same order everywhere, so that no two programs wait for each other
        insert_missing(connection, keyword_files, contents, key=("hash",))
    upsert(connection, lexicons, [{"version": lexicon.version, "in_force_since": now}])
    whole = {file.id: file.digest for file in lexicon.files}
    rows = [
        {"lexicon": lexicon.version, "path": path, "file": digests[path], "proven": whole[part.id]}
        for path, part in parts.items()
    ]
    connection.execute(delete(lexicon_files).where(lexicon_files.c.lexicon == lexicon.version))
    if rows:
        connection.execute(insert(lexicon_files), rows)


def latest(connection: Connection) -> KeptLexicon | None:
    """The lexicon in force now; ``None`` before the first."""
    newest = select(lexicons).order_by(lexicons.c.in_force_since.desc(), lexicons.c.version)
    row = connection.execute(newest.limit(1)).first()
    if row is None:
        return None
    query = select(lexicon_files.c.path, lexicon_files.c.file)
    files = connection.execute(query.where(lexicon_files.c.lexicon == row.version))
    return KeptLexicon(row.version, row.in_force_since, {row.path: row.file for row in files})


def files(connection: Connection, version: str) -> dict[str, KeptFile]:
    """The files of a stored lexicon by path; one that this program cannot read is left out."""
    query = (
        select(lexicon_files.c.path, keyword_files.c.content, keyword_files.c.since)
        .join_from(lexicon_files, keyword_files, lexicon_files.c.file == keyword_files.c.hash)
        .where(lexicon_files.c.lexicon == version)
        .order_by(lexicon_files.c.path)
    )
    kept = {}
    for path, content, since in connection.execute(query):
        try:
            kept[path] = KeptFile(KeywordFile.model_validate_json(content), since)
        except ValidationError:
            continue  # written by a program that understood more, or was content with less
    return kept


def stored(connection: Connection, version: str) -> Lexicon | None:
    """The whole lexicon of that version, to the letter.

    :return: ``None`` if it never scored anything here, or this program would read it differently.
    """
    whole, _ = bring_in(kept.file for kept in files(connection, version).values())
    lexicon = Lexicon.of(whole.values())
    return lexicon if lexicon.version == version else None


def proven(connection: Connection, digests: Iterable[str]) -> set[str]:
    """Those of these whole files, by digest, that have passed their tests."""
    query = select(lexicon_files.c.proven).where(lexicon_files.c.proven.in_(list(digests)))
    return set(connection.execute(query).scalars())
