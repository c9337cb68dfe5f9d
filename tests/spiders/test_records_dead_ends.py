"""What stands where records should be is told, and decides the verdict of the night."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from patrol import Patrol, Swept, site
from platforms import JSON, shopify
from scrapy.http import Response
from web import Page, Web

from crawler.config import Config, Site
from crawler.items import NoListing, Sighting
from spiders._records import RecordsSpider
from spiders.bluesky import BlueskySpider
from spiders.discourse import DiscourseSpider
from spiders.lemmy import LemmySpider
from spiders.reddit import RedditSpider
from spiders.shopify import ShopifySpider
from spiders.woocommerce import WooCommerceSpider

HOME = "https://shop.example/"
LIST = f"{HOME}products.json?limit=250"
PRODUCT = {"id": 1, "title": "Oak chair", "handle": "oak-chair", "variants": [], "images": []}
WALL = "<html><body><h1>Access denied</h1>You have been blocked.</body></html>"
LOGIN = "<html><h1>Log in</h1><form><input type='password'></form></html>"
DEEP = '{"products":' + "[" * 60_000 + "]" * 60_000 + "}"


def spider_of(kind: type[RecordsSpider], start: str = HOME, **more: Any) -> RecordsSpider:
    said = {"name": "shop", "spider": kind.name, "start": [start], **more}
    return kind(Config(), Site.model_validate(said))


def read(body: str | bytes | dict[str, Any], number: int = 1, **more: Any) -> list[Any]:
    """What a Shopify spider makes of an answer."""
    text = json.dumps(body) if isinstance(body, dict) else body
    raw = text.encode() if isinstance(text, str) else text
    spider = spider_of(ShopifySpider, **more)
    return list(spider.parse_results(Response(LIST, body=raw), number))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (WALL, "blocked"),
        (LOGIN, "login"),
        ("", "other"),
        ("{", "other"),
        (DEEP, "other"),
        ({"errors": "Not Found"}, "other"),
        ({"products": None}, "other"),
        ({"products": []}, "empty"),
        ({"products": [7, None, "x"]}, "empty"),
        ({"products": [{"id": 1}]}, "untitled"),
        ({"products": [{**PRODUCT, "handle": None}]}, "untitled"),
        (b'{"products": [{"title": "\xff"}]}', "other"),
    ],
    ids=["wall", "login", "nothing", "cut", "deep", "error", "null", "empty", "no records",
         "untitled", "no address", "no UTF-8"],
)  # fmt: skip
def test_what_is_no_list_of_adverts_says_what_it_is(body: Any, kind: str) -> None:
    assert read(body) == [NoListing(kind)]


def test_the_end_of_a_list_is_no_dead_end() -> None:
    assert read({"products": []}, number=3) == []


def test_odd_values_cost_a_field_and_not_the_advert() -> None:
    odd = {
        **PRODUCT,
        "body_html": {"deep": [1]},
        "variants": "none",
        "images": [{"src": 7}, {"src": "https://["}, {"src": "https://cdn.example/1.jpg"}, None],
        "published_at": "yesterday?",
        "tags": [["a"], {"b": 1}, 3.0, True, "\ud800"],
    }
    (found,) = read({"products": [odd]})
    assert isinstance(found, Sighting)
    assert found.listing.title == "Oak chair"
    assert found.listing.images[-1] == "https://cdn.example/1.jpg"
    assert found.listing.price is None
    assert found.listing.posted_at is None


def test_pages_are_followed_as_far_as_the_configuration_says() -> None:
    full = {"products": [{**PRODUCT, "handle": f"chair-{number}"} for number in range(250)]}
    *_, following = read(full, number=1, api={"pages": 2})
    assert (following.url, following.cb_kwargs["number"]) == (f"{LIST}&page=2", 2)
    assert following.meta["paging"]
    assert all(isinstance(found, Sighting) for found in read(full, number=2, api={"pages": 2}))


def test_a_shop_that_shows_one_page_again_and_again_has_shown_all() -> None:
    full = {"products": [{**PRODUCT, "handle": f"chair-{number}"} for number in range(250)]}
    *_, following = read(full)
    spider = spider_of(ShopifySpider)
    body = json.dumps(full).encode()
    again = list(spider.parse_results(Response(following.url, body=body), **following.cb_kwargs))
    assert all(isinstance(found, Sighting) for found in again)


def test_a_listing_that_was_not_met_is_asked_for_by_its_record() -> None:
    spider = spider_of(ShopifySpider)
    request = spider.again(f"{HOME}products/oak-chair")
    assert request is not None
    assert request.url == f"{HOME}products/oak-chair.json"
    assert request.cb_kwargs == {"listing": f"{HOME}products/oak-chair"}
    answer = Response(request.url, body=json.dumps({"product": PRODUCT}).encode())
    (found,) = spider.parse_listing(answer, **request.cb_kwargs)
    assert isinstance(found, Sighting)
    assert found.identity == f"{HOME}products/oak-chair"
    assert spider.again(f"{HOME}pages/about") is None
    cut_short = spider_of(ShopifySpider, api={"pages": 1})
    assert cut_short.again(f"{HOME}products/oak-chair") is None


@pytest.mark.parametrize(
    ("kind", "start", "address"),
    [
        (BlueskySpider, "https://bsky.app/hashtag/old", "https://public.api.bsky.app/xrpc/"
         "app.bsky.feed.searchPosts?q={term}&sort=latest&limit=100"),
        (LemmySpider, "https://lemmy.example/c/attic", "https://lemmy.example/api/v3/search"
         "?q={term}&type_=Posts&sort=New&limit=50"),
        (WooCommerceSpider, HOME, "https://shop.example/wp-json/wc/store/v1/products"
         "?per_page=100&search={term}"),
    ],
)  # fmt: skip
def test_a_search_needs_no_address(kind: type[RecordsSpider], start: str, address: str) -> None:
    assert spider_of(kind, start, search={"files": []}).search_url == address
    said = {"url": f"{HOME}?q={{term}}"}
    assert spider_of(kind, start, search=said).search_url == said["url"]


def test_a_removed_post_is_gone() -> None:
    spider = spider_of(RedditSpider, "https://www.reddit.com/r/attic")
    post = {"title": "Oak chair", "permalink": "/r/attic/comments/1/oak/", "author": "ann"}
    listing = [{"data": {"children": [{"data": {**post, "removed_by_category": "moderator"}}]}}]
    body = json.dumps(listing).encode()
    assert list(spider.parse_listing(Response(HOME, body=body))) == [NoListing("gone")]


def test_a_topic_without_its_opening_post_is_no_advert_of_whoever_answered() -> None:
    spider = spider_of(DiscourseSpider, "https://forum.example/latest")
    reply = {"post_number": 2, "username": "bob", "cooked": "<p>Is it rhino?</p>"}
    topic = {"id": 1, "slug": "oak", "title": "Oak chair", "post_stream": {"posts": [reply]}}
    (found,) = spider.parse_listing(Response(HOME, body=json.dumps(topic).encode()))
    assert isinstance(found, Sighting)
    assert (found.listing.seller, found.listing.description) == (None, None)


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Swept]:
    """One shop that is well but for two collections, and two that refuse."""
    patrol = Patrol(tmp_path_factory.mktemp("dead-ends"))
    with Web() as web, Web() as closed, Web() as walled:
        shopify(web, 20)
        large = b'{"products": [' + b" " * (50 * 2**20) + b"]}"
        web.pages["/collections/deep/products.json"] = Page(DEEP, headers=JSON)
        web.pages["/collections/large/products.json"] = Page(large, headers=JSON)
        closed.pages["/products.json"] = Page('{"errors":"Unauthorized"}', 401, JSON)
        walled.pages["/products.json"] = WALL
        pages = [web.url(page) for page in ("/collections/deep", "/collections/large", "/")]
        sites = [
            site(web, name="well", spider="shopify", start=pages, selectors={}),
            site(closed, name="closed", spider="shopify", start=[closed.url()], selectors={}),
            site(walled, name="walled", spider="shopify", start=[walled.url()], selectors={}),
        ]
        patrol.configure(web, closed, walled, sites=sites)
        yield patrol.sweep()


def reason(night: Swept, page: str) -> str | None:
    return next(line["reason"] for line in night.urls if page in line["url"])


def test_a_monstrous_answer_is_counted_and_the_sweep_goes_on(night: Swept) -> None:
    well = night.report["sites"][0]
    assert well["listings"] == 20
    assert reason(night, "/deep/") == "no listing: other"
    assert reason(night, "/large/") == "too large"
    assert well["verdict"] == "unreachable"
    assert "1 of them lead to listings" in well["reason"]


def test_a_refusal_is_no_silence(night: Swept) -> None:
    closed, walled = night.report["sites"][1:]
    assert (closed["verdict"], walled["verdict"]) == ("blocked", "blocked")
    assert "HTTP 401" in closed["reason"]
    assert "no listing: blocked" in walled["reason"]
