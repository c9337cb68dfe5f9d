"""What sellers hide is found, where it stands, under the name of the disguise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Bench = Callable[..., Any]

TERMS = """
    languages: [mul]
    terms: [ivory, elephant tusk, pangolin, fentanyl, carfentanil, morphine, cocaine, Stoßzahn,
            слоновая кость, عاج, 象牙]
"""


def met(
    bench: Bench, text: str, terms: str = TERMS
) -> list[tuple[str, str, tuple[str, ...] | None]]:
    return [(m.term, m.text, m.disguise) for m in bench(terms).assess(text).matches]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("H E R O I N E of the year", []),
        ("M-E-T-H-O-D men shampoo", []),
        ("P.Y.T.H.O.N.I.C", []),
        ("H - E - R - O - I - N - E, a film", []),
        ("H - E - R - O - I - N for sale", ["H - E - R - O - I - N"]),
        ("S A L E R O L E X", ["R O L E X"]),
        ("R O L E X  W A T C H", ["R O L E X"]),
        ("R O L E X 5 g", ["R O L E X"]),
    ],
)
def test_a_word_in_spaced_letters_is_whole(bench: Bench, text: str, words: list[str]) -> None:
    found = met(bench, text, "\n    languages: [mul]\n    terms: [heroin, meth, python, rolex]\n")
    assert [written for _, written, _ in found] == words


@pytest.mark.parametrize(
    ("written", "disguise"),
    [
        ("IVORY", None),
        ("ivóry", None),
        ("іvоry", ("homoglyph",)),
        ("lvory", ("homoglyph",)),
        ("i\u200bvory", ("zero_width",)),
        ("iv\u00adory", ("zero_width",)),
        ("1v0ry", ("leet",)),
        ("!vory", ("leet",)),
        ("i v o r y", ("spaced",)),
        ("i.v.o.r.y", ("spaced",)),
        ("i - v - o - r - y", ("spaced",)),
        ("1 v 0 r y", ("leet", "spaced")),
        ("iv ory", ("split",)),
        ("iv-ory", ("split",)),
        ("ivoryyy", ("repeated",)),
        ("i*ory", ("masked",)),
        ("𝐢𝐯𝐨𝐫𝐲", ("style",)),
        ("ｉｖｏｒｙ", ("style",)),
        ("ⓘⓥⓞⓡⓨ", ("style",)),
        ("🅸🆅🅾🆁🆈", ("style",)),
        ("🇮🇻🇴🇷🇾", ("style",)),
        ("ívőŕý", ("accent",)),
        ("i\u0336v\u0336o\u0336r\u0336y\u0336", ("accent",)),
        ("yrovi", ("reversed",)),
        ("ivry", ("masked",)),
        ("i vo ry", ("split",)),
        ("iv or y", ("split",)),
        ("ivo-\nry", ("split",)),
        ("iv(o)ry", ("split",)),
        ("(i)(v)(o)(r)(y)", ("spaced",)),
        ("i|v|o|r|y", ("spaced",)),
        ("i1v2o3r4y", ("spaced",)),
        ("i🔥v🔥o🔥r🔥y", ("spaced",)),
        ("1v0 ry", ("leet", "split")),
        ("iv()ry", ("leet",)),
        ("i\\/ory", ("leet",)),
        ("_vory", ("masked",)),
        ("ivor*", ("masked",)),
        ("iv💀ry", ("masked",)),
        ("ivovory", ("repeated",)),
        ("ivroy", ("typo",)),
        ("ivori", ("typo",)),
        ("ʎɹoʌı", ("style", "reversed")),
        ("丨ᐯㄖ尺ㄚ", ("homoglyph",)),
        ("iv%6Fry", ("other",)),
        ("iv[b]o[/b]ry", ("other",)),
        ("iv<b>o</b>ry", ("other",)),
        ("iv&#8203;ory", ("other",)),
    ],
)
def test_ways_to_hide_a_word(bench: Bench, written: str, disguise: tuple[str, ...] | None) -> None:
    assert met(bench, f"Old {written} for sale") == [("ivory", written, disguise)]


@pytest.mark.parametrize(
    ("term", "written", "disguise"),
    [
        ("elephant tusk", "elephanttusk", ("joined",)),
        ("elephant tusk", "e1ephant tu$k", ("leet",)),
        ("pangolin", "pan golin", ("split",)),
        ("pangolin", "pangolln", ("homoglyph",)),
        ("pangolin", "|>ango|_in", ("leet",)),
        ("ivory", "⒤⒱⒪⒭⒴", ("style",)),
        ("morphine", "rnorphine", ("homoglyph",)),
        ("fentanyl", "phentanyl", ("typo",)),
        ("carfentanil", "xarfentanil", ("typo",)),
        ("cocaine", "co cai ne", ("split",)),
        ("elephant tusk", "elephan ttusk", ("repeated", "typo")),
        ("fentanyl", "fentanil", ("typo",)),
        ("carfentanil", "carfentnyl", ("typo",)),
        ("Stoßzahn", "St0ßzahn", ("leet",)),
        ("слоновая кость", "cлoнoвaя кость", ("homoglyph",)),
        ("عاج", "ع\u200bاج", ("zero_width",)),
        ("عاج", "عـــاج", None),
        ("象牙", "象・牙", ("spaced",)),
    ],
)
def test_other_words_and_scripts(
    bench: Bench, term: str, written: str, disguise: tuple[str, ...] | None
) -> None:
    assert met(bench, f"x {written} y") == [(term, written, disguise)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("realivory", "ivory"),
        ("myivory", "ivory"),
        ("ivoryxx", "ivory"),
        ("ivory4u", "ivory"),
        ("#ivorycarving", "ivory"),
        ("ivorysale2024", "ivory"),
    ],
)
def test_a_term_run_together_with_other_words_is_found_without_them(
    bench: Bench, text: str, written: str
) -> None:
    assert met(bench, f"Selling {text} today") == [("ivory", written, ("joined",))]


def test_an_s_behind_a_bent_word_is_not_part_of_it(bench: Bench) -> None:
    assert met(bench, "two 1vorys") == [("ivory", "1vory", ("leet",))]


def test_what_stands_elsewhere_in_the_text_changes_nothing(bench: Bench) -> None:
    long = "https://example.com/" + "a/b=c&d" * 20
    assert met(bench, f"{long} (i)(v)(o)(r)(y)") == [("ivory", "(i)(v)(o)(r)(y)", ("spaced",))]


@pytest.mark.parametrize(
    "text",
    ["ivr", "kentanyl", "a very good ivy", "i v o", "14019", "大象,牙"],
)
def test_what_is_too_far_off(bench: Bench, text: str) -> None:
    assert met(bench, text) == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("carved", "caved starved carve"),
        ("cremate", "create"),
        ("3mmc", "eMMC card"),
        ("therapist", "the rapist"),
        ("morphine", "dolphine"),
        ("moglick", "möglich"),
        ("bremze", "Bremse"),
        ("robex", "#robe"),
        ("celine", "c-line"),
    ],
)
def test_a_common_word_is_never_a_bent_term(bench: Bench, term: str, text: str) -> None:
    assert met(bench, text, f"terms: [{term}]") == []


def test_a_term_can_switch_typing_mistakes_off_or_allow_more(bench: Bench) -> None:
    strict = "groups: [{id: g, role: signal, terms: [{term: fentanyl, fuzzy: 0}]}]"
    loose = "groups: [{id: g, role: signal, terms: [{term: fentanyl, fuzzy: 2}]}]"
    assert met(bench, "fentanil", f"languages: [mul]\n{strict}") == []
    assert met(bench, "fntanil", f"languages: [mul]\n{loose}") == [
        ("fentanyl", "fntanil", ("typo",))
    ]


def test_bending_weighs_and_a_typing_mistake_alone_does_not(bench: Bench) -> None:
    asked = bench(TERMS)
    assert asked.assess("fentanyl").score == asked.assess("fentanil").score == 25
    assert asked.assess("f3ntanyl").score == 35


def test_similarity_counts_the_letters_that_stand_as_they_should(bench: Bench) -> None:
    asked = bench(TERMS)
    found = [asked.assess(text).matches[0].similarity for text in ("ivory", "іvоry", "1v0ry")]
    assert found == [100, 100, 60]


def test_a_mask_owns_bent_words_too(bench: Bench) -> None:
    asked = bench("""
        groups:
          - {id: g, role: signal, terms: [ivory]}
          - {id: m, role: mask, terms: [Ivory Coast]}
    """)
    assert asked.assess("1vory C0ast").score == 0


def test_far_behind_in_a_long_text_words_are_found_as_written(bench: Bench) -> None:
    long = "lorem " * 20_000
    assert [m[1] for m in met(bench, f"{long} 1vory ivory")] == ["ivory"]


def test_a_word_is_not_cut_where_thorough_reading_ends(bench: Bench) -> None:
    for before in range(19_990, 20_003):
        text = "lorem " * (before // 6) + "x" * (before % 6)
        assert [m[1] for m in met(bench, f"{text} ivory")] == ["ivory"]


def test_a_new_neighbourhood_is_read_after_any_number_of_repetitions(bench: Bench) -> None:
    asked = bench("""
        groups:
          - {id: g, role: signal, terms: [ivory]}
          - {id: m, role: mask, terms: [Ivory Coast]}
    """)
    text = "Ivory Coast, " * 5_000
    assert asked.assess(text).score == 0
    assert asked.assess(text + "and ivory.").matches[0].start == len(text) + 4
