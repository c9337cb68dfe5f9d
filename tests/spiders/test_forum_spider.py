"""Forums: from a board to the offers in the opening posts, and to nothing else."""

from __future__ import annotations

from typing import Any

from forum import PhpBB, topics
from patrol import Patrol, site
from scrapy.http import HtmlResponse
from web import Web

from crawler.config import Config, Site
from crawler.items import NoListing
from spiders.forum import ForumSpider

BOARD = "https://club.example/forums/classifieds.9/"
EMPTY = b"<html id='XF'><body><h1>Classifieds</h1><p>There are no threads.</p></body></html>"


def spider(**more: Any) -> ForumSpider:
    said = {"name": "club", "spider": "forum", "start": [BOARD], **more}
    return ForumSpider(Config(), Site.model_validate(said))


def test_a_later_page_of_a_thread_leads_to_its_first() -> None:
    for later in ("page-2", "page-3#post-12"):
        answer = HtmlResponse(f"https://club.example/threads/lens.7/{later}", body=b"<p>hello")
        (asked,) = spider().parse_listing(answer)
        assert asked.url == "https://club.example/threads/lens.7/"
        assert asked.callback.__name__ == "parse_listing"


def test_a_board_without_threads_says_what_it_is() -> None:
    found = list(spider().parse_results(HtmlResponse(BOARD, body=EMPTY)))
    assert found == [NoListing("other")]


def test_links_that_a_selector_names_lead_to_first_pages() -> None:
    board = b"<a class=t href='/threads/lens.7/unread'>x</a><a class=t href='/odd/8'>y</a>"
    watch = spider(selectors={"listing": "a.t::attr(href)"})
    found = [each.url for each in watch.parse_results(HtmlResponse(BOARD, body=board))]
    assert found == ["https://club.example/threads/lens.7/", "https://club.example/odd/8"]


def test_every_thread_is_read_once_and_nothing_beside_them(patrol: Patrol, web: Web) -> None:
    PhpBB(web, topics(12))
    board = site(web, spider="forum", selectors={}, start=[web.url("/viewforum.php?f=9")])
    patrol.configure(web, sites=[board])
    swept = patrol.sweep()
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 13), swept.log
    asked = [each.path.partition("&sid=")[0] for each in web.requests]
    threads = [path for path in asked if path.startswith("/viewtopic")]
    assert sorted(threads) == sorted(f"/viewtopic.php?t={n}" for n in (2, *range(100, 112)))
    boards = [path for path in asked if path.startswith("/viewforum")]
    assert boards == ["/viewforum.php?f=9", "/viewforum.php?f=9&start=10"]
    assert len(asked) == len(threads) + len(boards) + 1  # robots.txt: no members, no last posts

    listings = {each["title"]: each for each in patrol.listings()}
    chair = listings["FS: oak chair 7"]
    assert (chair["seller"], chair["price"], chair["currency"]) == ("carver7", 27.0, "GBP")
    assert "Always wanted: buttons" in listings
    assert "The forum moves" not in listings

    again = patrol.sweep().site
    assert (again["verdict"], again["new"], again["changed"], again["gone"]) == ("healthy", 0, 0, 0)
