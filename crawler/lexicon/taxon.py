"""One taxon of the imported species list, and how strictly it is listed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

APPENDICES = ("I", "II", "III")
"""Of CITES, the strictest first."""
ANNEXES = ("A", "B", "C", "D")
"""Of Regulation (EC) 338/97, the strictest first."""
RANKS = (
    "kingdom", "phylum", "class", "subclass", "order", "suborder", "superfamily", "family",
    "subfamily", "tribe", "genus", "subgenus", "species", "subspecies", "variety", "form",
)  # fmt: skip
"""The highest first."""
BETWEEN = " | "
"""Between the names in a cell that holds several."""
_LIKE = {"I": "A", "II": "B", "III": "C"}


class Taxon(NamedTuple):
    """A row of the species list; a cell that is not known is empty."""

    id: str
    """Number of the taxon at Species+ and the Checklist, which outlives a change of its name."""
    name: str
    """Accepted scientific name, without author; merges the downloads."""
    rank: str
    """One of :data:`RANKS`."""
    kingdom: str
    phylum: str
    class_: str
    order: str
    family: str
    genus: str
    appendix: str
    """CITES appendices, the taxa above it considered: ``I``, ``I/II``, ``I/NC``."""
    annex: str
    """EU annexes, the taxa above it considered: ``A``, ``A/B``."""
    own_appendix: str
    """As a download says it of this very taxon."""
    own_annex: str
    sources: str
    """The downloads that name it: some of ``index``, ``cites`` and ``eu``, a space between."""
    synonyms: str
    en: str
    fr: str
    es: str

    @property
    def strictest_appendix(self) -> str:
        """The one that decides: ``I/II`` is treated as ``I``; empty if it is in none."""
        return strictest(self.appendix, APPENDICES)

    @property
    def strictest_annex(self) -> str:
        """The one that decides; empty if it is in none."""
        return strictest(self.annex, ANNEXES)

    @property
    def listing(self) -> str:
        """As an analyst reads it: ``CITES II, EU Annex A``; empty if it is not listed."""
        return _listing(self.appendix, self.annex)


@cache  # there are a few dozen such pairs, and 40,000 taxa
def _listing(appendix: str, annex: str) -> str:
    parts = []
    for prefix, cell in (("CITES ", appendix), ("EU Annex ", annex)):
        if listed := "/".join(part for part in cell.split("/") if part != "NC"):
            parts.append(prefix + listed)
    return ", ".join(parts)


@cache
def strictest(cell: str, order: tuple[str, ...]) -> str:
    """The first of ``order`` that is among the parts of a cell such as ``I/II/NC``."""
    parts = cell.split("/")
    return next((each for each in order if each in parts), "")


def annex_like(appendix: str) -> str:
    """The annex that an appendix leads to where no EU list tells more."""
    return _LIKE.get(appendix, "")


def names_in(cell: str) -> list[str]:
    """The names in a cell of the list."""
    return cell.split(BETWEEN) if cell else []


def cell_of(names: Iterable[str]) -> str:
    """A cell that holds these names."""
    return BETWEEN.join(dict.fromkeys(name.replace("|", "/") for name in names))
