"""The examples of kinds can be copied as they are, and every kind that gives JSON has one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from handbook import PAGES, section

from crawler import strict_yaml
from crawler.config import load
from crawler.extraction.answer import Answer
from crawler.extraction.recipe import kinds, recipe_from
from crawler.extraction.records import Reader
from crawler.extraction.settle import Hints

PAGE = PAGES["docs/kinds.md"]
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split()[2])
def test_an_example_can_be_copied(example: str, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(f"contact: patrol@customs.example\nsites:\n{example}", "utf-8")
    assert len(load(file).sites) == 1


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_that_gives_json_has_an_example_of_its_own(kind: str) -> None:
    assert f"spider: {kind}\n" in section(PAGE, kind)


def test_the_recipe_for_developers_reads_what_it_is_about() -> None:
    told = section(PAGES["docs/developers.md"], "A platform that gives JSON")
    (example,) = re.findall(r"```yaml\n(.*?)```", told, re.DOTALL)
    recipe = recipe_from(strict_yaml.parse(example, "recipe").data)
    path = recipe.api_path("https://ads.example/ads/gent")
    ad = {
        "id": 7, "headline": "Oak chair", "text": "Solid.", "created": "2026-11-03",
        "status": "sold",
        "price": {"amount": "40.00", "currency": "EUR"}, "owner": {"name": "Ann"}, "photos": [],
    }  # fmt: skip
    body = json.dumps({"ads": [ad, {**ad, "removed": True}]}).encode()
    reader = Reader(recipe, "ads", Hints(), "https://ads.example")
    results = reader.results(Answer(url=f"https://ads.example{path}", body=body))
    assert path == "/api/ads?town=gent&size=100"
    assert results is not None
    (record,) = results.records
    listing = record.found.listing
    assert (listing.title, str(listing.price), listing.currency) == ("Oak chair", "40.00", "EUR")
    assert (listing.seller, listing.availability) == ("Ann", "sold_out")
    assert (record.identity, results.next_url) == ("https://ads.example/ad/7", None)
