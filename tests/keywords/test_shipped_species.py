"""The shipped file of names with a species list beside it, here our small sample."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from agency import CITES, EU, INDEX

from crawler.exchange.species_import import import_species
from crawler.items import Assessment, Listing
from crawler.lexicon import KeywordFile, Lexicon, Loaded, load
from crawler.matching import Circumstances, Matcher, common_word_doubts, failures, read_rates

FOLDER = Path(__file__).parents[2] / "keywords"
LEVELS = SimpleNamespace(watch=25, review=50, urgent=80)
TODAY = date(2026, 11, 21)
NAMES = "wildlife-cites-names"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The shipped file with those that it uses, and the sample."""
    folder = tmp_path_factory.mktemp("office") / "keywords"
    (folder / "wildlife").mkdir(parents=True)
    shutil.copy(FOLDER / "wildlife" / "cites-names.yaml", folder / "wildlife")
    shutil.copytree(FOLDER / "shared", folder / "shared")
    import_species([str(INDEX), str(CITES), str(EU)], folder)
    return load(folder)


@pytest.fixture(scope="module")
def names(loaded: Loaded) -> KeywordFile:
    return next(file for file in loaded.lexicon.files if file.id == NAMES)


@pytest.fixture(scope="module")
def matcher(names: KeywordFile) -> Matcher:
    return Matcher(Lexicon.of([names]), LEVELS)


def assess(matcher: Matcher, title: str) -> Assessment:
    listing = Listing(site="s", url="urn:patrol:s:1", title=title)
    return matcher.assess(listing, Circumstances(TODAY, read_rates()))


def test_it_is_in_order_with_the_list_and_its_tests_hold(loaded: Loaded, names: KeywordFile):
    assert [str(found) for found in (*loaded.findings, *loaded.doubts())] == []
    assert common_word_doubts(loaded) == []
    assert list(failures(names, LEVELS, read_rates(), TODAY)) == []


@pytest.mark.parametrize(
    ("title", "group", "listing"),
    [
        ("Pterocarpus niger planks, no certificate", "annex_a", "CITES I, EU Annex A"),
        ("Dendrobates azureus, breeding pair", "annex_b", "CITES II, EU Annex B"),
        ("Felis concolor skull, old mount", "annex_a", "CITES I/II, EU Annex A/B"),
        ("Egyptian Tortoise, captive bred 2025", "common_name",
         "CITES I, EU Annex A (Testudo kleinmanni)"),
        ("Phalaenopsis amabilis, wild collected", "annex_b_plant", "CITES II, EU Annex B"),
        ("Pandinus sp., live, adult female", "genus_or_above", "EU Annex B"),
    ],
)  # fmt: skip
def test_what_the_list_adds(matcher: Matcher, title: str, group: str, listing: str):
    assessed = assess(matcher, title)
    assert assessed.flagged
    told = f"({group}) in the title, listed in {listing}: "
    assert any(told in reason for reason in assessed.reasons), assessed.reasons


@pytest.mark.parametrize(
    "title",
    [
        "Tiger plush blanket",
        "Puma football boots, leather",
        "Serval, Greek Tortoise, Peregrine: three prints of a naturalist",
        "Phalaenopsis amabilis in a white pot",
        "Python book with exercises",
        "Grey parrot cage, large",
        "Peugeot Tigre, pelle",
    ],
)
def test_a_name_alone_and_a_common_word_do_nothing(matcher: Matcher, title: str):
    assert not assess(matcher, title).flagged
