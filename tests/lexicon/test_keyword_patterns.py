from __future__ import annotations

import pytest

from crawler.lexicon.pattern import compile_pattern, why_not


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<![\w.,])\d{1,3}(?:[.,]\d)?\s?(?:g|gr|gram|grammes?)\b(?!\s*/)",
        r"\b(?:halfje|grammetje)\b",
        r"(?:💎|❄️|💊).{0,20}(?:💎|❄️|💊)",
        r"(?<![\w.,])\d+\s?(?:x|=|:)\s?\d{2,3}\s?(?:€|euro?|,-)",
        r"\bt\.me/\w+",
    ],
)
def test_honest_patterns_are_let_in(pattern: str) -> None:
    assert why_not(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+$", r"(\w+\s?)*:", r"(x|x)*y", r"(?:\d+,?)+€", r"(.+)+@", r"([a-z]+)*\d"],
)
def test_patterns_that_run_away_are_not(pattern: str) -> None:
    assert "run away" in (why_not(pattern) or "")


@pytest.mark.parametrize("pattern", ["a*", r"\b", "x?", "(?=a)", "^"])
def test_patterns_that_match_nothing_are_not(pattern: str) -> None:
    assert "matches nothing" in (why_not(pattern) or "")


def test_a_pattern_that_does_not_compile_says_where() -> None:
    assert why_not("ab[c") == (
        "the pattern does not compile: unterminated character set at character 5"
    )


def test_case_and_invisible_signs_do_not_matter() -> None:
    assert compile_pattern("GRAM❄️").search("gram❄")
