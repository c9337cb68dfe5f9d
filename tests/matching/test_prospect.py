"""A file that is not worth judging gives no points: nothing is lost by leaving it out."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from crawler.items import Listing
from crawler.lexicon import load
from crawler.matching import Circumstances, Matcher, listing_of, read_rates

LOADED = load(Path(__file__).parents[2] / "keywords")
MATCHER = Matcher(LOADED.lexicon, SimpleNamespace(watch=25, review=50, urgent=80))


def adverts() -> Iterator[Listing]:
    """The adverts of all tests, each of which all files read."""
    for file in LOADED.lexicon.files:
        yield from map(listing_of, file.tests[::3])


def test_with_a_trace_and_without_the_assessment_is_the_same() -> None:
    circumstances = Circumstances(date(2026, 11, 22), read_rates())
    flagged = 0
    for listing in adverts():
        thorough = MATCHER.trace(listing, circumstances).assessment
        assert MATCHER.assess(listing, circumstances) == thorough
        flagged += thorough.flagged
    assert flagged > 200


@pytest.mark.parametrize(
    ("rule", "title", "total"),
    [
        ("any: [word, other]", "thing", 20),
        ("all: [word]", "thing", 20),
        ("all: [word, amount]", "thing 5 g", 20),
        ("all: [word, amount]", "thing", 0),
        ("all: [amount]", "5 g", 20),
        ("none: [word]", "lamp", 20),
        ("none: [word]", "thing", 0),
    ],
)
def test_a_price_rule_needs_no_signal(tmp_path: Path, rule: str, title: str, total: int) -> None:
    (tmp_path / "a.yaml").write_text(
        f"""schema: lexicon/1
id: a
domain: drugs
groups:
  - {{id: word, role: context, weight: 0, terms: [thing]}}
  - {{id: other, role: context, terms: [nothing]}}
  - {{id: amount, role: context, weight: 0, match: regex, terms: ['\\d g']}}
rules:
  - {{id: cheap, {rule}, price_eur: {{max: 50}}, add: 20}}
"""
    )
    matcher = Matcher(load(tmp_path).lexicon, SimpleNamespace(watch=25, review=50, urgent=80))
    listing = Listing(site="s", url="urn:x", title=title, price=Decimal(5), currency="EUR")
    assert matcher.assess(listing, Circumstances(date(2026, 11, 22), read_rates())).score == total
