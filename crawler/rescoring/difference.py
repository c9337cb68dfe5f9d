"""What two lexicons make different of a listing: the terms of which it must hold one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from crawler.lexicon import KeywordFile, Lexicon, Role, Term
from crawler.matching.needle import Needle, needles_of
from crawler.matching.tested import tested_terms


@dataclass(frozen=True, slots=True)
class Edition:
    """A lexicon as it is in force on a day."""

    lexicon: Lexicon
    on: date

    @property
    def files(self) -> dict[str, KeywordFile]:
        """The files in force, by id."""
        return {file.id: file for file in self.lexicon.files if file.in_force(self.on)}


@dataclass(frozen=True, slots=True)
class Difference:
    """What sets two editions apart."""

    needles: tuple[Needle, ...] = ()
    """A listing that neither edition meets with one of these gets the same assessment by both."""
    everything: bool = False
    """There is no such saying: any listing may be assessed otherwise."""

    def __bool__(self) -> bool:
        return self.everything or bool(self.needles)


def difference(old: Edition, new: Edition) -> Difference:
    """What may be assessed otherwise by ``new`` than by ``old``."""
    before, after = old.files, new.files
    needles: list[Needle] = []
    everything = False
    for file_id in sorted({*before, *after}):
        one, two = before.get(file_id), after.get(file_id)
        if one is None or two is None or not _same_frame(one, two):
            there = [file for file in (one, two) if file is not None]
            everything |= any(map(_scores_without_terms, there))
            needles += (needle for file in there for needle in _decisive(file))
        if one is not None and two is not None and not (one is two and not _has_days(one)):
            needles += _changed(_Terms(one, old.on), _Terms(two, new.on))
    return Difference(tuple(dict.fromkeys(needles)), everything)


def _has_days(file: KeywordFile) -> bool:
    """Whether some of its terms are in force on certain days only."""
    return any(term.valid is not None for group in file.groups for term in group.terms)


class _Terms:
    """The terms of a file that are valid on a day, by group."""

    def __init__(self, file: KeywordFile, on: date) -> None:
        self.file = file
        self.groups: dict[str, list[Needle]] = {group.id: [] for group in file.groups}
        for needle in needles_of(file):
            if needle.is_valid(on):
                self.groups[needle.group.id].append(needle)


def _same_frame(old: KeywordFile, new: KeywordFile) -> bool:
    """Whether all that a score or reason rests on is the same but for groups and tests, and the
    groups stand in one order."""
    bare = {"groups": (), "tests": (), "valid": None, "version": "", "title": "", "why": ""}
    bare |= {"owner": "", "tags": (), "use": (), "languages": ()}
    before, after = ([group.id for group in file.groups] for file in (old, new))
    return old.model_copy(update=bare) == new.model_copy(update=bare) and (
        [group for group in before if group in after]
        == [group for group in after if group in before]
    )


def _scores_without_terms(file: KeywordFile) -> bool:
    return any(rule.asks_price_or_seller and not rule.all and not rule.any for rule in file.rules)


def _decisive(file: KeywordFile) -> Iterator[Needle]:
    """Without one of these the file gives no points: signals, and what price rules ask for."""
    asked = {
        group
        for rule in file.rules
        if rule.asks_price_or_seller
        for group in (*rule.all, *rule.any)
    }
    for needle in needles_of(file):
        if needle.role is Role.SIGNAL or needle.group.id in asked:
            yield needle


def _changed(old: _Terms, new: _Terms) -> Iterator[Needle]:
    untested = _newly_tested(old, new)
    for group in {**old.groups, **new.groups}:
        one, two = old.groups.get(group, []), new.groups.get(group, [])
        if not one or not two or _about(one[0]) != _about(two[0]):
            yield from (*one, *two)
            continue
        before, after = _by_term(one), _by_term(two)
        kept = [term for term in before if term in after]
        if kept != [term for term in after if term in before]:
            yield from (*one, *two)  # of equally long hits the first term counts
            continue
        for term, needle in (*before.items(), *after.items()):
            if term not in before or term not in after or term in untested:
                yield needle


def _about(needle: Needle) -> object:
    return needle.group.model_copy(update={"terms": (), "terms_from": None})


def _by_term(needles: Iterable[Needle]) -> dict[Term, Needle]:
    return {needle.term: needle for needle in needles}


def _newly_tested(old: _Terms, new: _Terms) -> set[Term]:
    """Terms that only one of them has a test for: the reasons say so."""
    if old.file == new.file:
        return set()
    return {*(tested_terms(old.file) ^ tested_terms(new.file))}
