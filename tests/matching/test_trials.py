"""Keyword files on trial: scored and counted, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crawler.items import Level, Trial

Bench = Callable[..., Any]

ACTIVE = """
    schema: lexicon/1
    id: active
    domain: wildlife
    terms: [ivory]
    """
TRIAL = """
    schema: lexicon/1
    id: trial
    domain: toys
    status: shadow
    valid: {until: 2026-12-31}
    levels: {watch: 20, review: 40}
    groups:
      - {id: first, role: signal, weight: 20, terms: [netsuke]}
      - {id: second, role: signal, weight: 20, terms: [carved]}
      - {id: wish, role: route, to: wanted, terms: [wanted]}
    """


@pytest.mark.parametrize(
    ("title", "trials"),
    [
        ("ivory", ()),
        ("netsuke", (Trial("trial", Level.WATCH),)),
        ("carved ivory netsuke", (Trial("trial", Level.REVIEW),)),
        ("netsuke wanted", ()),
    ],
)
def test_a_trial_is_what_the_file_would_have_flagged(
    bench: Bench, title: str, trials: tuple[Trial, ...]
) -> None:
    both = bench(ACTIVE, TRIAL)
    assessed = both.assess(title)
    assert assessed.trials == trials
    assert both.trace(title).assessment == assessed
    assert both.trace(title).on_trial == {"trial"}


@pytest.mark.parametrize("title", ["ivory", "netsuke", "carved ivory netsuke", "netsuke wanted"])
def test_a_file_on_trial_changes_nothing_else(bench: Bench, title: str) -> None:
    with_trial = bench(ACTIVE, TRIAL).assess(title)
    alone = bench(ACTIVE, "terms: [unheard-of]").assess(title)
    assert replace(with_trial, trials=(), lexicon_version="") == replace(alone, lexicon_version="")


def test_made_active_it_flags_what_it_would_have_flagged(bench: Bench) -> None:
    active = bench(TRIAL.replace("status: shadow", "status: active"))
    for title in ("netsuke", "carved netsuke", "netsuke wanted", "a chair"):
        [*trials] = bench(TRIAL).assess(title).trials
        assessed = active.assess(title)
        assert assessed.flagged == bool(trials)
        assert [assessed.level] * assessed.flagged == [trial.level for trial in trials]


def test_a_trial_ends_with_the_file(bench: Bench) -> None:
    found = bench(TRIAL)
    assert found.assess("netsuke", on=date(2026, 12, 31)).trials
    assert not found.assess("netsuke", on=date(2027, 1, 1)).trials
