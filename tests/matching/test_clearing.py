from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.matching.clearing import Cleared

PIECES = st.sampled_from(
    [
        "a",
        "é",
        "e\u0301",
        "\u200b",
        "<b>",
        "</b>",
        "<br>",
        "&shy;",
        "&eacute;",
        "&",
        "<",
        " ",
        "象",
        "・",
    ]
)


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("i\u200bv\u2060o", "ivo"),
        ("cafe\u0301s", "cafes"),
        ("iv<b>o</b>ry", "ivory"),
        ("one<br>two", "one two"),
        ("&#105;v&shy;ory &amp; x", "ivory & x"),
        ("象・牙, 象 牙 雕", "象牙, 象牙雕"),
        ("身高 仿佛", "身高 仿佛"),
        ("a < b & c", "a < b & c"),
        ("عـــاج", "عاج"),
    ],
)
def test_what_is_read(original: str, text: str) -> None:
    assert Cleared(original).text == text


@pytest.mark.parametrize(
    ("original", "start", "end", "written"),
    [
        ("x i\u200bvory", 2, 7, "i\u200bvory"),
        ("&#105;vory", 0, 5, "&#105;vory"),
        ("cafe\u0301 x", 0, 4, "cafe\u0301"),
        ("<b>ab</b>", 0, 2, "ab"),
    ],
)
def test_places_lead_back(original: str, start: int, end: int, written: str) -> None:
    first, last = Cleared(original).place(start, end)
    assert original[first:last] == written


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_character_left_has_a_place_in_order(original: str) -> None:
    cleared = Cleared(original)
    places = [cleared.place(at, at + 1) for at in range(len(cleared.text))]
    assert all(start < end <= len(original) for start, end in places)
    assert places == sorted(places)
