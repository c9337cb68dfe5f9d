"""The species list: what ``patrol keywords import species`` made of the agency's downloads.

It lies beside the keyword files and is read by those that ask it with ``terms_from: {taxon: …}``.
It is never shipped: the downloads that it is made from may not be passed on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from sys import intern

from crawler.lexicon.taxon import ANNEXES, APPENDICES, Taxon, names_in

FILE = "species.csv"
"""Its name in the folder of keyword files."""
HEADER = tuple(field.rstrip("_") for field in Taxon._fields)
_FEW = slice(2, 14)
"""The cells that many taxa share, from ``rank`` to ``sources``: each text is kept once."""


class BrokenListError(Exception):
    """Says where the species list cannot be read, and why."""


class SpeciesList:
    """The list in a folder of keyword files, read when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    @property
    def exists(self) -> bool:
        """Whether one has been imported."""
        return self.path.exists()

    @cached_property
    def taxa(self) -> tuple[Taxon, ...]:
        """All taxa, in the order of the list.

        :raises BrokenListError: if it is not as :func:`written` writes it.
        """
        try:
            return _read(self.path.read_bytes().decode("utf-8"), str(self.path))
        except OSError as error:
            raise BrokenListError(f"{self.path} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise BrokenListError(f"{self.path} is not UTF-8 text; import it again") from error

    @cached_property
    def annexes_known(self) -> bool:
        """Whether the list says EU annexes at all."""
        return any(taxon.annex for taxon in self.taxa)

    @cached_property
    def owners(self) -> dict[str, str]:
        """For each scientific name, in small letters, the accepted name of the taxon that it means.

        A name that is a synonym of several taxa means the one that is listed most strictly; an
        accepted name always means its own.
        """
        owners = {taxon.name.casefold(): taxon.name for taxon in self.taxa}
        for taxon in sorted(self.taxa, key=_leniency):
            for synonym in names_in(taxon.synonyms):
                owners.setdefault(synonym.casefold(), taxon.name)
        return owners


def _leniency(taxon: Taxon) -> tuple[int, int]:
    annex, appendix = taxon.strictest_annex, taxon.strictest_appendix
    return (
        ANNEXES.index(annex) if annex else len(ANNEXES),
        APPENDICES.index(appendix) if appendix else len(APPENDICES),
    )


def written(taxa: Iterable[Taxon]) -> str:
    """The text of a list with these taxa."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(taxa)
    return text.getvalue()


def _read(text: str, name: str) -> tuple[Taxon, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    taxa = []
    try:
        if tuple(next(reader, ())) != HEADER:
            raise BrokenListError(f"{name}:1: is no species list of this program; import it again")
        for row in reader:
            if len(row) != len(HEADER):
                message = f"has {len(row)} cells, not {len(HEADER)}; import the list again"
                raise BrokenListError(f"{name}:{reader.line_num}: {message}")
            row[_FEW] = map(intern, row[_FEW])
            taxa.append(Taxon._make(row))
    except csv.Error as error:
        message = f"is not readable as CSV: {error}; import the list again"
        raise BrokenListError(f"{name}:{reader.line_num}: {message}") from error
    return tuple(taxa)
