"""A Checklist index and a list of EU listings as large as the real ones, of names that nobody has.

Genera, epithets and their share of synonyms are spread as in nature: few genera with hundreds of
species, many with one; the same epithets again and again.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

INDEX_HEADER = (
    *("TaxonId", "Kingdom", "Phylum", "Class", "Order", "Family", "Genus", "Species"),
    *("Subspecies", "FullName", "AuthorYear", "RankName", "CurrentListing"),
    *("FullAnnotationEnglish", "SynonymsWithAuthors", "EnglishNames", "SpanishNames"),
    *("FrenchNames", "CitesAccepted", "All_DistributionISOCodes"),
)
LISTING_HEADER = (
    *("Id", "Kingdom", "Phylum", "Class", "Order", "Family", "Genus", "Species", "Subspecies"),
    *("Scientific Name", "Author", "Rank", "Listing", "Party", "Listed under", "Full note"),
    *("# Full note", "All_DistributionFullNames"),
)
_SYLLABLES = (
    *("ba", "ca", "da", "fo", "ga", "hi", "ja", "ku", "la", "ma", "ni", "po", "qua", "ro", "sa"),
    *("ti", "ur", "vi", "xa", "zo", "mel", "ster", "thus", "phor", "ric", "den", "dro"),
)
_ENDINGS = ("is", "a", "um", "us", "ensis", "ata", "oides", "iana")


def write(index: Path, listings: Path, taxa: int, seed: int = 1) -> None:
    """Write both files, with this many species and the genera, families and orders above them."""
    rng = random.Random(seed)
    genera = _words(rng, taxa // 20, 3, ("us", "a", "um"))
    epithets = _words(rng, taxa // 2, 3, _ENDINGS)
    names: dict[str, str] = {}
    while len(names) < taxa:
        genus = genera[int(len(genera) * rng.random() ** 3)].capitalize()
        names.setdefault(f"{genus} {epithets[int(len(epithets) * rng.random() ** 2)]}", genus)
    with (
        index.open("w", encoding="utf-8", newline="") as one,
        listings.open("w", encoding="utf-8", newline="") as two,
    ):
        in_index, in_listings = csv.writer(one), csv.writer(two)
        in_index.writerow(INDEX_HEADER)
        in_listings.writerow(LISTING_HEADER)
        for number, (name, genus) in enumerate(names.items(), 1):
            appendix, annex = rng.choices(
                (("I", "A"), ("II", "B"), ("II", "A"), ("III", "C")), (3, 93, 2, 2)
            )[0]
            plant = number % 6 > 0
            above = ["Plantae", "", ""] if plant else ["Animalia", "Chordata", "Reptilia"]
            above += [f"{genus[:3]}ales", f"{genus[:4]}aceae", genus]
            below = [*name.split(" ")[1:], ""]
            synonyms = ", ".join(
                f"{rng.choice(genera).capitalize()} {rng.choice(epithets)} Nemo, 1850"
                for _ in range(rng.choice((0, 0, 1, 1, 2, 4)))
            )
            common = "" if plant else f"{rng.choice(epithets).capitalize()} lizard"
            row = [number, *above, *below, name, "Nemo, 1850", "SPECIES"]
            in_index.writerow([*row, appendix, "", synonyms, common, "", "", "true", "XX"])
            in_listings.writerow([*row, annex, "", name, "", "", "Nowhere"])


def _words(rng: random.Random, number: int, syllables: int, endings: tuple[str, ...]) -> list[str]:
    words: set[str] = set()
    while len(words) < number:
        word = "".join(rng.choice(_SYLLABLES) for _ in range(syllables))
        words.add(word + rng.choice(endings))
    return sorted(words)
