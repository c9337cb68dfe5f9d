"""A file is tested alone; here the adverts of all tests meet all files at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crawler.config import Config
from crawler.items import Assessment
from crawler.lexicon import KeywordTest, load
from crawler.matching import Circumstances, Matcher, SellerHistory, listing_of, read_rates

LEXICON = load(Path(__file__).parents[2] / "keywords").lexicon
MATCHER = Matcher(LEXICON, Config().levels)

FOR_ANOTHER_FILE = {
    "Ocelot coat, vintage fur": "wildlife-furs-shahtoosh",
    "Python Tasche, neuwertig": "wildlife-reptile-leather",
}
"""No live cat, no live snake: ordinary for the file whose test it is, and not for this one."""


def assess(test: KeywordTest) -> Assessment:
    history = SellerHistory(test.seller.same_text_sellers, test.seller.confirmed)
    return MATCHER.assess(
        listing_of(test), Circumstances(date(2026, 11, 22), read_rates(), history)
    )


def adverts() -> Iterator[KeywordTest]:
    return (test for file in LEXICON.files for test in file.tests if not test.route)


def test_what_is_ordinary_for_one_is_ordinary_for_all() -> None:
    ordinary = [test for test in adverts() if test.expect is not None and test.expect.rank == 0]
    flagged = {
        test.text: assessed.matches[0].file
        for test in ordinary
        for assessed in [assess(test)]
        if assessed.flagged
    }
    assert flagged == FOR_ANOTHER_FILE
    assert len(ordinary) > 500


def test_what_one_finds_no_other_hides() -> None:
    wanted = [test for test in adverts() if test.must_be_flagged and test.expect is not None]
    hidden = [
        test.text or test.title
        for test in wanted
        for assessed in [assess(test)]
        if not assessed.flagged or assessed.level.rank < test.expect.rank  # type: ignore[union-attr]
    ]
    assert hidden == []
    assert len(wanted) > 500
