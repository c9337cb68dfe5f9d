"""Sites that list their pages for machines, swept as an operator would."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from patrol import Patrol, Swept, site
from scrapy.http import Response
from shop import advert, fill
from web import Page, Web

from crawler.config import Config, Site
from crawler.items import NoListing
from spiders.sitemap import SitemapSpider

MAP = "https://shop.example/sitemap.xml"
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*urls: str) -> str:
    entries = "".join(f"<url><loc>{url}</loc><priority>1</priority></url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {XMLNS}>{entries}</urlset>'


def index(*urls: str) -> str:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex {XMLNS}>{entries}</sitemapindex>'


@pytest.fixture
def spider() -> SitemapSpider:
    said = {"name": "shop", "spider": "sitemap", "start": [MAP]}
    return SitemapSpider(Config(), Site.model_validate(said))


def read(spider: SitemapSpider, body: bytes | str, url: str = MAP) -> list[tuple[str, str]]:
    """(callback, address) of everything that a sitemap leads to."""
    raw = body if isinstance(body, bytes) else body.encode()
    found: list[Any] = list(spider.parse_results(Response(url, body=raw)))
    assert not any(isinstance(each, NoListing) for each in found), found
    return [(each.callback.__name__, each.url) for each in found]


def test_a_sitemap_leads_to_adverts(spider: SitemapSpider) -> None:
    assert read(spider, urlset("https://shop.example/1", " https://shop.example/2 ")) == [
        ("parse_listing", "https://shop.example/1"),
        ("parse_listing", "https://shop.example/2"),
    ]


def test_an_index_leads_to_sitemaps(spider: SitemapSpider) -> None:
    assert read(spider, index("https://shop.example/a.xml.gz")) == [
        ("parse_results", "https://shop.example/a.xml.gz")
    ]


def test_robots_txt_leads_to_sitemaps(spider: SitemapSpider) -> None:
    robots = "User-agent: *\nDisallow:\nSITEMAP: /a.xml\nSitemap: https://shop.example/b.xml\n"
    assert read(spider, robots, "https://shop.example/robots.txt") == [
        ("parse_results", "https://shop.example/a.xml"),
        ("parse_results", "https://shop.example/b.xml"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(urlset("https://shop.example/1").encode()),
        urlset("https://shop.example/1").replace(f" {XMLNS}", ""),
        "\ufeff\n " + urlset("https://shop.example/1").partition("?>")[2],
        urlset("/1"),
        urlset("https://shop.example/1").removesuffix("</urlset>"),
        gzip.compress(urlset("https://shop.example/1").encode())[:-4],
        urlset("", "mailto:ann@shop.example", "https://[", "https://shop.example/1"),
        urlset("https://shop.example/1").replace("<loc>", "<loc><!-- here -->"),
        '<!DOCTYPE u [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + urlset("https://shop.example/1").partition("?>")[2].replace("<urlset", "<urlset x='&e;'"),
    ],
    ids=["packed", "no namespace", "BOM", "relative", "cut", "cut packed", "odd", "comment",
         "entity"],
)  # fmt: skip
def test_sitemaps_as_they_come(spider: SitemapSpider, body: bytes | str) -> None:
    assert read(spider, body) == [("parse_listing", "https://shop.example/1")]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "other"),
        (b"not here", "other"),
        (b"<html><body><h1>Welcome</h1></body></html>", "other"),
        (b"<html><body>Access denied</body></html>", "blocked"),
        (b"<rss><channel/></rss>", "other"),
        (b"\x1f\x8b\x08 no more than that", "other"),
    ],
)
def test_what_is_no_sitemap_is_told(spider: SitemapSpider, body: bytes, kind: str) -> None:
    assert list(spider.parse_results(Response(MAP, body=body))) == [NoListing(kind)]


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Swept, Web, Web]]:
    """One sweep: robots.txt → index → a packed sitemap, one elsewhere, one with other hosts."""
    patrol = Patrol(tmp_path_factory.mktemp("sitemap"))
    with Web() as web, Web() as other:
        fill(web, 4)
        fill(other, 4)
        other.pages["/map.xml"] = urlset(other.url("/advert/0"))
        web.pages |= {
            "/robots.txt": f"User-agent: *\nDisallow: /advert/3\nSitemap: {web.url('/index.xml')}",
            "/index.xml": index(web.url("/a.xml.gz"), other.url("/map.xml"), web.url("/b.xml")),
            "/a.xml.gz": Page(
                gzip.compress(urlset(*(web.url(f"/advert/{n}") for n in range(4))).encode()),
                headers={"Content-Type": "application/gzip"},
            ),
            "/b.xml": urlset(web.url("/advert/9"), other.url("/advert/1")),
            "/advert/9": advert("Walnut desk"),
        }
        shop = site(web, spider="sitemap", start=[web.url("/robots.txt")])
        elsewhere = {**shop, "name": "elsewhere", "start": [web.url("/far.xml")]}
        web.pages["/far.xml"] = urlset(*(other.url(f"/advert/{n}") for n in range(4)))
        patrol.configure(web, other, sites=[shop, elsewhere])
        yield patrol.sweep(), web, other


def test_every_advert_is_read_once(swept: tuple[Swept, Web, Web]) -> None:
    report, web, _ = swept
    assert report.site["verdict"] == "healthy"
    assert report.site["listings"] == 4
    assert [web.count(f"/advert/{number}") for number in (0, 1, 2, 9)] == [1, 1, 1, 1]


def test_a_sitemap_is_no_way_around_robots_txt(swept: tuple[Swept, Web, Web]) -> None:
    report, web, _ = swept
    assert web.count("/advert/3") == 0
    assert report.state(web.url("/advert/3")) == ("skipped", "forbidden by robots.txt")


def test_other_hosts_are_not_asked(swept: tuple[Swept, Web, Web]) -> None:
    report, _, other = swept
    assert other.connections == 0
    assert report.state(other.url("/map.xml")) == ("skipped", f"off site: {other.host}")


def test_a_sitemap_of_another_host_is_told_in_the_verdict(swept: tuple[Swept, Web, Web]) -> None:
    report, _, other = swept
    elsewhere = report.report["sites"][1]
    assert elsewhere["verdict"] == "thin"
    assert elsewhere["reason"] == f"no listing was found (4 x off site: {other.host})"
