from __future__ import annotations

import pytest

from crawler.matching.folding import fold, goes_on, spans, split
from crawler.matching.reading import Reading


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("IVORY", "ivory"),
        ("Défense", "defense"),
        ("De\u0301fense", "defense"),
        ("Stoßzahn", "stosszahn"),
        ("œuf, Ærø", "oeuf, aero"),
        ("ｒｏｌｅｘ", "rolex"),
        ("𝐆𝐮𝐜𝐜𝐢", "gucci"),
        ("ﬁgurine", "figurine"),
        ("kość słoniowa", "kosc sloniowa"),
        ("iv\u200bo\u00adry", "ivory"),
        ("Rolex™", "rolex™"),
        ("がぎ", "がぎ"),
        ("한국어", "한국어"),
        ("象牙", "象牙"),
        ("हाथी", "हाथी"),
    ],
)
def test_what_text_is_compared_as(written: str, compared: str) -> None:
    assert fold(written) == compared


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3-mmc, 10 gram!", ["3", "mmc", "10", "gram"]),
        ("snake_case d'ivoire", ["snake", "case", "d", "ivoire"]),
        ("a货 高仿", ["a", "货", "高", "仿"]),
        ("งา", ["ง", "า"]),
        ("हाथी दांत", ["हाथी", "दांत"]),
        ("", []),
        ("\ud800\x00", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert split(text) == words
    assert [text[start:end] for start, end in spans(text, words)] == words


def test_a_short_word_is_not_found_inside_an_earlier_longer_one() -> None:
    assert spans("catalogue cat", ["catalogue", "cat"]) == [(0, 9), (10, 13)]


def test_limits_of_words() -> None:
    assert goes_on("Rolex", 2)
    assert not goes_on("Rolex watch", 5)
    assert not goes_on("7A莆田", 2)
    assert not goes_on("Rolex", 0)
    assert not goes_on("Rolex", 5)


def test_a_span_leads_back_over_what_folding_dropped_and_added() -> None:
    text = "\u200bgroßer Sto\u00adßzahn, cafe\u0301!"
    reading = Reading(text)
    places = [reading.place_of_folded(*span) for span in reading.spans]
    assert [text[start:end] for start, end in places] == ["großer", "Sto\u00adßzahn", "cafe\u0301"]


def test_what_is_seen_has_no_invisible_characters_but_keeps_its_accents() -> None:
    text = "x\u200d\ufe0fÉ\u2060z"
    reading = Reading(text)
    assert reading.seen == "xÉz"
    assert [reading.place_of_seen(at, at + 1) for at in range(3)] == [(0, 1), (3, 4), (5, 6)]
