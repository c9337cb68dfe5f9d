from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Bench = Callable[..., Any]

GROUP = """
groups:
  - id: g
    role: signal
    terms:
      - {{term: {term}, lang: mul, {more}}}
"""


def words_met(bench: Bench, term: str, text: str, more: str = "note: x") -> list[str]:
    matches = bench(GROUP.format(term=term, more=more)).assess(text).matches
    for match in matches:
        assert text[match.start : match.end] == match.text
    return [match.text for match in matches]


@pytest.mark.parametrize(
    ("term", "text", "met"),
    [
        ("ivory", "Ivory, IVORY and ivoryish", ["Ivory", "IVORY"]),
        ("defense d'elephant", "Une DÉFENSE d’éléphant", ["DÉFENSE d’éléphant"]),
        ("3-MMC", "3 mmc / 3-MMC / 13-MMC", ["3 mmc", "3-MMC"]),
        ("no papers", "no\n papers; no -- papers", ["no\n papers", "no -- papers"]),
        ("no papers", "no box ... papers", []),
        ("no papers", "no!!!! papers", []),
        ("gucci", "ＧＵＣＣＩ 𝐆𝐮𝐜𝐜𝐢", ["ＧＵＣＣＩ", "𝐆𝐮𝐜𝐜𝐢"]),
        ("Stoßzahn", "STOSSZAHN", ["STOSSZAHN"]),
        ("高仿", "驴家高仿包", ["高仿"]),
        ("高仿", "身高 仿佛", []),
        ("A货", "是A货", ["A货"]),
        ("ivory", "iv\u200bory", ["iv\u200bory"]),
        ("cafe", "cafe\u0301s cafe\u0301", ["cafe\u0301"]),
        ("🐱", "poes 🐱!", ["🐱"]),
    ],
)
def test_phrases(bench: Bench, term: str, text: str, met: list[str]) -> None:
    assert words_met(bench, term, text) == met


def test_a_term_that_keeps_its_accents_is_not_met_without_them(bench: Bench) -> None:
    assert words_met(bench, "haš", "has HAŠ has\u030c", "keep_accents: yes") == [
        "HAŠ",
        "has\u030c",
    ]


@pytest.mark.parametrize(
    ("term", "text", "met"),
    [
        ("Ro1ex", "Ro1ex ro1ex Ro1exes", ["Ro1ex"]),
        ("1:1", "1:1 21:1 1:18", ["1:1"]),
        ("AAA+", "AAA+ AAA", ["AAA+"]),
        ("Rol*x", "a Rol*x.", ["Rol*x"]),
        ("7A", "7A莆田 17A", ["7A"]),
        ("Roleх", "Rolex Roleх", ["Roleх"]),
        ("Guccy", "Gu\u200bccy", ["Gu\u200bccy"]),
        ("x x", "x x x", ["x x"]),
    ],
)
def test_raw_spellings(bench: Bench, term: str, text: str, met: list[str]) -> None:
    assert words_met(bench, f'"{term}"', text, "match: raw") == met


def test_substrings_are_met_inside_words_in_any_case_and_width(bench: Bench) -> None:
    assert words_met(bench, "elfenbein", "Kunst-Elfenbeinfigur", "match: substring") == [
        "Elfenbein"
    ]
    assert words_met(bench, "超A", "买超ａ包", "match: substring") == ["超ａ"]


def test_emoji_are_met_with_and_without_their_variation_selectors(bench: Bench) -> None:
    assert words_met(bench, "❄️", "a❄b ❄️", "match: emoji") == ["❄", "❄"]
    assert words_met(bench, "❄", "❄️", "match: emoji") == ["❄"]


def test_a_key_cap_is_not_its_digit(bench: Bench) -> None:
    assert words_met(bench, "1️⃣", "1 and 1️⃣", "match: emoji") == ["1️⃣"]


def test_expressions_ignore_case_and_see_the_text_without_invisible_signs(bench: Bench) -> None:
    pattern = r"'(?<!\d)\d{1,3}\s?gr?\b'"
    assert words_met(bench, pattern, "5G, 10 \u200bgr, 1000 g", "match: regex") == [
        "5G",
        "10 \u200bgr",
    ]


def test_an_expression_with_a_variation_selector_meets_the_sign_without_it(bench: Bench) -> None:
    assert words_met(bench, '"(?:❄️|💎){2}"', "x 💎❄ y", "match: regex") == ["💎❄"]


def test_a_stem_goes_on(bench: Bench) -> None:
    text = "Kości słoniowej, kością słoniową; kosz słoneczny"
    assert words_met(bench, "koś słoniow", text, "match: stem") == [
        "Kości słoniowej",
        "kością słoniową",
    ]


def test_variants_are_met_for_their_term(bench: Bench) -> None:
    (match,) = bench(GROUP.format(term="ivoor", more="variants: [ivoren]")).assess("ivoren").matches
    assert (match.term, match.text) == ("ivoor", "ivoren")


def test_scope_keeps_a_group_to_one_field(bench: Bench) -> None:
    asked = bench("""
        groups:
          - {id: t, role: signal, scope: title, terms: [ivory]}
          - {id: d, role: signal, scope: description, terms: [tusk]}
    """)
    assessed = asked.assess("ivory tusk", "tusk ivory")
    assert [(m.group, m.field, m.start) for m in assessed.matches] == [
        ("t", "title", 0),
        ("d", "description", 0),
    ]
