"""The keyword files that count tonight: a broken one gives way to its last good version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from crawler.errors import KeywordError
from crawler.lexicon import KeywordFile, Lexicon, load
from crawler.matching import Levels
from crawler.store import lexicons
from crawler.store.database import Database
from crawler.store.lexicons import KeptLexicon
from crawler.store.mix import Fault, Mix, parts_of
from crawler.strict_yaml import Finding


@dataclass(frozen=True, slots=True)
class InForce:
    """The lexicon that listings are scored by."""

    lexicon: Lexicon
    parts: Mapping[str, KeywordFile]
    """Its files by path below the folder, without the groups that they use."""
    is_new: bool
    """Whether another one, or none, was in force before."""
    alarms: tuple[str, ...] = ()
    """Sentences: which file is refused, where and why, and what stays in force in its place."""
    notes: tuple[str, ...] = ()
    """Sentences: which file was taken away since and is no longer in force."""


def put_in_force(database: Database, folder: Path, levels: Levels, now: datetime) -> InForce:
    """The keyword files below ``folder``, from now on the lexicon in force.

    A file counts if it can be read, goes with the others and passes its own tests, which are run
    once for each content. In the place of one that does not, its last good version stays in force.

    :param levels: scores from which a level is reached where a file does not say.
    :param now: UTC; tests without a date are run for this day.
    :raises KeywordError: with every mistake, if a file is refused that never was in force.
    """
    settled = settle(database, folder, levels, now.date())
    if settled.is_new:
        with database.write() as connection:
            lexicons.keep(connection, settled.lexicon, settled.parts, now)
    return settled


def settle(database: Database, folder: Path, levels: Levels, today: date) -> InForce:
    """What :func:`put_in_force` would put in force; the database stays as it is."""
    loaded = load(folder)
    with database.read() as connection:
        before = lexicons.latest(connection)
        if before and not loaded.errors and loaded.lexicon.version == before.version:
            parts = parts_of(loaded, folder)
            return InForce(loaded.lexicon, parts, is_new=parts.keys() != before.digests.keys())
        last = lexicons.files(connection, before.version) if before else {}
    if not loaded.parts:
        return _as_before(database, before, loaded.findings[0])
    mix = Mix(folder, loaded, last)
    while faults := mix.faults() or _failing(mix, database, before, levels, today):
        if not mix.give_way(faults):
            return _as_before(database, before, faults[0].finding)
    known = before and (before.version, before.digests.keys())
    is_new = known != (mix.lexicon.version, mix.files.keys())
    return InForce(mix.lexicon, mix.files, is_new, mix.alarms, mix.notes)


def _failing(
    mix: Mix, database: Database, before: KeptLexicon | None, levels: Levels, today: date
) -> list[Fault]:
    """The files whose tests fail; what was in force before has passed them."""
    if before and mix.lexicon.version == before.version:
        return []
    with database.read() as connection:
        passed = lexicons.proven(connection, [file.digest for file in mix.lexicon.files])
    return mix.failing(passed, levels, today)


def _as_before(database: Database, before: KeptLexicon | None, finding: Finding) -> InForce:
    """The whole lexicon that is in force already, since that of the folder cannot be mended."""
    if before is not None:
        with database.read() as connection:
            lexicon = lexicons.stored(connection, before.version)
            last = lexicons.files(connection, before.version)
        if lexicon is not None:
            told = f"{finding}; all keyword files stay in force as of {before.since.date()}"
            parts = {path: kept.file for path, kept in last.items()}
            return InForce(lexicon, parts, is_new=False, alarms=(told,))
    raise KeywordError(str(finding))
