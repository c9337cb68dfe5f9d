"""A site's search form, night after night: a budget, turns, and a memory of what pays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from patrol import Patrol, Swept, site
from shop import advert, results
from web import Web

SEARCHES = ["/search?q=elephant+ivory", "/search?q=elfenbein"]


@dataclass
class Nights:
    """What each night searched for."""

    patrol: Patrol
    web: Web
    swept: list[Swept] = field(default_factory=list)
    asked: list[list[str]] = field(default_factory=list)
    terms: list[list[dict[str, Any]]] = field(default_factory=list)
    """What ``patrol sites terms`` says after each night."""

    def sweep(self, *arguments: str) -> None:
        self.web.requests.clear()
        self.swept.append(self.patrol.sweep(*arguments))
        self.asked.append([each.path for each in self.web.requests if each.path != "/robots.txt"])
        told = self.patrol.run("sites", "terms", "shop", "--json")
        self.terms.append(json.loads(told.out))


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    with Web() as web:
        patrol = Patrol(tmp_path_factory.mktemp("nights"))
        web.pages |= {
            "/search?q=elephant+ivory": results(["/1", "/2"], "/search?q=elephant+ivory&page=2"),
            "/search?q=elephant+ivory&page=2": results(["/3"]),
            "/search?q=elfenbein": results(["/3", "/4"]),
            "/1": advert("Carved elephant ivory figure"),
            "/2": advert("Toy elephant"),
            "/3": advert("Piano keys of elfenbein"),
            "/4": advert("Comb of elfenbein"),
        }
        search = {"url": web.url("/search?q={term}"), "budget": 1}
        patrol.configure(web, sites=[site(web, start=[], search=search)])
        seen = Nights(patrol, web)
        for _ in range(3):
            seen.sweep()
        yield seen


def row(terms: list[dict[str, Any]], term: str) -> dict[str, Any]:
    (found,) = [each for each in terms if each["term"] == term]
    return found


def test_a_night_asks_no_more_than_its_budget_and_each_term_in_its_turn(nights: Nights) -> None:
    searched = [[path for path in asked if path in SEARCHES] for asked in nights.asked]
    assert searched == [[SEARCHES[0]], [SEARCHES[1]], [SEARCHES[0]]]
    assert [swept.site["verdict"] for swept in nights.swept] == ["healthy"] * 3


def test_what_a_search_costs_and_gives_is_remembered(nights: Nights) -> None:
    first = row(nights.terms[0], "elephant ivory")
    numbers = ("asked", "requests", "listings", "new", "flagged", "flagged_per_request")
    assert [first[name] for name in numbers] == [1, 5, 3, 3, 2, 0.4]
    assert first["asked_at"]
    unasked = row(nights.terms[0], "elfenbein")
    assert [unasked[name] for name in numbers] == [0, 0, 0, 0, 0, None]
    assert (unasked["tonight"], unasked["because"]) == (1, "never asked")


def test_what_tonights_searches_could_not_show_is_not_missed(nights: Nights) -> None:
    assert sorted(nights.asked[1]) == ["/3", "/4", "/search?q=elfenbein"]
    assert nights.swept[1].site["gone"] == 0
    assert "unknown" not in {each["state"] for each in nights.patrol.listings()}


def test_only_what_the_other_term_did_not_find_counts_for_a_term(nights: Nights) -> None:
    second = row(nights.terms[1], "elfenbein")
    assert (second["asked"], second["new"], second["flagged"]) == (1, 1, 1)


def test_what_pays_most_comes_next(nights: Nights) -> None:
    (planned,) = [each for each in nights.terms[1] if each["tonight"]]
    assert (planned["term"], planned["because"]) == ("elephant ivory", "pays")
    assert row(nights.terms[2], "elephant ivory")["asked"] == 2


def test_the_terms_are_shown_as_a_table(nights: Nights) -> None:
    told = nights.patrol.run("sites", "terms", "shop")
    assert told.code == 0, told.err
    assert "elephant ivory" in told.out
    assert "1 of 2 terms tonight, each once in 7 nights, budget 1" in told.out


def test_a_site_without_a_search_says_so(patrol: Patrol, web: Web) -> None:
    patrol.configure(web)
    told = patrol.run("sites", "terms", "shop")
    assert (told.code, told.err) == (
        2, "patrol: site 'shop' has no 'search': its sweeps ask for no terms\n",
    )  # fmt: skip
