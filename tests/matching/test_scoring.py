"""The way from places to a score, step by step as the format describes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crawler.items import Level

Bench = Callable[..., Any]

IVORY = """
    groups:
      - id: ivory_word
        role: signal
        weight: 30
        needs: [object, tusk]
        terms: [ivory]
      - id: tusk
        role: signal
        weight: 45
        terms:
          - {term: elephant tusk, variants: [ivory tusk]}
      - id: object
        role: context
        cap: 20
        terms:
          - {term: netsuke, weight: 15}
          - {term: carved, variants: [bangle]}
      - id: no_papers
        role: claim
        terms: [no papers]
      - id: colour
        role: mask
        terms: [ivory dress, Ivory Coast]
      - id: look_alike
        role: lower
        terms: [resin, plastic]
      - id: wanted
        role: route
        to: wanted
        terms: [WTB]
    rules:
      - {id: paperless, all: [no_papers], any: [ivory_word, tusk], none: [look_alike], add: 10}
"""


def groups(assessed: Any) -> list[str]:
    return [match.group for match in assessed.matches]


def test_the_worked_example_without_a_disguise(bench: Bench) -> None:
    assessed = bench(IVORY).assess("Carved ivory bangle")
    assert assessed.score == 40
    assert [(match.text, match.points) for match in assessed.matches] == [
        ("Carved", 10),
        ("ivory", 30),
        ("bangle", 0),
    ]


@pytest.mark.parametrize(
    ("title", "score", "why"),
    [
        ("ivory", 0, "a need that is not met"),
        ("carved netsuke, no papers", 0, "context and claims alone say nothing"),
        ("elephant tusk", 45, "a signal by itself"),
        ("elephant tusk, another elephant tusk", 45, "a term counts once"),
        ("ivory tusk", 75, "groups that overlap count both, and one is the other's need"),
        ("carved ivory netsuke", 50, "the cap of a group"),
        ("ivory dress, carved", 0, "masked words do not count"),
        ("ivory dress, carved ivory", 40, "only the masked ones"),
        ("carved ivory in resin", 20, "lowered"),
        ("carved ivory in resin and plastic", 0, "lowered twice, and never below zero"),
        ("carved ivory, no papers", 60, "a rule and a claim"),
        ("carved ivory resin, no papers", 30, "a rule that is held off"),
        ("elephant tusk, ivory netsuke, carved, no papers", 100, "never above 100"),
    ],
)
def test_points(bench: Bench, title: str, score: int, why: str) -> None:
    assert bench(IVORY).assess(title).score == score, why


def test_default_weights(bench: Bench) -> None:
    asked = bench("""
        groups:
          - {id: s, role: signal, terms: [signal]}
          - {id: c, role: context, terms: [context]}
          - {id: k, role: claim, terms: [claim]}
          - {id: l, role: lower, terms: [lower]}
    """)
    assessed = asked.assess("signal context claim lower")
    assert [match.points for match in assessed.matches] == [25, 10, 10, -20]
    assert assessed.score == 25


def test_a_cap_holds_a_lower_group_too(bench: Bench) -> None:
    asked = bench("""
        groups:
          - {id: s, role: signal, weight: 60, terms: [tusk]}
          - {id: l, role: lower, cap: 30, terms: [resin, plastic]}
    """)
    assert asked.assess("tusk resin plastic").score == 30


def test_within_a_group_the_longest_wins_and_of_equals_the_first(bench: Bench) -> None:
    asked = bench("""
        groups:
          - id: s
            role: signal
            terms:
              - {term: tusk, weight: 1}
              - {term: raw elephant tusk, weight: 2}
              - {term: elephant tusk, weight: 4}
              - {term: Tusk, weight: 8}
    """)
    assert asked.assess("raw elephant tusk").score == 2
    assert asked.assess("tusk").score == 1


def test_needs_not_reads_the_hits_before_anything_is_dropped(bench: Bench) -> None:
    asked = bench("""
        groups:
          - {id: word, role: signal, needs_not: [care], terms: [poes]}
          - {id: care, role: lower, weight: 0, needs: [never], terms: [kattenbak]}
          - {id: never, role: context, terms: [zzz]}
    """)
    assert asked.assess("poes").score == 25
    assert asked.assess("poes kattenbak").score == 0


def test_a_dropped_hit_drops_what_needed_it(bench: Bench) -> None:
    asked = bench("""
        groups:
          - {id: a, role: signal, needs: [b], terms: [aa]}
          - {id: b, role: context, needs: [c], terms: [bb]}
          - {id: c, role: context, needs: [d], terms: [cc]}
          - {id: d, role: context, terms: [dd]}
    """)
    assert asked.assess("aa bb cc dd").score == 55
    assert asked.assess("aa bb cc").score == 0


def test_a_terms_own_needs_replace_its_groups(bench: Bench) -> None:
    asked = bench("""
        groups:
          - id: a
            role: signal
            needs: [b]
            terms:
              - first
              - {term: second, needs: [c]}
              - {term: third, needs: []}
          - {id: b, role: context, weight: 0, terms: [bb]}
          - {id: c, role: context, weight: 0, terms: [cc]}
    """)
    assert [match.text for match in asked.assess("first second third cc").matches] == [
        "second",
        "third",
        "cc",
    ]


@pytest.mark.parametrize(
    ("title", "description", "score"),
    [
        ("poes of a kind, 5 gram", None, 0),
        ("poes a kind 5 gram", None, 35),
        ("gram poes", None, 35),
        ("poes", "gram", 0),
        ("poes x x x x", "gram poes", 35),
    ],
)
def test_within_counts_the_words_between(
    bench: Bench, title: str, description: str | None, score: int
) -> None:
    asked = bench("""
        groups:
          - {id: word, role: signal, needs: [quantity], within: 3, terms: [poes]}
          - {id: quantity, role: context, terms: [gram]}
    """)
    assert asked.assess(title, description).score == score


def test_a_mask_that_lacks_its_need_owns_nothing(bench: Bench) -> None:
    asked = bench("""
        groups:
          - {id: word, role: signal, terms: [ivory]}
          - {id: colour, role: mask, needs: [clothes], terms: [ivory white]}
          - {id: clothes, role: context, weight: 0, terms: [dress]}
    """)
    assert asked.assess("ivory white carving").score == 25
    assert asked.assess("ivory white dress").score == 0


PRICED = """
    groups:
      - id: brand
        role: context
        terms:
          - {term: Rolex, price_floor_eur: 1000}
          - {term: Gucci, price_floor_eur: 100}
      - {id: box, role: route, to: packaging, terms: [empty box]}
    rules:
      - {id: cheap, all: [brand], none: [box], price_below_floor: 0.4, add: 30, why: far too cheap}
      - {id: dear, all: [brand], price_eur: {min: 5000, max: 6000}, add: 40}
      - {id: flood, all: [brand], seller: {same_text_sellers_min: 3}, add: 25}
      - {id: known, seller: {confirmed_min: 2}, add: 50}
