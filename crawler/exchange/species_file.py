"""A download of the agency's: the CITES Checklist index, or listings of Species+ → its taxa.

Which of the two it is, the header tells; whether listings are of CITES or of the EU, the column
``Listing``: appendices I to III or annexes A to D. Columns are known by name, in any order and
case; those that are not needed are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.exchange.csv_records import DELIMITERS, records, whole_rows
from crawler.exchange.name_list import common_names, scientific_name, scientific_names
from crawler.exchange.source import Source
from crawler.lexicon.taxon import ANNEXES, APPENDICES, RANKS

INDEX, CITES, EU = "index", "cites", "eu"
"""The three kinds of download; a Species+ file may hold both of the last."""
_CLASSIFICATION = ("kingdom", "phylum", "class", "order", "family", "genus")
_COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    INDEX: {
        "id": ("taxonid",),
        "name": ("fullname",),
        "rank": ("rankname",),
        "listing": ("currentlisting",),
        "synonyms": ("synonymswithauthors", "synonyms"),
        "en": ("englishnames",),
        "fr": ("frenchnames",),
        "es": ("spanishnames",),
    },
    CITES: {
        "id": ("id",),
        "name": ("scientificname",),
        "rank": ("rank",),
        "listing": ("listing",),
    },
}
"""For each layout the headers, in small letters and without signs, of what is read."""
_NEEDED = ("name", "listing")
_SPECIES = RANKS.index("species")
_NOT_LISTED = "NC"
_PREFIX = re.compile(r"(?:appendix|annex|app\.?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a download."""

    line: int
    id: str
    name: str
    rank: str
    classification: tuple[str, ...]
    """Kingdom to genus."""
    appendices: frozenset[str]
    """``NC``, which is "not in CITES", among them."""
    annexes: frozenset[str]
    synonyms: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    es: tuple[str, ...] = ()


@dataclass(slots=True)
class SpeciesFile:
    """A download, read."""

    kinds: frozenset[str]
    """What it tells of: ``index``, ``cites``, ``eu``."""
    entries: list[Entry] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """A sentence for each row that says nothing usable."""


def read_species(source: Source) -> SpeciesFile:
    """Read a download.

    :raises InputError: if its header is of neither layout, if it cannot be parsed, or if it lists
        nothing.
    """
    delimiter, header = _header(source)
    layout = _layout(source, header)
    _refuse_cut_off(source, delimiter)
    file = SpeciesFile(frozenset())
    for line, cells in whole_rows(source, delimiter, len(header)):
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        try:
            file.entries.append(_entry(line, row, layout))
        except ValueError as error:
            file.left_out.append(f"{source.name}:{line}: {error}; left out")
    found = set().union(*(entry.appendices | entry.annexes for entry in file.entries))
    if not found - {_NOT_LISTED}:
        raise source.error(
            1, "lists nothing: no row has an appendix (I, II, III) or annex (A to D)"
        )
    if layout == INDEX:
        file.kinds = frozenset({INDEX})
    else:
        told = ((CITES, APPENDICES), (EU, ANNEXES))
        file.kinds = frozenset(kind for kind, listings in told if found.intersection(listings))
    return file


def _refuse_cut_off(source: Source, delimiter: str) -> None:
    """A download that broke off would tell of taxa that are delisted."""
    narrowest = width = line = 0
    for line, record in records(source, delimiter):  # noqa: B007 -- the last one is wanted
        narrowest = min(narrowest, width) if narrowest else width
        width = len(record)
    if width < narrowest:
        raise source.error(line, "ends in the middle of a row: the file is cut off, fetch it again")


def _header(source: Source) -> tuple[str, list[str]]:
    """The delimiter, and the names of the columns in small letters and without signs."""
    first = next(source.lines(), "")
    counted = max((*DELIMITERS, "\t"), key=first.count)
    for _, cells in records(source, counted):
        return counted, [re.sub(r"[^a-z#]", "", cell.lower()) for cell in cells]
    raise source.error(1, "is empty")


def _layout(source: Source, header: list[str]) -> str:
    if "agreement" in header:
        raise source.error(1, "is a list of the CMS; download the listings of CITES or of the EU")
    for layout, columns in _COLUMNS.items():
        if all(any(each in header for each in columns[part]) for part in _NEEDED):
            return layout
    raise source.error(
        1,
        "is neither a CITES Checklist index (columns FullName, CurrentListing) nor a Species+ "
        "listing (columns Scientific Name, Listing)",
    )


def _entry(line: int, row: Mapping[str, str], layout: str) -> Entry:
    columns = _COLUMNS[layout]

    def cell(part: str) -> str:
        return next((row[name] for name in columns.get(part, ()) if row.get(name)), "")

    name, rank = scientific_name(cell("name")), cell("rank").lower()
    rank = rank if rank in RANKS else _rank_of(name)
    if not name or (RANKS.index(rank) >= _SPECIES and " " not in name):
        raise ValueError(f"'{cell('name')}' is no scientific name")
    listings = _listings(cell("listing"))
    if layout == INDEX and not listings.isdisjoint(ANNEXES):
        raise ValueError(f"'{cell('listing')}' is no appendix")
    return Entry(
        line,
        cell("id"),
        name,
        rank,
        tuple(_capitalised(row.get(part, "")) for part in _CLASSIFICATION),
        frozenset(listings.intersection((*APPENDICES, _NOT_LISTED))),
        frozenset(listings.intersection(ANNEXES)),
        tuple(scientific_names(cell("synonyms"))),
        *(tuple(common_names(cell(language))) for language in ("en", "fr", "es")),
    )


def _listings(cell: str) -> frozenset[str]:
    parts = [part.strip().upper() for part in re.split(r"[/,;|]", _PREFIX.sub("", cell))]
    for part in filter(None, parts):
        if part not in (*APPENDICES, *ANNEXES, _NOT_LISTED):
            raise ValueError(f"'{cell}' is no appendix or annex")
    return frozenset(filter(None, parts))


def _rank_of(name: str) -> str:
    """The rank that the number of words suggests."""
    words = name.replace("× ", "").split(" ")
    return ("genus", "species", "subspecies")[min(len(words), 3) - 1]


def _capitalised(name: str) -> str:
    return name.capitalize() if name.isupper() else name
