from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from crawler.matching.edits import Edits, budget

WORDS = st.text("abcdefg", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("word", "edits"),
    [("ivory", 0), ("heroin", 0), ("cocaine", 1), ("carfentanil", 2), ("abc1234567", 0)],
)
def test_edits_allowed_by_length(word: str, edits: int) -> None:
    assert budget(word) == edits


@settings(max_examples=1_000, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=20), WORDS)
def test_nothing_near_is_missed(words: list[str], written: str) -> None:
    budgets = {word: budget(word) for word in words if budget(word)}
    near = {
        (word, OSA.distance(word, written))
        for word, most in budgets.items()
        if word[0] == written[0] and 0 < OSA.distance(word, written) <= most
    }
    assert set(Edits(budgets).near(written)) == near
