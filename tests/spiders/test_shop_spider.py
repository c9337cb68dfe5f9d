"""Whole shops: every product once, and none of the addresses that have no end."""

from __future__ import annotations

from opencart import OpenCart
from patrol import Patrol, site
from scrapy.http import HtmlResponse
from web import Web

from crawler.config import Config, Site
from crawler.items import NoListing
from spiders.shop import ShopSpider

LOGIN = b"<body><h1>Welcome</h1><form>Please log in <input type='password'></form></body>"


def spider() -> ShopSpider:
    said = {"name": "shop", "spider": "shop", "start": ["https://shop.example/"]}
    return ShopSpider(Config(), Site.model_validate(said))


def test_a_page_that_the_menu_names_may_lead_nowhere() -> None:
    answer = HtmlResponse("https://shop.example/", body=LOGIN)
    assert list(spider().parse_results(answer, section=True)) == []
    assert list(spider().parse_results(answer)) == [NoListing("login")]


def test_few_products_behind_many_addresses(patrol: Patrol, web: Web) -> None:
    shop = OpenCart(web, 19)
    assert len(shop.addresses()) > 2 * shop.products
    patrol.configure(web, sites=[site(web, spider="shop", selectors={})])
    swept = patrol.sweep()
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 19), swept.log
    asked = [each.path.partition("&PHPSESSID")[0] for each in web.requests]
    products = [path for path in asked if "product_id=" in path]
    wanted = {f"/index.php?route=product/product&product_id={n}" for n in range(1, 20)}
    assert len(products) == 19
    assert set(products) == wanted
    others = {path for path in asked if path not in wanted}
    assert not any(word in path for path in others for word in ("filter", "sort", "limit", "code="))
    assert not any("account" in path or "blog" in path for path in others)
    # The front page, four sections with their further pages, robots.txt, and each of them once.
    assert len(asked) == len(set(asked)) == 19 + 1 + (3 + 2 + 3 + 4) + 1
    assert {each["price"] for each in patrol.listings()} == {n + 10.0 for n in range(1, 20)}
