"""Which words are too ordinary to be a bent term, in any language."""

from __future__ import annotations

import pytest

from crawler.matching.guard import COMMON, FREQUENT, LISTED, UNLISTED, rank


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("the", FREQUENT),
        ("voilà", FREQUENT),
        ("möglich", FREQUENT),
        ("elephant", FREQUENT),
        ("rapist", COMMON),
        ("ivory", COMMON),
        ("brindle", LISTED),
        ("ivroy", UNLISTED),
        ("кот", COMMON),
        ("象牙", UNLISTED),
        ("\ud800", UNLISTED),
        ("", UNLISTED),
    ],
)
def test_rank_is_the_highest_in_any_language(word: str, expected: int) -> None:
    assert rank(word) == expected


@pytest.mark.parametrize("word", ["a", "aachen", "zürich", "übrig", "zymose", "zzz", "zèta"])
def test_first_and_last_words_of_the_lists_are_found(word: str) -> None:
    assert rank(word) > UNLISTED


def test_the_search_ends_where_a_rank_is_enough() -> None:
    assert COMMON <= rank("the", COMMON) <= FREQUENT
