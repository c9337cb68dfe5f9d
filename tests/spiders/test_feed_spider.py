"""Feeds, swept: by the pages of their entries, and by the entries alone."""

from __future__ import annotations

from typing import Any

from patrol import Patrol, site
from scrapy.http import Response
from shop import advert
from web import Page, Web

from crawler.config import Config, Site
from crawler.items import NoListing
from spiders.feed import FeedSpider

XML = {"Content-Type": "application/rss+xml"}
FEED = "https://shop.example/feed"


def rss(web: Web, *numbers: int, tracker: str = "") -> Page:
    items = "".join(
        f"<item><title>Oak chair {n}</title><link>{web.url(f'/ad/{n}')}{tracker}</link>"
        f"<guid isPermaLink='false'>ad-{n}</guid><description>Nice chair {n}</description></item>"
        for n in numbers
    )
    return Page(f"<rss version='2.0'><channel>{items}</channel></rss>", headers=XML)


def test_neither_a_feed_nor_a_page_that_names_one() -> None:
    said = {"name": "shop", "spider": "feed", "start": [FEED]}
    spider = FeedSpider(Config(), Site.model_validate(said))
    found = list(spider.parse_results(Response(FEED, body=b"<h1>Welcome</h1>")))
    assert found == [NoListing("other")]


def test_entries_lead_to_their_pages(patrol: Patrol, web: Web) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    web.pages["/"] = f"<html><head>{link}</head><body>Welcome</body></html>"
    web.pages["/feed"] = rss(web, 1, 2, 3)
    for n in (1, 2):
        web.pages[f"/ad/{n}"] = advert(f"Oak chair {n}", price=f"{n}0")
    patrol.configure(web, sites=[site(web, spider="feed", selectors={})])
    swept = patrol.sweep()
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 2), swept.log
    assert sorted(each["price"] for each in patrol.listings()) == [10.0, 20.0]


def test_entries_alone(patrol: Patrol, web: Web) -> None:
    web.pages["/feed"] = rss(web, 1, 2)
    web.pages["/ad/2"] = "<h1>Oak chair 2</h1> still here, and nothing that can be read"
    alone: dict[str, Any] = {"spider": "feed", "selectors": {}, "start": [web.url("/feed")]}
    patrol.configure(web, sites=[site(web, read="entries", **alone)])
    swept = patrol.sweep()
    assert (swept.site["verdict"], swept.site["new"]) == ("healthy", 2), swept.log
    assert web.count("/ad/1") == 0

    # The next night one has a tracker in its link, one has left the feed, and one is new.
    web.pages["/feed"] = rss(web, 2, 3, tracker="?source=feed")
    again = patrol.sweep().site
    assert (again["new"], again["changed"], again["gone"]) == (1, 0, 1)
    assert web.count("/ad/1") == 1


def test_entries_are_for_feeds(patrol: Patrol, web: Web) -> None:
    patrol.configure(web, sites=[site(web, read="entries")])
    ended = patrol.run("sweep")
    assert ended.code == 2
    assert "'read: entries' is for feeds" in ended.err
