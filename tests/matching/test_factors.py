"""The pieces without which a pattern cannot match: never a match without one of them."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.lexicon import MatchKind, compile_pattern, load
from crawler.matching.factors import factors, folded

SHIPPED = load(Path(__file__).parents[2] / "keywords").lexicon
PATTERNS = sorted(
    {
        spelling
        for file in SHIPPED.files
        for group in file.groups
        for term in group.terms
        for spelling in term.spellings
        if group.kind_of(term, spelling) is MatchKind.REGEX
    }
)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\d+\s?(?:mg|tablets)", {"mg", "tablets"}),
        (r"(?<!no )replica\b(?! free)", {"replica"}),
        (r"(?:ab)+c?", {"ab"}),
        (r"Straße", {"strasse"}),
        (r"(?:abc)?\d", set()),
        (r"a|bc", set()),  # one letter alone is in every text
        (r"[ab]cd(?:x|yz)", {"cd"}),
        (r"(?-i:AK)\d", {"ak"}),
        (r"(?:3|4)-?MMC", {"mmc"}),
        (r"\p{L}+gram", set()),  # only the engine understands it
        ("gr\u200bam", {"gram"}),
        (r"(?:ivory){e<=1}", set()),
        (r"[[:alpha:]]ivory", set()),
        (r"a{2,3}bone{1}", {"bon"}),
    ],
)
def test_pieces(pattern, expected):
    assert factors(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("straße", "STRAẞE"), ("skin", "S\u212aIN"), ("silk", "\u017filk"), ("mini", "M\u0130NI"),
     ("mini", "m\u0131n\u0131"), ("ταξίς", "ΤΑΞΊΣ")],
)  # fmt: skip
def test_whatever_letters_the_engine_takes_as_equal_are_equal(pattern, text):
    if compile_pattern(pattern).search(text):
        assert any(piece in folded(text) for piece in factors(pattern))


@given(st.data())
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_no_match_without_a_piece(data):
    pattern = data.draw(st.sampled_from(PATTERNS))
    try:
        text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    except (re.error, ValueError):
        return  # the standard library does not know all that the engine does
    if factors(pattern) and compile_pattern(pattern).search(text):
        assert any(piece in folded(text) for piece in factors(pattern))


@pytest.mark.parametrize(
    ("pattern", "text"), [(r"(?:ivory){e<=1}", "ivry"), (r"[[:alpha:]]ivory", "xivory")]
)
def test_what_only_the_engine_understands_is_still_found(pattern, text):
    assert compile_pattern(pattern).search(text)
    assert factors(pattern) == frozenset()
