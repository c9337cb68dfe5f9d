"""A history: stored adverts with words bent in many ways."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.config import Config
from crawler.demo import market
from crawler.items import Assessment, Inputs, Listing, Sighting
from crawler.lexicon import Lexicon, load
from crawler.matching import read_rates
from crawler.rescoring.index import bring_up_to_date
from crawler.rescoring.scoring import Assessor, Scoring
from crawler.store import lexicons, listings
from crawler.store.database import Database

KEYWORDS = Path(__file__).parents[2] / "keywords"
TODAY = date(2026, 11, 22)
RATES = read_rates()
UNKNOWN_SELLER = Inputs(TODAY, RATES.date, 0, 0, (25, 50, 80))

BENDS: tuple[Callable[[str], str], ...] = (
    str.upper,
    lambda word: word.translate(str.maketrans("aeiost", "431057")),
    lambda word: word.translate(str.maketrans("aeicop", "аеісор")),
    lambda word: word[:2] + "\u200b" + word[2:],
    " ".join,
    ".".join,
    lambda word: word[:3] + " " + word[3:],
    lambda word: word[:2] + " - " + word[2:],
    lambda word: word[:2] + word[2] * 3 + word[3:],
    lambda word: word[:1] + "*" + word[2:],
    lambda word: word[:3] + word[4:],
    lambda word: word[:2] + word[3] + word[2] + word[4:],
    lambda word: "x" + word + "2024",
    lambda word: "real" + word,
    lambda word: word[::-1],
    lambda word: "".join(chr(0x1D41A + ord(sign) - 97) if "a" <= sign <= "z" else sign
                         for sign in word),
    lambda word: word.replace("m", "rn").replace("w", "vv").replace("d", "cl"),
    lambda word: "".join(f"{sign}\u0336" for sign in word),
    lambda word: f"iv<b>{word[:2]}</b>{word[2:]}",
    lambda word: f"#{word}_{word}!",
)  # fmt: skip


@dataclass(frozen=True)
class History:
    """Adverts in a database, and what assesses them."""

    database: Database
    adverts: dict[str, Listing]
    """By their key in the store."""
    today: date = TODAY
    now: datetime = datetime(2026, 11, 22, 5, tzinfo=UTC)

    def scoring(self, lexicon: Lexicon, on: date = TODAY) -> Scoring:
        return Scoring(lexicon, Config().levels, on, RATES)

    def assess(self, lexicon: Lexicon, on: date = TODAY) -> dict[str, Assessment]:
        """Every advert, one after the other."""
        assessor = Assessor(self.scoring(lexicon, on))
        return {key: assessor.assess(one, UNKNOWN_SELLER) for key, one in self.adverts.items()}

    def remember(self, lexicon: Lexicon) -> None:
        """As the lexicon in force; its files are among those that are shipped."""
        ids = {file.id for file in lexicon.files}
        read = [part.file for part in load(KEYWORDS).parts if part.file is not None]
        parts = {f"{file.id}.yaml": file for file in read if file.id in ids}
        with self.database.write() as connection:
            lexicons.keep(connection, lexicon, parts, datetime.now(UTC))

    def save(self, assessed: dict[str, Assessment]) -> None:
        """Store the adverts with these assessments."""
        seen = [
            Sighting(listing=listing, identity=listing.url, assessment=assessed[key])
            for key, listing in self.adverts.items()
        ]
        with self.database.write() as connection:
            listings.save(connection, seen, sweep=None, country=None, now=datetime.now(UTC))

    def index(self) -> int:
        """Bring the index up to date."""
        return sum(bring_up_to_date(self.database))


def _adverts(terms: list[str], chance: random.Random) -> Iterator[Listing]:
    words = [word for term in terms for word in term.split() if len(word) > 4 and word.isalpha()]
    for number, advert in enumerate(market(1).adverts[::2]):
        said = (advert.description or "").split(" ")
        for _ in range(chance.randint(0, 5)):
            bent = chance.choice(BENDS)(chance.choice(words))
            said.insert(chance.randint(0, len(said)), chance.choice((bent, chance.choice(terms))))
        yield Listing(
            site="old",
            url=f"https://old.example/{number}",
            title=advert.title,
            description=" ".join(said),
            price=chance.choice((None, Decimal(5), Decimal(80), Decimal(2500))),
            currency=chance.choice((None, "EUR", "GBP")),
        )


@pytest.fixture
def history(database: Database) -> Callable[[Lexicon, int], History]:
    """``history(lexicon, seed)``: adverts with bent words of that lexicon, none assessed yet."""

    def make(lexicon: Lexicon, seed: int) -> History:
        terms = [
            term.term for file in lexicon.files for group in file.groups for term in group.terms
        ]
        made = _adverts(terms, random.Random(seed))
        return History(database, {Sighting(listing=one, identity=one.url).id: one for one in made})

    return make
