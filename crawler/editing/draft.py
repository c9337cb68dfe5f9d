"""Keyword files with words added, before they stand in the folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from crawler.editing.addition import Addition
from crawler.editing.plan import Plan
from crawler.errors import KeywordError
from crawler.exchange.target import open_text
from crawler.lexicon import Loaded, Term, load
from crawler.matching import Levels, Rates, common_word_doubts, failures
from crawler.strict_yaml import Finding


@dataclass(slots=True)
class Draft:
    """What the folder would be. Nothing is written before :meth:`keep`."""

    before: Loaded
    after: Loaded
    texts: Mapping[Path, str]
    """New texts by the files that they are for."""
    added: Mapping[str, Mapping[str, Sequence[Term]]]
    """Terms by file and group."""
    there_already: Sequence[tuple[Addition, str]]
    """What is not added, and where it stands."""
    _originals: Mapping[Path, bytes | None] = field(repr=False)

    def failing(self, levels: Levels, rates: Rates, today: date) -> list[Finding]:
        """The failing tests of the files with the new words, and of those that use them."""
        known = {file.digest for file in self.before.lexicon.files}
        return [
            self.after.documents[file.id].finding(("tests", number), complaint)
            for file in self.after.lexicon.files
            if file.digest not in known
            for number, complaint in failures(file, levels, rates, today)
        ]

    def doubts(self) -> list[Finding]:
        """What is doubtful about the new words."""
        old, new = (
            {*loaded.warnings, *loaded.doubts(), *common_word_doubts(loaded)}
            for loaded in (self.before, self.after)
        )
        told = {(found.path, found.message) for found in old}
        return sorted(found for found in new if (found.path, found.message) not in told)

    def keep(self) -> None:
        """Write the files, each whole or not at all.

        :raises KeywordError: if one was changed meanwhile; then none is written.
        """
        for path, original in self._originals.items():
            if _bytes(path) != original:
                raise KeywordError(f"{path} was changed meanwhile; nothing was written, try again")
        for path, text in self.texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with open_text(str(path)) as out:
                out.write(text)


def draft(folder: Path, wanted: Iterable[Addition], table: str) -> Draft:
    """The keyword files below ``folder`` with words added.

    :param table: what messages call the place that the words come from.
    :raises KeywordError: with every reason, if a file is broken before or would be afterwards, or
        if a word has no place.
    """
    before = load(folder)
    if before.errors:
        raise KeywordError("\n".join(map(str, before.errors)))
    plan = Plan(folder, before, table)
    for addition in wanted:
        plan.add(addition)
    if plan.wrong:
        raise KeywordError("\n".join(plan.wrong))
    originals = {path: _bytes(path) for path in plan.paths.values()}
    texts = {path: plan.text_of(file, originals[path]) for file, path in plan.paths.items()}
    after = load(folder, drafts=texts)
    if after.errors:
        raise KeywordError("\n".join(sorted(plan.told(found, after) for found in after.errors)))
    plan.prove(after)
    return Draft(before, after, texts, plan.added, plan.there_already, originals)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
