"""Which kind a site is, and where to begin, from one of its addresses."""

from __future__ import annotations

import pytest
from forum import PhpBB, topics
from opencart import OpenCart
from platforms import answer, mastodon, shopify, woocommerce
from shop import fill
from walk import explored, proposed
from web import Page, Web

SHOPIFY = (
    '<html><head><script src="https://cdn.shopify.com/a.js"></script></head><p>Horns</p></html>'
)
WOO = '<html><body class="theme woocommerce-page"><p>Horns</p></body></html>'
FEED = """<rss version="2.0"><channel><title>New</title>
<item><title>Oak chair</title><link>{0}</link></item>
<item><title>Oak desk</title><link>{1}</link></item></channel></rss>"""


def test_a_shop_that_gives_json(web: Web) -> None:
    shopify(web, 6)
    web.pages["/"] = SHOPIFY
    site = proposed(web.url())
    assert (site.kind, site.start) == ("shopify", (web.url(),))
    assert site.pages[0][1].listing.title == "Oak chair, number 0"
    assert any("currency" in note for note in site.notes)


def test_a_shop_that_looks_like_one_and_gives_none(web: Web) -> None:
    fill(web, 5)
    web.pages["/"] = web.pages["/"].replace("<head>", '<head><link href="//cdn.shopify.com/a">')
    site = proposed(web.url())
    assert site.kind == "classifieds"
    assert site.selectors == {"listing": "a.card::attr(href)"}


def test_an_answer_that_is_json_and_holds_nothing(web: Web) -> None:
    web.pages["/"] = SHOPIFY
    web.pages["/products.json"] = answer({"products": []})
    assert explored(web.url())[0].kind == ""


def test_woocommerce_and_mastodon(web: Web) -> None:
    woocommerce(web, 4)
    web.pages["/"] = WOO
    assert proposed(web.url()).kind == "woocommerce"
    mastodon(web, 4)
    web.pages["/tags/ivory"] = '<html><body><div id="mastodon"></div></body></html>'
    assert proposed(web.url("/tags/ivory")).start == (web.url("/tags/ivory"),)


@pytest.mark.parametrize("begun", ["/viewforum.php?f=9", "/viewtopic.php?t=104"])
def test_a_forum_from_its_board_and_from_a_thread(web: Web, begun: str) -> None:
    PhpBB(web, topics(12))
    site = proposed(web.url(begun))
    assert (site.kind, site.selectors) == ("forum", {})
    assert "/viewforum.php?f=9" in site.start[0]
    assert all(found.listing.seller for _, found in site.pages)


def test_a_whole_shop_from_its_front_page(web: Web) -> None:
    OpenCart(web, 19)
    site = proposed(web.url())
    assert (site.kind, site.start) == ("shop", (web.url(),))
    assert [found.listing.title[:9] for _, found in site.pages] == ["Oak piece"] * 3


def test_a_feed_whose_pages_can_be_had(web: Web) -> None:
    fill(web, 2)
    feed = FEED.format(web.url("/advert/0"), web.url("/advert/1"))
    web.pages["/new.rss"] = Page(feed, headers={"Content-Type": "application/rss+xml"})
    site = proposed(web.url("/new.rss"))
    assert (site.kind, site.entries, len(site.pages)) == ("feed", False, 2)


def test_a_feed_whose_pages_refuse_programs(web: Web) -> None:
    feed = FEED.format(web.url("/advert/0"), web.url("/advert/1"))
    web.pages["/new.rss"] = feed
    web.pages["/advert/0"] = web.pages["/advert/1"] = Page("Access denied", 403)
    site = proposed(web.url("/new.rss"))
    assert (site.kind, site.entries) == ("feed", True)


def test_a_site_that_only_its_sitemap_lists(web: Web) -> None:
    paths = fill(web, 6)
    web.pages["/"] = "<html><body><h1>Welcome</h1></body></html>"
    web.pages["/robots.txt"] = f"Sitemap: {web.url('/sitemap.xml')}"
    listed = "".join(f"<url><loc>{web.url(path)}</loc></url>" for path in paths)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    web.pages["/sitemap.xml"] = f"<urlset {space}>{listed}</urlset>"
    site = proposed(web.url())
    assert (site.kind, site.start) == ("sitemap", (web.url("/robots.txt"),))
    assert len(site.pages) == 3


def test_no_page_of_another_site_is_asked_for(web: Web) -> None:
    web.pages["/"] = "".join(
        f'<a class="card" href="http://far.example/{n}">A {n}</a>' for n in range(9)
    )
    _, asked = explored(web.url())
    assert all(url.startswith(web.url()) for url in asked)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<html><body><div id=root></div><script src=x.js></script></body></html>", "shell"),
        ("<html><title>Log in</title><h1>Log in</h1><form><input type=password></form>", "blocked"),
    ],
)
def test_what_stands_in_the_way_is_kept(web: Web, page: str, kind: str) -> None:
    web.pages["/"] = page
    seen, asked = explored(web.url())
    assert (seen.kind, seen.obstacle.kind.value, asked) == ("", kind, [web.url()])
