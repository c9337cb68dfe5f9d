"""``patrol sites try``: what would be read, from where, and what is missing."""

from __future__ import annotations

import json

import pytest
from forum import PhpBB, topics
from patrol import Patrol, site
from platforms import shopify
from shop import fill
from web import Page, Web

FEED = """<rss version="2.0"><channel><title>New</title>
<item><title>Oak chair</title><link>/advert/0</link></item></channel></rss>"""


def tried(patrol: Patrol, url: str, *options: str) -> str:
    ended = patrol.run("sites", "try", url, *options)
    assert ended.code == 0, ended.err
    return ended.out


def test_what_is_worth_having_and_empty_is_named(patrol: Patrol, web: Web) -> None:
    fill(web, 3)
    patrol.configure(web)
    out = tried(patrol, web.url("/advert/0"))
    assert "missing: location: add selectors.location" in out
    assert "missing: posted_at: add selectors.date" in out
    assert "missing: seller" not in out


def test_a_page_of_results_and_where_it_leads(patrol: Patrol, web: Web) -> None:
    fill(web, 5)
    patrol.configure(web)
    out = tried(patrol, web.url())
    assert f"5 addresses of listings:\n  {web.url('/advert/0')}\n" in out
    assert "no next page was found: if there is one, add selectors.next" in out


def test_a_board_and_a_thread(patrol: Patrol, web: Web) -> None:
    PhpBB(web, topics(12))
    board = web.url("/viewforum.php?f=9")
    patrol.configure(web, sites=[site(web, spider="forum", start=[board], selectors={})])
    out = tried(patrol, board)
    assert "11 addresses of listings" in out
    assert "1 further pages" in out
    out = tried(patrol, web.url("/viewtopic.php?t=104"))
    assert "carver4" in out
    assert "missing" not in out


def test_a_feed(patrol: Patrol, web: Web) -> None:
    web.pages["/new.rss"] = FEED
    feed = web.url("/new.rss")
    patrol.configure(web, sites=[site(web, spider="feed", start=[feed], selectors={})])
    out = tried(patrol, feed)
    assert f"1 addresses of listings:\n  {web.url('/advert/0')}\n" in out


def test_json_by_the_page_that_a_person_knows(patrol: Patrol, web: Web) -> None:
    shopify(web, 300)
    patrol.configure(web, sites=[site(web, spider="shopify", selectors={})])
    out = tried(patrol, web.url())
    assert "250 cards with a title" in out
    assert "/products.json?limit=250&page=2" in out
    said = json.loads(tried(patrol, web.url("/products/advert-4"), "--json"))
    (listing,) = said["listings"]
    assert (listing["title"], listing["from"]["title"]) == ("Oak chair, number 4", "api")
    wrong = patrol.run("sites", "try", web.url("/pages/about/us"))
    assert wrong.code == 2
    assert "is no page of the kind 'shopify' (pages: /, /collections" in wrong.err


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Page("no", 403), "HTTP 403: the site turns programs away"),
        (Page("later", 503), "HTTP 503: the site is busy or broken: try again later"),
        ("<div id=root></div><script src=x.js></script>", "it is empty until scripts have run"),
        ("<title>Log in</title><h1>Log in</h1><form><input type=password></form>",
         "it is shown to members only: give the site cookies or a login"),
    ],
)  # fmt: skip
def test_why_nothing_is_read_and_what_to_do(
    patrol: Patrol, web: Web, answer: Page | str, why: str
) -> None:
    web.pages["/"] = answer
    patrol.configure(web)
    assert f"a sweep reads nothing here: {why}" in tried(patrol, web.url())