"""


@pytest.mark.parametrize(
    ("title", "circumstances", "score"),
    [
        ("Rolex", {}, 0),
        ("Rolex", {"price": "399"}, 40),
        ("Rolex", {"price": "400"}, 0),
        ("Rolex and Gucci", {"price": "100"}, 0),
        ("Rolex", {"price": "0"}, 0),
        ("Rolex", {"price": "-5"}, 0),
        ("Rolex", {"price": "NaN"}, 0),
        ("Rolex", {"price": "300", "currency": None}, 0),
        ("Rolex", {"price": "300", "currency": "XXX"}, 0),
        ("Rolex", {"price": "499", "currency": "USD"}, 40),
        ("Rolex", {"price": "500", "currency": "USD"}, 0),
        ("Rolex", {"price": "5000"}, 50),
        ("Rolex", {"price": "6000"}, 50),
        ("Rolex", {"price": "6000.01"}, 0),
        ("Rolex, empty box", {"price": "30"}, 0),
        ("Rolex", {"same_text_sellers": 3}, 35),
        ("Rolex", {"same_text_sellers": 2}, 0),
        ("plain words", {"confirmed": 2}, 50),
        ("plain words", {"confirmed": 1, "price": "5"}, 0),
    ],
)
def test_rules_on_price_and_seller(
    bench: Bench, title: str, circumstances: dict[str, Any], score: int
) -> None:
    assert bench(PRICED).assess(title, **circumstances).score == score


def test_levels_come_from_the_file_or_else_from_the_policy(bench: Bench) -> None:
    asked = bench("""
        levels: {watch: 10, urgent: 90}
        groups:
          - id: s
            role: signal
            terms:
              - {term: nine, weight: 9}
              - {term: ten, weight: 10}
              - {term: fifty, weight: 50}
              - {term: ninety, weight: 90}
    """)
    levels = [asked.assess(title).level for title in ("nine", "ten", "fifty", "ninety")]
    assert levels == [Level.NONE, Level.WATCH, Level.REVIEW, Level.URGENT]


def test_the_file_with_the_highest_total_decides_and_of_equals_the_first_id(bench: Bench) -> None:
    low = "schema: lexicon/1\nid: a-low\ndomain: drugs\nterms:\n  - {term: tusk, weight: 20}\n"
    one = "schema: lexicon/1\nid: m-one\ndomain: wildlife\nterms:\n  - {term: tusk, weight: 30}\n"
    two = "schema: lexicon/1\nid: z-two\ndomain: weapons\nterms:\n  - {term: tusk, weight: 30}\n"
    assessed = bench(two, low, one).assess("tusk")
    assert (assessed.score, assessed.category) == (30, "wildlife")
    assert {match.file for match in assessed.matches} == {"m-one"}


def test_a_route_sends_the_listing_away_and_changes_no_points(bench: Bench) -> None:
    asked = bench(IVORY)
    assert asked.assess("carved ivory").flagged
    sent = asked.assess("WTB carved ivory")
    assert (sent.score, sent.level, sent.tray) == (40, Level.WATCH, "wanted")
    assert not sent.flagged
    assert asked.assess("WTB").tray == "main"


def test_nothing_found(bench: Bench) -> None:
    assessed = bench(IVORY).assess("Oak table", "Four chairs")
    assert (assessed.score, assessed.level, assessed.category) == (0, Level.NONE, "")
    assert (assessed.tray, assessed.matches, assessed.reasons) == ("main", (), ())


@pytest.mark.parametrize(
    ("header", "on", "score"),
    [
        ("status: draft", date(2026, 1, 1), 0),
        ("status: retired", date(2026, 1, 1), 0),
        ("status: shadow", date(2026, 1, 1), 0),
        ("status: active", date(2026, 1, 1), 25),
        ("valid: {from: 2026-01-02}", date(2026, 1, 1), 0),
        ("valid: {from: 2026-01-02}", date(2026, 1, 2), 25),
        ("valid: {until: 2026-01-02}", date(2026, 1, 2), 25),
        ("valid: {until: 2026-01-02}", date(2026, 1, 3), 0),
    ],
)
def test_a_file_counts_when_it_is_in_force(bench: Bench, header: str, on: date, score: int) -> None:
    assert bench(f"{header}\nterms: [tusk]\n").assess("tusk", on=on).score == score


def test_a_term_counts_when_it_is_in_force(bench: Bench) -> None:
    asked = bench("terms:\n  - {term: tusk, valid: {from: 2026-03-05}}\n")
    assert asked.assess("tusk", on=date(2026, 3, 4)).score == 0
    assert asked.assess("tusk", on=date(2026, 3, 5)).score == 25
