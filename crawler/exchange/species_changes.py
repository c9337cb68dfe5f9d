"""What sets two species lists apart, as an analyst wants to hear it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crawler.lexicon.taxon import ANNEXES, APPENDICES, Taxon, strictest

KINDS = ("listed", "delisted", "up", "down", "changed", "renamed")
"""Newly listed; no longer listed; stricter; less strict; with another text; under another name."""
NO_LONGER_COVERED = ("delisted", "down")
"""Those after which less is looked for, or weighs less."""


@dataclass(frozen=True, slots=True)
class Change:
    """One taxon that one regulation treats otherwise, or that has another name."""

    kind: str
    """One of :data:`KINDS`."""
    name: str
    law: str
    """``CITES`` or ``EU``; empty for a new name."""
    before: str
    after: str

    def __str__(self) -> str:
        if self.kind == "renamed":
            return f"{self.before} is now {self.name}"
        return (
            f"{self.name}: {self.law} {self.before or 'not listed'} → {self.after or 'not listed'}"
        )


def changes(
    before: Iterable[Taxon], after: Iterable[Taxon], names: Mapping[str, str]
) -> list[Change]:
    """Every change, by name.

    :param names: the former name of each taxon that was renamed, by the new one.
    """
    old = {taxon.name: taxon for taxon in before}
    new = {taxon.name: taxon for taxon in after}
    found = [Change("renamed", name, "", former, name) for name, former in names.items()]
    for name in {*new, *(old.keys() - names.values())}:
        found.extend(_of_one(name, old.get(names.get(name, name)), new.get(name)))
    return sorted(found, key=lambda change: (KINDS.index(change.kind), change.name, change.law))


def _of_one(name: str, old: Taxon | None, new: Taxon | None) -> Iterator[Change]:
    for law, field, order in (("CITES", "appendix", APPENDICES), ("EU", "annex", ANNEXES)):
        was: str = getattr(old, field) if old else ""
        now: str = getattr(new, field) if new else ""
        if kind := _kind(was, now, order):
            yield Change(kind, name, law, was, now)


def _kind(was: str, now: str, order: tuple[str, ...]) -> str:
    one, two = strictest(was, order), strictest(now, order)
    if was == now or not (one or two):
        return ""
    if not one:
        return "listed"
    if not two:
        return "delisted"
    if one == two:
        return "changed"
    return "up" if order.index(two) < order.index(one) else "down"
