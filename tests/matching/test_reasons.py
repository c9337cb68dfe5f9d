from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from crawler.items import Inputs

Bench = Callable[..., Any]

FILE = """
    groups:
      - id: word
        role: signal
        weight: 30
        terms:
          - {term: ivory, variants: [ivoor]}
          - {term: poes, weight: 25}
      - id: object
        role: context
        cap: 10
        terms: [netsuke, carved]
      - {id: claim, role: claim, weight: 0, terms: [antique]}
      - {id: fake, role: lower, terms: [resin]}
      - {id: wanted, role: route, to: wanted, terms: [WTB]}
      - {id: colour, role: mask, terms: [ivory dress]}
      - {id: ladder, role: context, match: regex, terms: ['\\d+ gram']}
    rules:
      - {id: pair, all: [word, object], add: 12, why: the word beside a thing}
      - {id: bare, all: [word], add: 1}
    tests:
      - {text: carved ivory, expect: watch}
"""


def test_reasons_are_sentences_with_the_weightiest_first(bench: Bench) -> None:
    assessed = bench(FILE).assess("Carved IVOOR netsuke, antique", "WTB resin, Ivory: 5 gram")
    assert assessed.reasons == (
        "IVOOR (word) in the title and description: +30",
        "lowered by resin (fake) in the description: -20",
        "the word beside a thing (rule pair): +12",
        "Carved (object) in the title: +10",
        "netsuke (object) in the title: +10",
        "5 gram (ladder) in the description: +10",
        "object counts at most 10: -10",
        "rule bare: +1",
        "a claim to check: antique (claim) in the title: +0",
        "sent to the tray wanted by WTB (wanted) in the description",
    )


def test_a_signal_that_no_test_meets_is_marked(bench: Bench) -> None:
    assert bench(FILE).assess("poes").reasons[0] == "poes (word) in the title: +25 (untested)"


def test_a_listed_taxon_is_told_with_its_listing_and_needs_no_test(bench: Bench) -> None:
    asked = bench("""
        groups:
          - id: name
            role: signal
            terms:
              - {term: Testudo hermanni, variants: [Chersus hermanni], listed: "CITES II"}
        tests:
          - {text: a chair, expect: none}
        """)
    assert asked.assess("Testudo hermanni").reasons == (
        "Testudo hermanni (name) in the title, listed in CITES II: +25",
    )
    assert asked.assess("chersus hermanni").reasons == (
        "chersus hermanni for Testudo hermanni (name) in the title, listed in CITES II: +25",
    )


def test_what_a_seller_writes_breaks_no_line_and_floods_no_page(bench: Bench) -> None:
    asked = bench("""
        groups:
          - {id: word, role: signal, match: regex, terms: ['(?s)poes.{5,200}gram']}
        tests:
          - {text: poes for a gram, hits: [word]}
    """)
    (reason,) = asked.assess("poes\n\r\u202e\u2028 | " + "x" * 100 + " gram").reasons
    assert reason.startswith("poes / xxx")
    assert "…" in reason
    assert len(reason) < 100
    assert reason.isprintable()


def test_a_trace_says_what_dropped_the_rest(bench: Bench) -> None:
    other = "schema: lexicon/1\nid: other\ndomain: drugs\nterms:\n  - {term: carved, weight: 5}\n"
    third = "schema: lexicon/1\nid: trial\ndomain: drugs\nstatus: shadow\nterms: [carved]\n"
    needy = """
        schema: lexicon/1
        id: z-needy
        domain: drugs
        groups:
          - {id: a, role: signal, needs: [b], terms: [netsuke]}
          - {id: b, role: context, terms: [zzz]}
    """
    asked = bench(FILE, other, third, needy)
    listing = "carved ivory netsuke for an ivory dress"
    trace = asked.trace(listing)
    assert trace.assessment == asked.assess(listing)
    assert {(match.file, match.text, match.dropped_by) for match in trace.dropped} == {
        ("file-0", "ivory", "mask colour: ivory dress"),
        ("file-0", "ivory dress", "is a mask itself"),
        ("other", "carved", "file-0 gives more points"),
        ("trial", "carved", "its file is on trial (shadow)"),
        ("z-needy", "netsuke", "needs: b"),
    }
    assert trace.totals == (("file-0", 53), ("other", 5), ("trial", 25), ("z-needy", 0))


def test_an_assessment_records_what_it_was_given(bench: Bench) -> None:
    asked = bench("terms: [tusk]")
    assessed = asked.assess("tusk", on=date(2026, 5, 1), same_text_sellers=4, confirmed=1)
    assert assessed.inputs == Inputs(date(2026, 5, 1), date(2026, 11, 20), 4, 1, (25, 50, 80))
    assert len(assessed.lexicon_version) == 16


def test_a_term_repeated_without_end_is_shown_a_hundred_times(bench: Bench) -> None:
    assessed = bench("terms: [tusk]").assess("tusk " * 5_000)
    assert len(assessed.matches) == 100
    assert assessed.score == 25
