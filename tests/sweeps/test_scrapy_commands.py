"""Scrapy people find what they expect: ``scrapy list`` and ``scrapy crawl``."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from patrol import Patrol
from shop import advert, fill
from web import Page, Web

from crawler.config.values import spider_kinds
from crawler.settings import ITEM_PIPELINES as PIPELINES

ROOT = Path(__file__).parents[2]
KINDS = ", ".join(spider_kinds())


def test_scrapy_list_names_the_kinds_of_sites() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"],
        check=True, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.stdout.split() == spider_kinds()


def test_scrapy_crawl_sweeps_exports_and_takes_settings(patrol: Patrol, web: Web) -> None:
    fill(web, 30, "/slow")
    web.pages["/slow"] = Page(advert("Slow chair"), delay=3)
    patrol.configure(web)
    out = patrol.folder / "out.csv"
    ran = patrol.crawl("-o", str(out), "-s", "DOWNLOAD_TIMEOUT=1")
    assert ran.code == 0, ran.err
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 30
    assert {row["title"] for row in rows} == {f"Oak chair number {n}" for n in range(30)}
    assert {(row["site"], row["price"], row["currency"]) for row in rows} == {
        ("shop", "12.50", "EUR")
    }
    sweep = patrol.last_sweep()
    assert sweep.verdict == "healthy"
    assert sweep.total("listings") == 30
    assert patrol.states()[web.url("/slow")] == ("failed", "timed out")
    assert web.count("/slow") == 3


@pytest.mark.parametrize(
    ("kind", "arguments", "said"),
    [
        ("classifieds", ["-a", "site=shp"], "there is no site 'shp' in {config}; did you mean "
         "'shop'? (sites: shop)"),
        ("classified", ["-a", "site=shop"], "there is no spider kind 'classified'; did you mean "
         f"'classifieds'? (kinds: {KINDS})"),
        ("classifieds", [], "which site? Name it with -a site=NAME (sites: shop)"),
        ("classifieds", ["-a", "config=none.yaml"], "none.yaml"),
    ],
)  # fmt: skip
def test_scrapy_crawl_tells_a_mistake_in_a_sentence(
    patrol: Patrol, web: Web, kind: str, arguments: list[str], said: str
) -> None:
    patrol.configure(web)
    ran = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", kind, "-a", f"config={patrol.config}",
         *arguments],
        check=False, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 2
    assert said.format(config=patrol.config) in ran.stderr
    assert "Traceback" not in ran.stderr
    assert web.connections == 0


def test_scrapy_crawl_stops_at_a_limit(patrol: Patrol, web: Web) -> None:
    fill(web, 10)
    patrol.configure(web)
    assert patrol.crawl("-a", "limit=3").code == 1, "which needs a look"
    assert patrol.last_sweep().verdict == "cut_short"
    assert len(web.requests) == 1 + 3


BROKEN = """
class Broken:
    def process_item(self, item):
        if item.listing.title.endswith(" 3"):
            raise ValueError("lost")
        return item
"""


def test_scrapy_crawl_with_a_broken_pipeline_does_not_end_well(patrol: Patrol, web: Web) -> None:
    fill(web, 10)
    patrol.configure(web)
    (patrol.folder / "broken.py").write_text(BROKEN)
    ran = patrol.crawl("-s", f"ITEM_PIPELINES={json.dumps(PIPELINES | {'broken.Broken': 150})}")
    assert ran.code == 1
    assert patrol.last_sweep().verdict == "failed"
    lost = ("failed", "a listing was lost: ValueError('lost')")
    assert patrol.states()[web.url("/advert/3")] == lost
    assert len(patrol.listings()) == 9
