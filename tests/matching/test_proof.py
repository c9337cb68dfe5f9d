from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from crawler.lexicon import load
from crawler.matching import prove, read_rates

LEVELS = SimpleNamespace(watch=25, review=50, urgent=80)
HEAD = """\
schema: lexicon/1
id: a
domain: wildlife
groups:
  - {id: word, role: signal, weight: 30, needs: [thing], terms: [ivory]}
  - {id: thing, role: context, terms: [{term: netsuke, price_floor_eur: 100}]}
  - {id: wanted, role: route, to: wanted, terms: [WTB]}
rules:
  - {id: cheap, all: [thing], price_below_floor: 0.5, add: 20}
  - {id: flood, seller: {same_text_sellers_min: 3}, add: 60}
tests:
"""


def complaints(folder: Path, *tests: str, head: str = HEAD) -> list[str]:
    (folder / "a.yaml").write_text(head + "".join(f"  - {test}\n" for test in tests), "utf-8")
    loaded = load(folder)
    assert not loaded.errors
    found = prove(loaded, LEVELS, read_rates(), date(2026, 11, 21))
    return [str(finding).removeprefix(f"{folder}/") for finding in found]


@pytest.mark.parametrize(
    "test",
    [
        "{text: ivory netsuke, expect: watch, hits: [word, thing]}",
        "{text: ivory netsuke, expect_not: review}",
        "{text: ivory, expect: none}",
        "{title: ivory, description: netsuke, expect: watch}",
        "{text: ivory netsuke, price_eur: 49, expect: review}",
        "{text: ivory netsuke, price_eur: 51, expect_not: review}",
        "{text: oak, seller: {same_text_sellers: 3}, expect: review}",
        "{text: WTB oak, route: wanted, expect: none}",
    ],
)
def test_what_holds_says_nothing(tmp_path: Path, test: str) -> None:
    assert complaints(tmp_path, test) == []


def test_what_does_not_hold_says_what_was_expected_and_what_came(tmp_path: Path) -> None:
    assert complaints(
        tmp_path,
        "{text: ivory netsuke, expect: review}",
        "{text: ivory netsuke, expect: none}",
        "{text: ivory netsuke, expect_not: watch}",
        "{text: ivory, hits: [word, thing]}",
        "{text: ivory netsuke, route: wanted}",
    ) == [
        "a.yaml:12: expected at least review, came watch (40 points: word 'ivory' +30; "
        "thing 'netsuke' +10)",
        "a.yaml:13: expected none, came watch (40 points: word 'ivory' +30; thing 'netsuke' +10)",
        "a.yaml:14: expected less than watch, came watch (40 points: word 'ivory' +30; "
        "thing 'netsuke' +10)",
        "a.yaml:15: expected hits in word, thing, came none (0 points: "
        "without ivory (needs: thing))",
        "a.yaml:16: expected the tray wanted, came none",
    ]


def test_a_file_is_tested_although_it_is_not_in_force(tmp_path: Path) -> None:
    head = HEAD.replace("domain: wildlife\n", "domain: wildlife\nstatus: draft\n")
    assert complaints(tmp_path, "{text: ivory netsuke, expect: watch}", head=head) == []
    head = HEAD.replace("domain: wildlife\n", "domain: wildlife\nvalid: {from: 2030-01-01}\n")
    head = head.replace("terms: [ivory]", "terms: [{term: ivory, valid: {from: 2029-12-31}}]")
    assert complaints(tmp_path, "{text: ivory netsuke, expect: watch}", head=head) == []


def test_a_test_may_name_its_day(tmp_path: Path) -> None:
    head = HEAD.replace("terms: [ivory]", "terms: [{term: ivory, valid: {until: 2020-01-01}}]")
    assert complaints(tmp_path, "{text: ivory netsuke, expect: none}", head=head) == []
    day = "date: 2019-06-01, expect: watch"
    assert complaints(tmp_path, f"{{text: ivory netsuke, {day}}}", head=head) == []
