"""What a bent spelling is worth, for places that say how they were bent."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.lexicon import KeywordFile, load
from crawler.matching.circumstances import SellerHistory
from crawler.matching.needle import Place, needles_of
from crawler.matching.outcome import Outcome, judge
from crawler.matching.standing import Standing

FILE = """\
schema: lexicon/1
id: a
domain: wildlife
disguise: 15
groups:
  - {id: word, role: signal, weight: 30, cap: 40, terms: [ivory]}
  - {id: thing, role: context, terms: [bangle]}
rules:
  - {id: bent, disguised: yes, add: 7}
"""


@pytest.fixture
def file(tmp_path: Path) -> KeywordFile:
    (tmp_path / "a.yaml").write_text(FILE)
    return load(tmp_path).lexicon.files[0]


def outcome(file: KeywordFile, *disguises: tuple[str, ...] | None) -> Outcome:
    """Of one place for each term of the file, bent as said."""
    places = [
        Place(needle, "title", 10 * at, 10 * at + 5, disguise=disguise)
        for at, (needle, disguise) in enumerate(zip(needles_of(file), disguises, strict=True))
    ]
    return judge(file, Standing(tuple(places), ()), None, SellerHistory())


def test_a_disguised_signal_weighs_more_within_its_cap(file: KeywordFile) -> None:
    bent = outcome(file, ("homoglyph",), None)
    assert list(bent.points.values()) == [45, 10]
    assert bent.held_back == {"word": -5}
    assert bent.total == 57


def test_a_disguised_context_does_not(file: KeywordFile) -> None:
    assert outcome(file, None, ("leet",)).total == 40


def test_the_points_are_added_once_however_often_it_was_bent(file: KeywordFile) -> None:
    needle = needles_of(file)[0]
    places = tuple(Place(needle, "title", at, at + 5, disguise=("leet",)) for at in (0, 10, 20))
    assert judge(file, Standing(places, ()), None, SellerHistory()).points == {needle: 45}
