"""Terms out of the species list: the names of the taxa that a group asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import TypeAdapter

from crawler.lexicon.entry import ANY_LANGUAGE
from crawler.lexicon.group import Term
from crawler.lexicon.species_list import SpeciesList
from crawler.lexicon.taxon import Taxon, names_in
from crawler.lexicon.taxon_filter import NameKind, TaxonFilter

_TERMS = TypeAdapter(tuple[Term, ...])
"""Checks all at once, in half the time that it takes one by one."""


def taxon_terms(
    asked: TaxonFilter, species: SpeciesList, written: Iterable[Term]
) -> tuple[tuple[Term, ...], list[tuple[str, str]]]:
    """The terms, and what no taxon of the list meets: the key of ``asked`` and a sentence.

    A taxon that is not listed gives none. Scientific name and synonyms are one term, the common
    names of one language another. No spelling is there twice, and what a keyword file has written
    out wins.

    :raises BrokenListError: if the list cannot be read.
    """
    seen = {spelling.casefold() for term in written for spelling in term.spellings}
    fits = asked.test(annexes_known=species.annexes_known)
    chosen = [taxon for taxon in species.taxa if taxon.listing and fits(taxon)]
    entries: list[dict[str, Any]] = []
    for taxon in chosen:
        entries.extend(_entries(taxon, asked, species, seen))
    return _TERMS.validate_python(entries), list(_unmet(asked, species))


def _entries(
    taxon: Taxon, asked: TaxonFilter, species: SpeciesList, seen: set[str]
) -> Iterator[dict[str, Any]]:
    own = [taxon.name] if asked.wants(NameKind.SCIENTIFIC) else []
    if asked.wants(NameKind.SYNONYMS) and taxon.synonyms:
        owners = species.owners
        own += [name for name in names_in(taxon.synonyms) if owners[name.casefold()] == taxon.name]
    if own := _fresh(own, seen):
        yield _entry(own, ANY_LANGUAGE, taxon.listing)
    if asked.wants(NameKind.COMMON):
        for language in asked.lang:
            if common := _fresh(names_in(getattr(taxon, language)), seen):
                yield _entry(common, language, f"{taxon.listing} ({taxon.name})")


def _fresh(names: Iterable[str], seen: set[str]) -> list[str]:
    fresh = []
    for name in names:
        folded = name.casefold()
        if folded not in seen:
            seen.add(folded)
            fresh.append(name)
    return fresh


def _entry(names: list[str], language: str, listing: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"term": names[0], "lang": language, "listed": listing}
    if len(names) > 1:
        entry["variants"] = tuple(names[1:])
    return entry


def _unmet(asked: TaxonFilter, species: SpeciesList) -> Iterator[tuple[str, str]]:
    unmet = False
    for field, wanted in asked.named.items():
        number = Taxon._fields.index(field)
        present = {taxon[number].casefold() for taxon in species.taxa}
        for value in wanted:
            if value.casefold() not in present:
                unmet, key = True, field.rstrip("_")
                yield key, f"no taxon of the species list has '{value}' as its {key}"
    if not unmet and not any(map(asked.belongs, species.taxa)):
        yield "", "no taxon of the species list is like this"
