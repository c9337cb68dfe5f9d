"""The keyword files that come with the program, as an analyst would try them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from crawler.items import Assessment, Listing
from crawler.lexicon import KeywordFile, load
from crawler.matching import Circumstances, Matcher, prove, read_rates

FOLDER = Path(__file__).parents[2] / "keywords"
LOADED = load(FOLDER)
LEVELS = SimpleNamespace(watch=25, review=50, urgent=80)
TODAY = date(2026, 11, 21)
MATCHER = Matcher(LOADED.lexicon, LEVELS)
QUESTIONS = [file for file in LOADED.lexicon.files if not file.shared]


def assess(title: str, price: str | None = None) -> Assessment:
    listing = Listing(
        site="s",
        url="urn:patrol:s:1",
        title=title,
        price=None if price is None else Decimal(price),
        currency="EUR",
    )
    return MATCHER.assess(listing, Circumstances(TODAY, read_rates()))


def test_they_are_read_without_error_or_doubt() -> None:
    assert [str(found) for found in (*LOADED.findings, *LOADED.doubts(TODAY))] == []
    domains = {"wildlife", "counterfeit", "drugs", "medicines", "weapons", "excise"}
    assert {file.domain for file in QUESTIONS} == domains


def test_their_own_tests_hold() -> None:
    assert [str(found) for found in prove(LOADED, LEVELS, read_rates(), TODAY)] == []


@pytest.mark.parametrize("file", QUESTIONS, ids=lambda file: file.id)
def test_each_proves_itself_in_its_languages(file: KeywordFile) -> None:
    silent = {test.lang for test in file.tests if test.must_stay_silent}
    loud = {test.lang for test in file.tests if not test.must_stay_silent}
    assert {"en", "fr", "nl", "de", "es", "it", "zh"} <= loud
    assert {"en", "fr", "nl", "de", "es", "it", "zh"} <= silent
    assert sum(test.must_stay_silent for test in file.tests) >= 5
    assert "shipped" in file.tags


@pytest.mark.parametrize("file", QUESTIONS, ids=lambda file: file.id)
def test_every_signal_term_is_sourced_or_referenced(file: KeywordFile) -> None:
    keys = {reference.key for reference in file.references}
    sources = {term.source for group in file.groups for term in group.terms if "/" not in group.id}
    assert sources - {""} <= keys


@pytest.mark.parametrize(
    ("title", "price", "category"),
    [
        ("Carved ivory netsuke without papers", None, "wildlife"),
        ("Elfenbein Figur geschnitzt", None, "wildlife"),
        ("Slagtand te koop", None, "wildlife"),
        ("Marfil tallado a mano", None, "wildlife"),
        ("Super clone 1:1 Rolex", None, "counterfeit"),
        ("Guccy bag", None, "counterfeit"),
        ("Gucci replica", None, "counterfeit"),
        ("Louis Vuitton tas, namaak", None, "counterfeit"),
        ("古驰高仿包", None, "counterfeit"),
        ("Gucci handbag", "30", "counterfeit"),
        ("3-MMC 10 gram, menu op Telegram", None, "drugs"),
        ("Poes 1 gram 20 euro, bezorging", None, "drugs"),
    ],
)
def test_what_must_be_flagged(title: str, price: str | None, category: str) -> None:
    assessed = assess(title, price)
    assert assessed.flagged
    assert assessed.category == category
    assert assessed.reasons


@pytest.mark.parametrize(
    ("title", "price"),
    [
        ("Ivory wedding dress, size 12", "120"),
        ("Travel guide to the Ivory Coast", "8"),
        ("AAA batteries, 20 pieces", "6"),
        ("1:18 model car, Ferrari", "35"),
        ("Gucci bag from 2009, with receipt", "450"),
        ("Strap for Rolex, 20 mm", "15"),
        ("Cat food 400 g", "4"),
        ("3M tape, 5 m", "7"),
        ("Wit beeldje van een olifant", "12"),
        ("Kattenvoer 400 gram voor uw kat, bezorging mogelijk", "9"),
        ("Clavier ivoire, touches plastique", "60"),
    ],
)
def test_what_must_be_left_alone(title: str, price: str) -> None:
    assert assess(title, price).score == 0


REVIEWED = {"en", "fr", "nl", "de", "es", "it", "zh", "mul", "emoji"}


@pytest.mark.parametrize("file", LOADED.lexicon.files, ids=lambda file: file.id)
def test_what_no_native_reader_has_reviewed_is_marked(file: KeywordFile) -> None:
    marked = {tag.removeprefix("unreviewed-") for tag in file.tags if "unreviewed-" in tag}
    assert marked == {*file.languages} - REVIEWED
