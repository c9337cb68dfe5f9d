"""Keyword files as they are in the folder, beside last good versions where they have to be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crawler.errors import KeywordError
from crawler.lexicon import KeywordFile, Lexicon, Loaded, Part, bring_in
from crawler.matching import Levels, failures, read_rates
from crawler.store.lexicons import KeptFile
from crawler.strict_yaml import Document, Finding, Loc


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file cannot be in force in this mix."""

    path: str
    """Of the file, below the folder."""
    finding: Finding
    others: frozenset[str] = frozenset()
    """Paths of the files that it takes groups from, or clashes with."""
    more: int = 0
    """Findings of the same kind in this file besides."""
    newcomer: bool = False
    """Its id is that of a file that was there before: a stray copy, say."""


def parts_of(loaded: Loaded, folder: Path) -> dict[str, KeywordFile]:
    """The files that can be read, by path below ``folder``, without the groups that they use."""
    return {_path(part, folder): part.file for part in loaded.parts if part.file is not None}


def _path(part: Part, folder: Path) -> str:
    path = Path(part.document.path).relative_to(folder).as_posix()
    return path.encode("utf-8", "backslashreplace").decode()  # a file's name may be no text


def _names_lost(last: KeywordFile, now: KeywordFile) -> int:
    """Terms of groups that had the species list and wait for it now."""
    waiting = {group.id: group for group in now.groups if group.terms_from}
    return sum(
        len(group.terms) - len(waiting[group.id].terms)
        for group in last.groups
        if group.id in waiting and not group.terms_from
    )


class Mix:
    """Some files as they are, some as they were, until all of them go together.

    :param last: what is in force so far, by path below ``folder``.
    :raises KeywordError: if a file cannot be read that is not in force so far.
    """

    def __init__(self, folder: Path, loaded: Loaded, last: Mapping[str, KeptFile]) -> None:
        self._folder = folder
        self._loaded = loaded
        self._last = last
        self._documents = {_path(part, folder): part.document for part in loaded.parts}
        self._given_way: dict[str, str] = {}
        self.files: dict[str, KeywordFile] = parts_of(loaded, folder)
        """By path, without the groups that they use."""
        self.lexicon = Lexicon.of(())
        """With the groups that they use, as of the last call of :meth:`faults`."""
        refused = []
        for path, document in self._documents.items():
            if path not in self.files:
                errors = sorted(found for found in document.findings if found.severity == "error")
                refused.append(Fault(path, errors[0], more=len(errors) - 1))
        self.give_way(refused)

    @property
    def alarms(self) -> tuple[str, ...]:
        """A sentence for each file of which the last good version stays in force."""
        return tuple(self._given_way[path] for path in sorted(self._given_way))

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each file that was taken away, and each that lost the species list."""
        files = {file.id: file for file in self.files.values()}
        told = []
        for path, kept in self._last.items():
            now = files.get(kept.file.id)
            if now is None:
                told.append(f"{self._folder / path} is gone: no longer in force")
            elif (lost := _names_lost(kept.file, now)) > 0:
                told.append(
                    f"{self._folder / path} has lost the species list, {lost:,} names: import it "
                    "again (patrol keywords import species FILE)"
                )
        return tuple(told)

    def faults(self) -> list[Fault]:
        """What does not go together. If nothing, :attr:`lexicon` is the whole of it."""
        paths: dict[str, str] = {}
        faults = []
        # Those that gave way come first, then those in force so far: who clashes is the newcomer.
        for path in sorted(self.files, key=self._newness):
            file_id = self.files[path].id
            if file_id in paths:
                message = f"{self._folder / paths[file_id]} has the id '{file_id}' already"
                fault = self._fault(path, ("id",), message, {paths[file_id]})
                known = paths[file_id] in self._last and path not in self._last
                faults.append(replace(fault, newcomer=known))
            else:
                paths[file_id] = path
        whole, unusable = bring_in(self.files[path] for path in paths.values())
        for each in unusable:
            path = paths[each.file]
            faults.append(self._fault(path, ("use", each.number), each.message))
        self.lexicon = Lexicon.of(whole.values())
        return faults

    def _newness(self, path: str) -> tuple[bool, bool, str]:
        return path not in self._given_way, path not in self._last, path

    def failing(self, passed: Collection[str], levels: Levels, today: date) -> list[Fault]:
        """The files whose own tests fail.

        :param passed: digests of the whole files that need no more testing.
        """
        paths = {file.id: path for path, file in self.files.items()}
        rates = read_rates()
        faults = []
        for file in self.lexicon.files:
            if file.digest in passed:
                continue
            if failed := list(failures(file, levels, rates, today)):
                number, complaint = failed[0]
                fault = self._fault(paths[file.id], ("tests", number), complaint)
                faults.append(replace(fault, more=len(failed) - 1))
        return faults

    def give_way(self, faults: Sequence[Fault]) -> bool:
        """Put last good versions in the place of the files at fault.

        :return: whether there is anything new in the mix; if not, it cannot be mended.
        :raises KeywordError: if a file is at fault all by itself that is not in force so far.
        """
        before = len(self._given_way)
        # The last good ones first: what they need may be what a newcomer stumbles over.
        for fault in sorted(faults, key=lambda fault: fault.path not in self._last):
            if fault.newcomer:
                del self.files[fault.path]
                self._given_way[fault.path] = f"{fault.finding}; it is left out"
                continue
            for path in self._blamed(fault):
                if path in self._last:
                    self._keep_last(path, fault)
                elif not fault.others & self._given_way.keys():
                    found = {*self._loaded.errors, *(each.finding for each in faults)}
                    raise KeywordError("\n".join(map(str, sorted(found))))
        return len(self._given_way) > before

    def _blamed(self, fault: Fault) -> Collection[str]:
        """The file itself, or, if it is what it was when it was good, those that it needs."""
        file, last = self.files.get(fault.path), self._last.get(fault.path)
        if last is None or (fault.path not in self._given_way and file != last.file):
            return (fault.path,)
        return sorted(fault.others - self._given_way.keys())

    def _keep_last(self, path: str, fault: Fault) -> None:
        last = self._last[path]
        self.files[path] = last.file
        which = "its version" if path == fault.path else f"the version of {self._folder / path}"
        more = f" (and {fault.more} more)" if fault.more else ""
        told = f"{fault.finding}{more}; {which} of {last.since.date()} stays in force"
        self._given_way.setdefault(path, told)

    def _fault(
        self, path: str, loc: Loc, message: str, others: Collection[str] | None = None
    ) -> Fault:
        if path in self._given_way:
            nowhere = Document(str(self._folder / path))
            finding = nowhere.finding((), f"in its last good version: {message}")
        else:
            finding = self._documents[path].finding(loc, message)
        if others is None:
            others = self._homes(self.files[path].used)
        return Fault(path, finding, frozenset(others))

    def _homes(self, ids: Collection[str]) -> set[str]:
        """Paths of the files of these ids: where they are, or else where they last were."""
        here = {path for path, file in self.files.items() if file.id in ids}
        found = {self.files[path].id for path in here}
        missing = {file_id for file_id in ids if file_id not in found}
        return here | {path for path, kept in self._last.items() if kept.file.id in missing}
