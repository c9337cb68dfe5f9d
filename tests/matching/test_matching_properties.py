from __future__ import annotations

from datetime import date
from itertools import islice, permutations
from types import SimpleNamespace

import pytest
from few_files import FEW
from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Listing
from crawler.lexicon import Lexicon
from crawler.matching import Circumstances, Matcher, Trace, read_rates
from crawler.matching.folding import fold, spans, split
from crawler.matching.reading import Reading

SHIPPED = FEW
LEVELS = SimpleNamespace(watch=25, review=50, urgent=80)
MATCHER = Matcher(SHIPPED, LEVELS)
IN_OTHER_ORDERS = [
    Matcher(Lexicon.of(files), LEVELS) for files in islice(permutations(SHIPPED.files), 3)
]
CIRCUMSTANCES = Circumstances(date(2026, 11, 21), read_rates())

SPELLINGS = [
    spelling
    for file in SHIPPED.files
    for group in file.groups
    for term in group.terms
    for spelling in term.spellings
]
# Adverts made of the very terms, of odd characters, and of anything at all.
PIECES = st.one_of(
    st.sampled_from(SPELLINGS),
    st.sampled_from(
        [" ", ", ", "\n", "\u200b", "\u0301", "ß", "ﬁ", "İ", "5 gram", "1:1", "\ufe0f"]
    ),
    st.text(max_size=8),
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def advert(title: str, description: str | None = None) -> Listing:
    return Listing(site="s", url="urn:patrol:s:1", title=title, description=description)


@given(TEXTS, TEXTS)
def test_every_match_is_the_words_as_written(title: str, description: str) -> None:
    trace = MATCHER.trace(advert(title, description), CIRCUMSTANCES)
    fields = {"title": title, "description": description}
    for match in (*trace.assessment.matches, *trace.dropped):
        assert match.text == fields[match.field][match.start : match.end]
        assert match.text


@given(TEXTS, TEXTS)
def test_a_trace_holds_the_same_assessment_and_a_score_its_sum(title: str, text: str) -> None:
    listing = advert(title, text)
    assessed = MATCHER.assess(listing, CIRCUMSTANCES)
    trace = MATCHER.trace(listing, CIRCUMSTANCES)
    assert trace.assessment == assessed
    assert assessed.score == max(total for _, total in trace.totals)
    assert 0 <= assessed.score <= 100
    assert all(match.dropped_by is None for match in assessed.matches)
    assert all(match.dropped_by for match in trace.dropped)


@given(TEXTS)
def test_folding_never_loses_a_place(text: str) -> None:
    reading = Reading(text)
    assert reading.folded == fold(reading.cleared.text)
    assert len(reading.spans) == len(reading.words)
    for word, span in zip(reading.words, reading.spans, strict=True):
        start, end = reading.place_of_folded(*span)
        assert 0 <= start < end <= len(text)
        assert word in fold(text[start:end])


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_spans_are_the_words_in_order(text: str) -> None:
    words = split(text)
    found = spans(text, words)
    assert [text[start:end] for start, end in found] == words
    assert found == sorted(found)


@given(st.sampled_from(SPELLINGS), st.integers(0, 40), TEXTS)
def test_a_zero_width_character_inside_hides_nothing(spelling: str, at: int, rest: str) -> None:
    plain = advert(f"{spelling}, Rolex 5 gram carved, {rest}")
    bent = advert(plain.title[:at] + "\u200b" + plain.title[at:])
    before = MATCHER.trace(plain, CIRCUMSTANCES)
    after = MATCHER.trace(bent, CIRCUMSTANCES)
    lower = [old for old, new in zip(before.totals, after.totals, strict=True) if new < old]
    assert lower == []
    assert terms_met(after) == terms_met(before)


def terms_met(trace: Trace) -> list[tuple[str, str, str]]:
    """In every file: which file wins may change, since what is bent weighs more."""
    matches = (*trace.assessment.matches, *trace.dropped)
    return sorted({(match.file, match.group, match.term) for match in matches})


@given(TEXTS)
def test_the_order_of_the_files_changes_nothing(text: str) -> None:
    results = {repr(each.assess(advert(text), CIRCUMSTANCES)) for each in IN_OTHER_ORDERS}
    assert len(results) == 1


@pytest.mark.parametrize(
    "text",
    [
        "\u200b" * 100_000,
        "🐱" * 20_000,
        "a" * 1_000_000,
        "\ud800\x00" * 10_000,
        "Rolex replica 1:1 " * 5_000,
        "1" * 200_000,
        "e\u0301" * 100_000,
        "a\u200b" * 100_000,
        "象牙" * 50_000,
        "i v o r y " * 20_000,
        "1v0ry," * 20_000,
    ],
    ids=[
        *("invisible", "emoji", "one word", "surrogates", "repeated", "digits", "marks"),
        *("alternating", "no spaces", "spaced", "leet"),
    ],
)
def test_monstrous_texts_are_only_long(text: str) -> None:
    listing = advert(text, text)
    first = MATCHER.assess(listing, CIRCUMSTANCES)
    assert MATCHER.assess(listing, CIRCUMSTANCES) == first
