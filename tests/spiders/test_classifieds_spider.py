"""Boards, shops and auctions: from pages of results to listing pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from patrol import Patrol, Swept, site
from scrapy.http import HtmlResponse
from shop import advert, results
from web import Web

from crawler.config import Config, Site
from crawler.items import NoListing, Sighting
from spiders.classifieds import ClassifiedsSpider

SHOP = "https://shop.example/"
LOGIN = "<body><h1>Welcome</h1><form>Please log in <input type='password'></form></body>"
BLOCKED = "<body><h1>Access denied</h1>You have been blocked.</body>"
SHELL = "<body><div id='app'></div><script src='/app.js'></script></body>"
ENDED = "<body><h1>Oak chair</h1>This listing has been removed.</body>"


@pytest.fixture
def spider() -> ClassifiedsSpider:
    said = {
        "name": "shop",
        "spider": "classifieds",
        "start": [SHOP],
        "selectors": {"listing": "a.card::attr(href)", "next": "a.next::attr(href)"},
    }
    return ClassifiedsSpider(Config(), Site.model_validate(said))


def page(body: str, url: str = SHOP) -> HtmlResponse:
    return HtmlResponse(url, body=f"<!doctype html><html>{body}</html>".encode())


def test_results_lead_to_adverts_and_on(spider: ClassifiedsSpider) -> None:
    found: list[Any] = list(spider.parse_results(page(results(["/1", "/2", "/1"], "/?page=2"))))
    assert [(each.callback.__name__, each.url) for each in found] == [
        ("parse_listing", SHOP + "1"),
        ("parse_listing", SHOP + "2"),
        ("parse_results", SHOP + "?page=2"),
    ]


@pytest.mark.parametrize(
    ("body", "kind"), [(LOGIN, "login"), (BLOCKED, "blocked"), (SHELL, "shell"), ("", "other")]
)
def test_results_that_lead_nowhere_say_what_they_are(
    spider: ClassifiedsSpider, body: str, kind: str
) -> None:
    assert list(spider.parse_results(page(body))) == [NoListing(kind)]


def test_an_advert_is_read(spider: ClassifiedsSpider) -> None:
    (found,) = spider.parse_listing(page(advert("Oak chair"), SHOP + "1"))
    assert isinstance(found, Sighting)
    assert (found.listing.site, found.listing.title) == ("shop", "Oak chair")
    assert found.identity == SHOP + "1"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (LOGIN, "login"),
        (BLOCKED, "blocked"),
        (SHELL, "shell"),
        (ENDED, "gone"),
        ("", "other"),
        (advert(""), "untitled"),
    ],
)
def test_what_is_no_advert_says_what_it_is(spider: ClassifiedsSpider, body: str, kind: str) -> None:
    assert list(spider.parse_listing(page(body, SHOP + "1"))) == [NoListing(kind)]


@dataclass(frozen=True)
class Night:
    """One sweep over sites of several shapes."""

    swept: Swept
    webs: dict[str, Web]

    def site(self, name: str) -> dict[str, Any]:
        (found,) = [each for each in self.swept.report["sites"] if each["site"] == name]
        return found


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    patrol = Patrol(tmp_path_factory.mktemp("classifieds"))
    with Web() as paged, Web() as searched, Web() as nested:
        for number in range(30):
            paged.pages[f"/advert/{number}"] = advert(f"Oak chair number {number}")
        for number in range(6):
            cards = [f"/advert/{5 * number + each}" for each in range(5)]
            following = f"/?page={number + 1}" if number < 5 else None
            paged.pages[f"/?page={number}"] = results(cards, following)

        searched.pages |= {
            "/search?q=elephant+ivory": results(["/1", "/2"]),
            "/search?q=elfenbein": results(["/2", "/3"]),
            "/1": advert("Carved elephant ivory tusk"),
            "/2": advert("Elephant ivory, Elfenbein, box"),
            "/3": advert("Brosche aus Elfenbein"),
        }

        def sitemap(path: str, tag: str, entry: str) -> str:
            return f"<{tag}><{entry}><loc>{nested.url(path)}</loc></{entry}></{tag}>"

        nested.pages |= {
            "/0.xml": sitemap("/1.xml", "sitemapindex", "sitemap"),
            "/1.xml": sitemap("/2.xml", "sitemapindex", "sitemap"),
            "/2.xml": sitemap("/advert", "urlset", "url"),
            "/advert": advert("Oak chair"),
        }
        search = {"url": searched.url("/search?q={term}")}
        sites = [
            site(paged, name="paged", start=[paged.url("/?page=0")], limits={"depth": 1}),
            site(searched, name="searched", start=[], search=search),
            site(nested, name="nested", spider="sitemap", start=[nested.url("/0.xml")],
                 limits={"depth": 2}),
        ]  # fmt: skip
        webs = {"paged": paged, "searched": searched, "nested": nested}
        patrol.configure(*webs.values(), sites=sites)
        yield Night(patrol.sweep(), webs)


def test_following_results_is_no_step_deeper(night: Night) -> None:
    assert night.site("paged")["verdict"] == "healthy"
    assert night.site("paged")["listings"] == 30
    assert night.site("paged")["pages"] == 36


def test_the_search_form_is_asked_for_the_terms_of_the_keyword_files(night: Night) -> None:
    assert night.site("searched")["verdict"] == "healthy"
    assert night.site("searched")["listings"] == 3
    assert night.site("searched")["flagged"] == 3
    asked = sorted(asked.path for asked in night.webs["searched"].requests)
    assert asked == ["/1", "/2", "/3", "/robots.txt", "/search?q=elephant+ivory",
                     "/search?q=elfenbein"]  # fmt: skip


def test_what_is_too_deep_is_left_alone(night: Night) -> None:
    assert [night.webs["nested"].count(f"/{number}.xml") for number in range(3)] == [1, 1, 1]
    assert night.webs["nested"].count("/advert") == 0
    assert night.site("nested")["verdict"] == "thin"


def test_a_page_that_scripts_fill_is_read_in_the_browser(patrol: Patrol, web: Web) -> None:
    insert = "document.body.innerHTML = '<a class=card href=/advert>one</a>'"
    web.pages["/"] = f"<body><div id='app'></div><script>{insert}</script></body>"
    fill_in = "document.querySelector('h1').textContent = 'Walnut desk'"
    web.pages["/advert"] = (
        "<body><h1></h1><p>Desk of walnut, a hundred years old, with drawers.</p>"
        f"<p class='price'>EUR 120.00</p><script>{fill_in}</script></body>"
    )
    plain = site(web, name="plain", start=[web.url("/?plain")])
    shop = site(web, render="browser", pace={"delay": 0, "concurrency": 2})
    shop["selectors"] |= {"title": "h1", "price": ".price"}
    patrol.configure(web, sites=[shop, plain])
    swept = patrol.sweep()
    rendered, unrendered = swept.report["sites"]
    assert (rendered["verdict"], rendered["listings"]) == ("healthy", 1), swept.log
    (listing,) = patrol.listings()
    assert (listing["title"], listing["price"]) == ("Walnut desk", 120.0)
    assert unrendered["verdict"] == "layout_changed"
    words = "1 of 1 addresses show nothing until scripts have run (no listing: shell)"
    assert unrendered["reason"] == words
