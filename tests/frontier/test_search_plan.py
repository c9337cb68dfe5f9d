"""The night's searches go where they find something, and every term has its turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crawler.config.model import Search
from crawler.frontier.search_plan import Standing, plan
from crawler.store.searches import Yield

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


def search(budget: int = 3, every: int = 7) -> Search:
    url = "https://attic.example/search?q={term}"
    return Search.model_validate({"url": url, "budget": budget, "every": every})


def asked(days: float, requests: int = 10, flagged: int = 0) -> Yield:
    when = NOW - timedelta(days=days)
    return Yield(asked_at=when, asked=1, requests=requests, flagged=flagged)


def tonight(standings: list[Standing]) -> list[tuple[str, str]]:
    chosen = sorted((each for each in standings if each.tonight), key=lambda each: each.tonight)
    assert [each.tonight for each in chosen] == list(range(1, len(chosen) + 1))
    return [(each.term, each.why) for each in chosen]


def test_terms_begin_in_the_order_of_the_files() -> None:
    found = plan(["tusk", "ivory", "netsuke", "horn"], {}, search(), NOW)
    assert tonight(found) == [(term, "never asked") for term in ("tusk", "ivory", "netsuke")]
    assert [(each.term, each.tonight, each.why) for each in found[3:]] == [("horn", 0, "budget")]


def test_what_is_due_goes_before_what_pays_and_the_longest_unasked_first() -> None:
    memory = {"tusk": asked(1, flagged=9), "ivory": asked(7), "horn": asked(12)}
    found = plan(["tusk", "ivory", "horn", "netsuke"], memory, search(4), NOW)
    assert tonight(found) == [
        ("netsuke", "never asked"), ("horn", "due"), ("ivory", "due"), ("tusk", "pays"),
    ]  # fmt: skip


def test_the_rest_of_the_budget_goes_to_what_is_flagged_most_per_request() -> None:
    memory = {
        "many": asked(1, requests=400, flagged=8),
        "few": asked(1, requests=20, flagged=4),
        "none": asked(1, requests=100),
        "young": asked(1, requests=1),
    }
    found = plan(list(memory), memory, search(3), NOW)
    assert [term for term, _ in tonight(found)] == ["few", "young", "many"]


def test_a_timer_that_is_early_makes_nobody_wait_a_night_more() -> None:
    assert tonight(plan(["ivory"], {"ivory": asked(6.6)}, search(), NOW)) == [("ivory", "due")]
    assert tonight(plan(["ivory"], {"ivory": asked(6.4)}, search(), NOW)) == [("ivory", "pays")]


def test_a_term_inside_a_broader_one_has_its_turn_and_no_more() -> None:
    terms = ["ivory", "carved ivory", "old carved ivory", "ivoryish thing"]
    memory = dict.fromkeys(terms, asked(1, flagged=5))
    found = plan(terms, memory, search(9), NOW)
    assert [term for term, _ in tonight(found)] == ["ivory", "ivoryish thing"]
    assert {each.term: each.why for each in found if not each.tonight} == {
        "carved ivory": "in 'ivory'", "old carved ivory": "in 'ivory'",
    }  # fmt: skip
    due = plan(terms, {**memory, "carved ivory": asked(8)}, search(9), NOW)
    assert ("carved ivory", "due") in tonight(due)


def test_a_sweep_that_goes_on_asks_no_more_than_its_budget() -> None:
    terms = ["tusk", "ivory", "horn", "netsuke"]
    found = plan(terms, {"tusk": asked(0)}, search(3), NOW, asked=["tusk", "ivory"])
    assert [term for term, _ in tonight(found)] == ["horn"]


def test_every_term_is_asked_within_so_many_nights() -> None:
    terms = [f"word{number}" for number in range(20)]
    memory: dict[str, Yield] = {"word3": asked(1, flagged=50), "word4": asked(1, flagged=40)}
    last = dict.fromkeys(terms, 0)
    for night in range(1, 40):
        now = NOW + timedelta(days=night)
        for each in plan(terms, memory, search(5, every=7), now):
            if each.tonight:
                gain = Yield(asked_at=now, asked=1, requests=2)
                memory[each.term] = memory.get(each.term, Yield()) + gain
                last[each.term] = night
        late = [term for term, when in last.items() if night - when >= 7]
        assert not late or night < 7, (night, late)
