"""Answers of platforms and what must be read off them: one test per answer, every field named."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction.answer import MAX_BYTES, Answer
from crawler.extraction.draft import Draft
from crawler.extraction.jsonpath import compiled, find, texts
from crawler.extraction.recipe import Recipe, kinds, recipe_of
from crawler.extraction.records import MAX_RECORDS, Reader, Record, Results
from crawler.extraction.settle import Hints

ANSWERS = Path(__file__).parent.parent / "answers"
CASES = {
    path.relative_to(ANSWERS).with_suffix("").as_posix(): json.loads(path.read_text("utf-8"))
    for path in sorted(ANSWERS.rglob("*.json"))
}
UNSAID = {"site", "scraped_at"}


def reader_of(case: str) -> tuple[Reader, Answer]:
    said = CASES[case]
    body = json.dumps(said["answer"]).encode()
    recipe = recipe_of(case.partition("/")[0])
    reader = Reader(recipe, "site", Hints(**said.get("hints", {})), said["home"])
    return reader, Answer(url=said["url"], body=body, link=said.get("link", ""))


def plain(value: Any) -> Any:
    """A field as the JSON has it."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return dict(value) if hasattr(value, "items") else value


def said_by(record: Record) -> dict[str, Any]:
    """Every field of a listing that is not empty, and its identity."""
    listing = record.found.listing
    values = {
        field.name: plain(getattr(listing, field.name))
        for field in dataclasses.fields(listing)
        if field.name not in UNSAID and getattr(listing, field.name) not in (None, (), {})
    }
    return {**values, "identity": record.identity}


@pytest.mark.parametrize("case", [case for case, said in CASES.items() if not said.get("single")])
def test_a_page_of_records_is_read_to_the_letter(case: str) -> None:
    reader, answer = reader_of(case)
    results = reader.results(answer)
    assert results is not None
    read = {
        "next": results.next_url,
        "leads": list(results.leads),
        "total": results.total,
        "untitled": results.untitled,
        "records": [said_by(record) for record in results.records],
    }
    assert read == CASES[case]["expected"]


@pytest.mark.parametrize("case", [case for case, said in CASES.items() if said.get("single")])
def test_a_single_record_is_read_to_the_letter(case: str) -> None:
    reader, answer = reader_of(case)
    record = reader.single(answer)
    assert isinstance(record, Record)
    assert said_by(record) == CASES[case]["expected"]["record"]


def test_every_platform_has_an_answer() -> None:
    assert {case.partition("/")[0] for case in CASES} == set(kinds())


@pytest.mark.parametrize("kind", kinds())
def test_a_recipe_holds_nothing_that_cannot_work(kind: str) -> None:
    recipe = recipe_of(kind)
    for expression in expressions(recipe):
        compiled(expression)
    assert set(recipe.fields) <= {field.name for field in dataclasses.fields(Draft)}
    assert all(route.api.startswith("/") or not route.api for route in recipe.start)


def expressions(recipe: Recipe) -> list[str]:
    values = [field.at for field in recipe.fields.values()]
    following = (recipe.next.address, recipe.next.value, recipe.next.more)
    single = (recipe.list, recipe.record, recipe.gone, recipe.skip, recipe.minor_unit)
    return [each for each in (*values, *recipe.attributes.values(), *following, *single) if each]


@pytest.mark.parametrize(
    ("kind", "page", "api"),
    [
        ("shopify", "https://a.example", "/products.json?limit=250"),
        ("shopify", "https://a.example/collections/old%20things/",
         "/collections/old%20things/products.json?limit=250"),
        ("shopify", "https://a.example/pages/about", None),
        ("woocommerce", "https://a.example/product-category/a/b/",
         "/wp-json/wc/store/v1/products?per_page=100&category=b"),
        ("mastodon", "https://a.example/tags/été", "/api/v1/timelines/tag/%C3%A9t%C3%A9?limit=40"),
        ("mastodon", "https://a.example/@ann", None),
        ("bluesky", "https://bsky.app/hashtag/old",
         "/xrpc/app.bsky.feed.searchPosts?q=%23old&sort=latest&limit=100"),
        ("reddit", "https://www.reddit.com/r/attic/search/?q=oak+chair&type=link",
         "/r/attic/search.json?q=oak%20chair&restrict_sr=1&sort=new&limit=100&raw_json=1"),
        ("lemmy", "https://a.example/c/attic@far.example",
         "/api/v3/post/list?community_name=attic%40far.example&sort=New&limit=50"),
        ("discourse", "https://a.example/c/trade/5", "/c/trade/5.json"),
        ("discourse", "https://a.example/c/trade/chairs/7/", "/c/trade/chairs/7.json"),
        ("discourse", "https://a.example/t/oak/5", None),
        ("ebay", "https://www.ebay.de/", ""),
    ],
)  # fmt: skip
def test_the_page_that_a_person_knows_leads_to_the_api(
    kind: str, page: str, api: str | None
) -> None:
    assert recipe_of(kind).api_path(page) == api


def test_a_listings_own_page_leads_to_its_record() -> None:
    status = recipe_of("mastodon").again_path("https://a.example/@ann@far.example/1001")
    assert status == "/api/v1/statuses/1001"
    assert recipe_of("shopify").again_path("https://a.example/pages/about") is None
    assert recipe_of("ebay").again_path("https://www.ebay.de/itm/1") is None


def test_a_search_within_a_section_is_asked_with_both() -> None:
    found = recipe_of("ebay").api_path("https://www.ebay.de/sch/i.html?_nkw=oak&_sacat=20081")
    assert found is not None
    assert "q=oak&category_ids=20081&" in found


def test_expressions_that_meet_something_else_find_nothing() -> None:
    assert find("join('', ['/u/', name])", {}) is None
    assert find("pick(a, b)", {"a": {"x": 1}, "b": [["x"], {"y": 1}, "x", "z"]}) == [1]
    assert find("images_in(html)", {"html": 7}) is None
    html = "<img src='a.png'><img class='emoji' src='b.png'>"
    assert find("images_in(html)", {"html": html}) == ["a.png"]
    assert texts([1.0, True, None, "a", ["a", {"b": 1}], 2.5, ""]) == ["1", "true", "a", "2.5"]


def test_a_long_list_of_nothings_is_bounded() -> None:
    reader = Reader(recipe_of("reddit"), "site", Hints(), "https://www.reddit.com/")
    url = "https://www.reddit.com/r/attic/new.json"

    def read(number: int) -> Results | None:
        body = b'{"data":{"children":[' + b'{"data":{}},' * number + b"{}]}}"
        return reader.results(Answer(url=url, body=body))

    some = read(10_000)
    assert some is not None
    assert (some.total, some.untitled) == (MAX_RECORDS, MAX_RECORDS)
    assert read(MAX_BYTES // 12) is None
