"""Downloads as an agency has them, of our own making: small, with facts and made-up notes."""

from __future__ import annotations

from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "exchange" / "species"
INDEX, CITES, EU = (SAMPLES / f"{name}.csv" for name in ("index", "cites", "eu"))
_INDEX = "TaxonId,Kingdom,Class,Order,Family,Genus,FullName,RankName,CurrentListing,Synonyms"
_LISTINGS = "Id,Kingdom,Class,Order,Family,Genus,Scientific Name,Rank,Listing"


def index(*rows: str) -> str:
    """An index with these rows: number, name, listing, and perhaps synonyms."""
    lines = [_INDEX]
    for row in rows:
        number, name, listing, *synonyms = row.split(";")
        genus = name.split()[0]
        lines.append(
            f'{number},Animalia,Reptilia,Testudines,Testudinidae,{genus},{name},SPECIES,{listing},"'
            f'{"".join(synonyms)}"'
        )
    return "\n".join(lines) + "\n"


def listings(*rows: str) -> str:
    """A Species+ table with these rows: number, name, rank, listing."""
    lines = [_LISTINGS]
    for row in rows:
        number, name, rank, listing = row.split(";")
        genus = name.split()[0] if rank in ("SPECIES", "GENUS") else ""
        lines.append(
            f"{number},Animalia,Reptilia,Testudines,Testudinidae,{genus},{name},{rank},{listing}"
        )
    return "\n".join(lines) + "\n"
