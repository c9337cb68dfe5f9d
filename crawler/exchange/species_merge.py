"""Downloads of the agency → one species list: each taxon once, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crawler.exchange.species_file import CITES, EU, INDEX, Entry, SpeciesFile
from crawler.lexicon.taxon import ANNEXES, APPENDICES, RANKS, Taxon, cell_of

_OF_CITES = frozenset({INDEX, CITES})
_NOT_LISTED = "NC"
_ABOVE = ("genus", "family", "order", "class", "phylum", "kingdom")
_SPECIES = RANKS.index("species")


def merged(before: Iterable[Taxon], file: SpeciesFile, *, part: bool = False) -> list[Taxon]:
    """The list after the import of ``file``, by name.

    A download takes the place of the last one of its kind, and leaves alone what only others tell.
    A listing at a higher taxon holds for those below it that have none of their own (``NC`` is
    one), unless it is partly ``NC``: then which of those below are listed, only they can say.

    :param part: it is of some taxa only: what it does not name stays as it is.
    """
    taxa = {taxon.name.casefold(): taxon for taxon in before}
    incoming = _gathered(file.entries)
    _follow_names(taxa, incoming)
    if not part:
        for key in taxa.keys() - incoming.keys():
            taxa[key] = _without(taxa[key], file.kinds)
    for key, entry in incoming.items():
        taxa[key] = _with(taxa.get(key), entry, file.kinds)
    kept = sorted((taxon for taxon in taxa.values() if taxon.sources), key=lambda each: each.name)
    return _covered(kept)


def renamed(before: Iterable[Taxon], after: Iterable[Taxon]) -> dict[str, str]:
    """The former names of the taxa that have another name under their number, by the new one."""
    names = {taxon.id: taxon.name for taxon in before if taxon.id}
    return {
        taxon.name: names[taxon.id]
        for taxon in after
        if names.get(taxon.id, taxon.name) != taxon.name
    }


def _gathered(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The rows by name; several of one taxon are one."""
    gathered: dict[str, Entry] = {}
    for entry in entries:
        key = entry.name.casefold()
        first = gathered.get(key)
        gathered[key] = entry if first is None else _united(first, entry)
    return gathered


def _united(one: Entry, two: Entry) -> Entry:
    return Entry(
        one.line,
        one.id or two.id,
        one.name,
        one.rank,
        tuple(a or b for a, b in zip(one.classification, two.classification, strict=True)),
        one.appendices | two.appendices,
        one.annexes | two.annexes,
        *(
            tuple(dict.fromkeys((*getattr(one, names), *getattr(two, names))))
            for names in ("synonyms", "en", "fr", "es")
        ),
    )


def _follow_names(taxa: dict[str, Taxon], incoming: Mapping[str, Entry]) -> None:
    """Move taxa to the names that they have now under their numbers, in place."""
    homes = {taxon.id: key for key, taxon in taxa.items() if taxon.id}
    for key, entry in incoming.items():
        home = homes.get(entry.id)
        if home is not None and home != key and home not in incoming and key not in taxa:
            taxa[key] = taxa.pop(home)._replace(name=entry.name)


def _without(taxon: Taxon, kinds: frozenset[str]) -> Taxon:
    """The taxon without what downloads of these kinds told of it."""
    left = frozenset(taxon.sources.split()) - kinds
    gone: dict[str, str] = {"sources": " ".join(sorted(left))}
    if not left & _OF_CITES:
        gone["own_appendix"] = ""
    if EU not in left:
        gone["own_annex"] = ""
    if INDEX not in left:
        gone |= {"synonyms": "", "en": "", "fr": "", "es": ""}
    return taxon._replace(**gone)


def _with(taxon: Taxon | None, entry: Entry, kinds: frozenset[str]) -> Taxon:
    """The taxon with what the download tells of it; the latest word on CITES counts."""
    taxon = taxon or Taxon("", entry.name, entry.rank, *[""] * (len(Taxon._fields) - 3))
    sources = frozenset(taxon.sources.split())
    told: dict[str, str] = {
        "id": entry.id or taxon.id,
        "name": entry.name,
        "rank": entry.rank,
        "sources": " ".join(sorted(sources | _told_of(entry, kinds))),
    }
    above = ("kingdom", "phylum", "class_", "order", "family", "genus")
    told |= {name: cell for name, cell in zip(above, entry.classification, strict=True) if cell}
    if kinds & _OF_CITES and (entry.appendices or CITES not in sources or CITES in kinds):
        told["own_appendix"] = _joined(entry.appendices, (*APPENDICES, _NOT_LISTED))
    if EU in kinds:
        told["own_annex"] = _joined(entry.annexes, ANNEXES)
    if INDEX in kinds:
        told |= {names: cell_of(getattr(entry, names)) for names in ("synonyms", "en", "fr", "es")}
    return taxon._replace(**told)


def _told_of(entry: Entry, kinds: frozenset[str]) -> frozenset[str]:
    """The kinds of download of which this row is; a Species+ row is of the one that it lists."""
    if len(kinds) == 1:
        return kinds
    return frozenset({EU} if entry.annexes else {CITES})


def _joined(listings: frozenset[str], order: tuple[str, ...]) -> str:
    return "/".join(each for each in order if each in listings)


def _covered(taxa: list[Taxon]) -> list[Taxon]:
    """The taxa with the listings that they have from those above them."""
    appendices = {_place(taxon): taxon.own_appendix for taxon in taxa if taxon.own_appendix}
    annexes = {_place(taxon): taxon.own_annex for taxon in taxa if taxon.own_annex}
    return [
        taxon._replace(
            appendix=_nearest(taxon, appendices),
            annex=_nearest(taxon, annexes),
        )
        for taxon in taxa
    ]


def _place(taxon: Taxon) -> tuple[str, str]:
    return taxon.rank, taxon.name


def _nearest(taxon: Taxon, listed: Mapping[tuple[str, str], str]) -> str:
    if own := listed.get(_place(taxon)):
        return own
    words = taxon.name.split(" ")
    if RANKS.index(taxon.rank) > _SPECIES and len(words) > 2:
        of_species = listed.get(("species", " ".join(words[:2])), "")
        if of_species and _NOT_LISTED not in of_species:
            return of_species
    genus = taxon.genus or (words[0] if len(words) > 1 else "")
    names = (genus, taxon.family, taxon.order, taxon.class_, taxon.phylum, taxon.kingdom)
    for rank, name in zip(_ABOVE, names, strict=True):
        above = listed.get((rank, name), "") if name else ""
        if above and _NOT_LISTED not in above:
            return above
    return ""
