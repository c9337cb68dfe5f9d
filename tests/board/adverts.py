"""What stands on the board: 300 invented adverts in eight languages, the same on every run.

``goods.csv`` has what is offered and for how much (in whole euros); ``sayings.csv`` what its
sellers add to the title, and how they end the text.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

SECTIONS = {
    "Collecting": ("Antiques", "Coins & stamps", "古玩"),
    "Fashion": ("Bags", "Watches"),
    "Home": ("Furniture", "Garden", "Kitchen"),
    "Leisure": ("Bicycles", "Książki", "Musical instruments"),
    "Technology": ("Cameras", "Computers", "Телефоны"),
}
PLACES = {
    "en": ("Cork", "Galway", "St. John's Wood"),
    "nl": ("Gent", "'s-Hertogenbosch", "Antwerpen"),
    "fr": ("Liège", "Besançon", "Gent"),
    "de": ("Köln", "Görlitz", "Eupen"),
    "es": ("Sevilla", "A Coruña"),
    "pl": ("Łódź", "Gdańsk", "Görlitz"),
    "ru": ("Riga", "Нарва"),
    "zh": ("Prato", "巴黎十三区"),
}
FIRST_NAMES = ("Anneke", "Bram", "Chiara", "Dorota", "Eskil", "Fenna", "Goran", "Hanna")
LAST_NAMES = ("Aldenkamp", "Brousse", "Czarnota", "Dierx", "Eibl", "Fontenoy", "Grzelak", "Hirt")
# Numbers that the regulators of three countries keep free for fiction.
PHONES = ("+44 7700 900{:03}", "+33 6 39 98 {:02} 17", "030 23125 {:03}")

OLDEST = timedelta(days=430)
YOUNGEST = timedelta(days=1)
# Pages tell ages in whole hours, days, weeks or months. Half an hour past the full one, no page
# changes its words while a test is running.
PAST_THE_HOUR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Seller:
    """Who posts adverts. The board shows nobody's name, only the phone of those who left one."""

    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class Advert:
    """One advert as its seller typed it."""

    group: str
    area: str | None
    seller: Seller
    title: str
    description: str
    price: Decimal
    age: timedelta
    photos: int


def adverts() -> Iterator[Advert]:
    """All 300, oldest first: each of the 60 goods five times, twice under the same title."""
    random = Random(20260321)
    people = sellers()
    offers = [
        (good, saying)
        for good in _rows("goods.csv")
        for saying in _rows("sayings.csv")
        if good["language"] == saying["language"]
    ]
    random.shuffle(offers)
    for number, (good, saying) in enumerate(offers):
        yield Advert(
            group=good["group"],
            # Every board has people who leave the optional fields empty.
            area=None if number % 19 == 0 else random.choice(PLACES[good["language"]]),
            seller=random.choice(people),
            title=good["title"] + saying["title"],
            description=f"{good['text']}\n\n{saying['text']}",
            price=_asking_price(int(good["lowest"]), int(good["highest"]), random),
            age=_age(number, len(offers)),
            photos=random.choice((0, 1, 1, 2, 3)),
        )


def sellers() -> list[Seller]:
    """64 of them; every thirteenth has left no phone."""
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    return [
        Seller(name, None if n % 13 == 0 else PHONES[n % len(PHONES)].format(n))
        for n, name in enumerate(names)
    ]


def _rows(file: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _asking_price(lowest: int, highest: int, random: Random) -> Decimal:
    """A price as people set them: in whole euros, or with a half, or just below the next."""
    cents = random.choice((Decimal("0.00"), Decimal("0.50"), Decimal("0.99")))
    return random.randint(lowest, highest) + cents


def _age(number: int, count: int) -> timedelta:
    """How long ago advert ``number`` was posted: dense lately, thin long ago, no two alike."""
    newer = count - 1 - number
    span = (OLDEST - YOUNGEST) // timedelta(hours=1) - newer
    hours = newer + round(span * (newer / (count - 1)) ** 2)
    return YOUNGEST + timedelta(hours=hours) + PAST_THE_HOUR
