"""Platforms that give JSON, swept as an operator would: each at a server that pages as it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from patrol import Patrol, Swept, site
from platforms import PLATFORMS
from web import Web

TOTAL = {
    "bluesky": 440, "discourse": 32, "lemmy": 60, "mastodon": 50, "reddit": 110, "shopify": 260,
    "woocommerce": 110,
}  # fmt: skip
LISTINGS = {**TOTAL, "bluesky": 110, "lemmy": 59, "reddit": 108}
REQUESTS = {
    "bluesky": 2, "discourse": 2 + 32, "lemmy": 3, "mastodon": 3, "reddit": 2, "shopify": 2,
    "woocommerce": 2,
}  # fmt: skip


@dataclass(frozen=True)
class Night:
    """A sweep over each platform."""

    swept: dict[str, Swept]
    webs: dict[str, Web]
    listings: dict[str, list[dict[str, Any]]]

    def site(self, name: str) -> dict[str, Any]:
        return self.swept[name].site

    def listing(self, name: str, words: str) -> dict[str, Any]:
        (found,) = [each for each in self.listings[name] if words in each["title"]]
        return found


def entry(kind: str, web: Web, **more: Any) -> dict[str, Any]:
    """A site of the configuration."""
    page = PLATFORMS[kind][1]
    said = {"name": kind, "spider": kind, "start": [web.url(page)], "selectors": {}, **more}
    said.setdefault("api", {"url": web.url("/")})
    return site(web, **said)


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    patrol = Patrol(tmp_path_factory.mktemp("records"))
    with ExitStack() as stack:
        webs = {kind: stack.enter_context(Web()) for kind in PLATFORMS}
        for kind, (fill, _) in PLATFORMS.items():
            fill(webs[kind], TOTAL[kind])
        sites = [entry(kind, web) for kind, web in webs.items()]
        patrol.configure(*webs.values(), sites=sites)
        swept = {kind: patrol.sweep(kind) for kind in webs}
        listings: dict[str, list[dict[str, Any]]] = {kind: [] for kind in webs}
        for listing in patrol.listings():
            listings[listing["site"]].append(listing)
        yield Night(swept, webs, listings)


@pytest.mark.parametrize("kind", PLATFORMS)
def test_every_advert_is_read_and_the_sweep_is_healthy(night: Night, kind: str) -> None:
    said = night.site(kind)
    assert (said["verdict"], said["listings"]) == ("healthy", LISTINGS[kind]), night.swept[kind].log


@pytest.mark.parametrize("kind", PLATFORMS)
def test_no_more_is_asked_than_the_pages_of_the_list(night: Night, kind: str) -> None:
    asked = [each.path for each in night.webs[kind].requests if each.path != "/robots.txt"]
    assert len(asked) == REQUESTS[kind], asked
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("kind", PLATFORMS)
def test_an_advert_leads_to_its_page_for_people(night: Night, kind: str) -> None:
    pages = {
        "bluesky": "/profile/ann.example/post/3k0", "discourse": "/t/advert/1",
        "lemmy": "/post/1", "mastodon": "/@ann/1000", "reddit": "/r/attic/comments/0000/advert/",
        "shopify": "/products/advert-0", "woocommerce": "/product/advert-0/",
    }  # fmt: skip
    addresses = {listing["url"] for listing in night.listings[kind]}
    assert night.webs[kind].url(pages[kind]) in addresses
    assert not any(".json" in url or "/api/" in url for url in addresses)


def test_json_is_asked_for_by_name(night: Night) -> None:
    for web in night.webs.values():
        for asked in web.requests:
            assert asked.headers["Accept"] == "application/json"
            assert asked.headers["User-Agent"].startswith("ListingPatrol/")
