"""``patrol keywords import species``: downloads of the agency into the species list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.errors import InputError
from crawler.exchange.encoding import encoding_of
from crawler.exchange.source import open_source
from crawler.exchange.species_changes import NO_LONGER_COVERED, Change, changes
from crawler.exchange.species_file import SpeciesFile, read_species
from crawler.exchange.species_merge import merged, renamed
from crawler.exchange.target import open_text
from crawler.lexicon import BrokenListError, SpeciesList, Taxon
from crawler.lexicon.species_list import written
from crawler.lexicon.taxon import ANNEXES, APPENDICES, names_in

_MANY = 1_000
"""Taxa from which on a download that lacks most of them is taken for a part."""


@dataclass(slots=True)
class SpeciesImport:
    """What an import did."""

    files: dict[str, SpeciesFile] = field(default_factory=dict)
    """Each download by its path."""
    changes: list[Change] = field(default_factory=list)
    """Against the list as it was; a law that it had nothing about is not compared."""
    taxa: Sequence[Taxon] = ()
    """The list as it is now."""
    is_first: bool = False

    @property
    def left_out(self) -> list[str]:
        """A sentence for each row of a download that says nothing usable."""
        return [told for file in self.files.values() for told in file.left_out]

    @property
    def covers_less(self) -> bool:
        """Whether a taxon is no longer listed, or less strictly."""
        return any(change.kind in NO_LONGER_COVERED for change in self.changes)


def import_species(
    paths: Sequence[str], folder: Path, encoding: str | None = None, *, part: bool = False
) -> SpeciesImport:
    """Read the downloads one after the other, and write the list if all of them can be read.

    :param folder: of the keyword files, where the list lies.
    :param encoding: of the downloads; found out from their bytes if not given.
    :param part: they are of some taxa only; what they do not name stays as it is.
    :raises InputError: if one cannot be used, or seems to be a part and is not said to be one;
        nothing is changed then.
    """
    species = SpeciesList(folder)
    done = SpeciesImport(is_first=not species.exists)
    before = () if done.is_first else taxa_of(species)
    taxa: Sequence[Taxon] = before
    for path in paths:
        with open_source(path, encoding or encoding_of(path)) as source:
            file = read_species(source)
        done.files[path] = file
        known = [taxon for taxon in taxa if file.kinds & set(taxon.sources.split())]
        named = {entry.name for entry in file.entries} | {entry.id for entry in file.entries}
        lacking = sum(taxon.name not in named and taxon.id not in named for taxon in known)
        if not part and len(known) >= _MANY and lacking > len(known) / 2:
            raise InputError(
                f"{path} lacks {lacking:,} of the {len(known):,} taxa of the last such download; "
                "if it is of some taxa only, say --part, and the others stay"
            )
        taxa = merged(taxa, file, part=part)
    done.taxa = taxa
    known_laws = {law for law in ("CITES", "EU") if _knew(before, law)}
    done.changes = [
        change
        for change in changes(before, taxa, renamed(before, taxa))
        if change.kind == "renamed" or change.law in known_laws
    ]
    with open_text(str(species.path)) as out:
        out.write(written(taxa))
    return done


def taxa_of(species: SpeciesList) -> Sequence[Taxon]:
    """The taxa of a list that exists.

    :raises InputError: if it cannot be read.
    """
    try:
        return species.taxa
    except BrokenListError as error:
        raise InputError(f"{error} (delete it first)") from error


def counts_of(taxa: Iterable[Taxon]) -> dict[str, Any]:
    """How many taxa the list has, in which appendix and annex, and how many names."""
    taxa = list(taxa)
    appendices = Counter(taxon.strictest_appendix for taxon in taxa)
    annexes = Counter(taxon.strictest_annex for taxon in taxa)
    return {
        "taxa": len(taxa),
        "listed": sum(1 for taxon in taxa if taxon.listing),
        "appendix": {each: appendices[each] for each in APPENDICES},
        "annex": {each: annexes[each] for each in ANNEXES},
        "synonyms": sum(len(names_in(taxon.synonyms)) for taxon in taxa),
        "common_names": sum(
            len(names_in(cell)) for taxon in taxa for cell in (taxon.en, taxon.fr, taxon.es)
        ),
    }


def _knew(taxa: Iterable[Taxon], law: str) -> bool:
    return any(taxon.appendix if law == "CITES" else taxon.annex for taxon in taxa)
