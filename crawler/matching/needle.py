"""Terms as they are looked for, and the places where they were met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crawler.lexicon import Group, KeywordFile, Role, Term

FIELDS = ("title", "description")
"""What is read of a listing, in the order of reading."""


@dataclass(frozen=True, slots=True, eq=False)
class Needle:
    """A term of one file, with what it inherits from its group."""

    file: KeywordFile
    group: Group
    term: Term
    order: int
    """Its number in the file."""
    points: int
    needs: frozenset[str]
    needs_not: frozenset[str]
    within: int | None

    @property
    def role(self) -> Role:
        """The role of its group."""
        return self.group.role

    def is_valid(self, on: date) -> bool:
        """Whether the term is in force on that day."""
        return self.term.valid is None or self.term.valid.holds(on)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A needle met in one place of a listing."""

    needle: Needle
    field: str
    """``title`` or ``description``."""
    start: int
    """First code point, in the field as published."""
    end: int
    """One past the last."""
    similarity: int = 100
    disguise: tuple[str, ...] | None = None

    @property
    def is_disguised(self) -> bool:
        """Whether the words were bent on purpose; a typing mistake alone is none of that."""
        return bool(self.disguise) and self.disguise != ("typo",)

    @property
    def reading_order(self) -> tuple[int, int, int, int]:
        """Sorts places as a reader comes upon them."""
        return FIELDS.index(self.field), self.start, self.end, self.needle.order


def needles_of(file: KeywordFile) -> list[Needle]:
    """Every term of the file, in its order."""
    needles: list[Needle] = []
    for group in file.groups:
        group_needs, group_needs_not = frozenset(group.needs), frozenset(group.needs_not)
        for term in group.terms:
            needle = Needle(
                file,
                group,
                term,
                order=len(needles),
                points=group.points_of(term),
                needs=group_needs if term.needs is None else frozenset(term.needs),
                needs_not=(
                    group_needs_not if term.needs_not is None else frozenset(term.needs_not)
                ),
                within=group.within if term.within is None else term.within,
            )
            needles.append(needle)
    return needles
