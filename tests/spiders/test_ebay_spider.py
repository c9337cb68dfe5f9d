"""eBay's Browse API: keys, tokens, paging and the day's quota, and nowhere a secret."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from ebay import Ebay
from patrol import Patrol, Swept, site
from web import Web

from crawler.config import Config, Site
from spiders.ebay import EbaySpider

ENVIRONMENT = {
    "EBAY_ID": Ebay.KEYS[0],
    "EBAY_SECRET": Ebay.KEYS[1],
    "OTHER_ID": Ebay.KEYS[0],
    "OTHER_SECRET": Ebay.KEYS[1],
    "OLD_ID": Ebay.KEYS[0],
    "OLD_SECRET": "expired-s3cret",
}


@dataclass(frozen=True)
class Night:
    swept: Swept
    patrol: Patrol
    web: Web
    ebay: Ebay

    def site(self, name: str) -> dict[str, Any]:
        (found,) = [each for each in self.swept.report["sites"] if each["site"] == name]
        return found

    def searches(self) -> list[Any]:
        return [each for each in self.web.requests if "/item_summary/" in each.path]


def entry(web: Web, name: str, keys: str = "EBAY", **api: Any) -> dict[str, Any]:
    """A site whose keys are in the variables that begin with ``keys``."""
    api |= {"url": web.url(), "id": f"env:{keys}_ID", "secret": f"env:{keys}_SECRET"}
    return site(
        web, name=name, spider="ebay", start=[web.url()], selectors={}, country="BE",
        search={"files": ["ivory"]}, api=api,
        pace={"delay": 0, "concurrency": 1},
    )  # fmt: skip


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    """Three sites at once: one is well, one has old keys, one a quota of two requests."""
    patrol = Patrol(tmp_path_factory.mktemp("ebay"))
    with Web() as web, Web() as few:
        web.pages["/robots.txt"] = "User-agent: *\nDisallow: /"
        ebay = Ebay(web, 1_000, good_for=2)
        Ebay(few, 2_000)
        sites = [
            entry(web, "well"),
            entry(web, "old", "OLD"),
            entry(few, "few", "OTHER", daily=2),
        ]
        patrol.configure(web, few, sites=sites, night={"parallel_sites": 3})
        yield Night(patrol.sweep(env=ENVIRONMENT), patrol, web, ebay)


def test_terms_of_keyword_files_are_asked_to_the_last_page(night: Night) -> None:
    said = night.site("well")
    assert (said["verdict"], said["listings"]) == ("healthy", 250), night.swept.log
    answered = {each.path for each in night.searches()}
    assert sorted("offset" in path for path in answered if "elephant" in path) == [False, True]


def test_a_token_that_was_taken_back_is_renewed(night: Night) -> None:
    assert night.ebay.tokens == 2
    assert len(night.searches()) == 3 + 1  # three pages, one of them refused once


def test_robots_txt_is_for_those_who_come_without_keys(night: Night) -> None:
    assert night.web.count("/robots.txt") == 0
    assert night.site("well")["verdict"] == "healthy"


def test_the_marketplace_is_named(night: Night) -> None:
    assert {each.headers["X-EBAY-C-MARKETPLACE-ID"] for each in night.searches()} == {"EBAY_BE"}


@pytest.mark.parametrize(
    ("start", "marketplace"),
    [("https://www.ebay.de/", "EBAY_DE"), ("https://www.ebay.com.au/", "EBAY_AU"),
     ("https://www.ebay.co.uk/", "EBAY_GB"), ("https://www.ebay.com/", "EBAY_US")],
)  # fmt: skip
def test_the_marketplace_is_that_of_the_address(start: str, marketplace: str) -> None:
    said = {"name": "e", "spider": "ebay", "start": [start], "country": "BE"}
    spider = EbaySpider(Config(), Site.model_validate(said))
    assert spider.headers() == {"X-EBAY-C-MARKETPLACE-ID": marketplace}


def test_keys_that_are_refused_are_told_and_not_tried_again(night: Night) -> None:
    said = night.site("old")
    assert said["verdict"] == "login_expired"
    assert "the API refused the keys in OLD_ID and OLD_SECRET (HTTP 401)" in said["reason"]
    tokens = [each for each in night.web.requests if each.method == "POST"]
    assert len(tokens) == night.ebay.tokens + 1


def test_keys_that_are_not_set_are_told_before_anything_is_asked(patrol: Patrol, web: Web) -> None:
    patrol.configure(web, sites=[entry(web, "unset", "UNSET")])
    swept = patrol.sweep()
    assert swept.code == 9
    assert swept.err == "patrol: site 'unset': the environment variable UNSET_ID is not set\n"
    checks = json.loads(patrol.run("doctor", "--json").out)
    (keys,) = [each for each in checks if each["name"] == "keys of unset"]
    assert keys["state"] == "missing"
    assert web.connections == 0


def test_a_used_up_quota_is_told(night: Night) -> None:
    said = night.site("few")
    assert (said["verdict"], said["pages"]) == ("cut_short", 2)
    assert said["reason"].startswith("stopped at the API's quota of 2 requests a day")


def test_the_next_sweep_of_the_day_asks_nothing_more(night: Night) -> None:
    again = night.patrol.sweep("few", env=ENVIRONMENT).site
    assert (again["verdict"], again["pages"], again["listings"]) == ("cut_short", 0, 0)


def test_secrets_are_written_nowhere(night: Night) -> None:
    secrets = [Ebay.KEYS[1], "expired-s3cret", Ebay.GRANTED, "Basic ", "Bearer "]
    files = [file for file in night.patrol.folder.rglob("*") if file.is_file()]
    assert len(files) > 6
    for file in files:
        written = file.read_bytes()
        assert not [each for each in secrets if each.encode() in written], file
    assert not [each for each in secrets if each in night.swept.out + night.swept.err]
