"""``patrol sites new`` and ``sites check``, as a newcomer uses them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from patrol import Ended, Patrol
from platforms import shopify
from web import Page, Web

from crawler.demo import serve
from crawler.demo.server import OpenMarket

CONFIG = """# mine
contact: patrol@customs.example
database: sqlite:///patrol.db
keywords: keywords
egress: {{allow: ["{0}"]}}
sites: []
"""


def office(patrol: Patrol, host: str) -> None:
    patrol.config.write_text(CONFIG.format(host), "utf-8")


@pytest.fixture(scope="module")
def market() -> Iterator[OpenMarket]:
    with serve() as opened:
        yield opened


@pytest.fixture(scope="module")
def newcomer(market: OpenMarket, tmp_path_factory: pytest.TempPathFactory) -> tuple[Patrol, Ended]:
    """Who knows the address of the market, and gave it."""
    patrol = Patrol(tmp_path_factory.mktemp("newcomer"))
    office(patrol, market.url.split("/")[2])
    return patrol, patrol.run("sites", "new", f"{market.url}adverts", "--name", "quay")


def test_the_newcomers_site_is_read_rightly(
    newcomer: tuple[Patrol, Ended], market: OpenMarket
) -> None:
    patrol, ended = newcomer
    assert ended.code == 0, ended.err
    quick = "    pace: {delay: 0, concurrency: 8}\n    expect:"
    patrol.config.write_text(patrol.config.read_text().replace("    expect:", quick))
    swept = patrol.sweep("quay")
    assert (swept.site["verdict"], swept.site["listings"]) == (
        "healthy",
        len(market.market.adverts),
    )
    adverts = {advert.path: advert for advert in market.market.adverts}
    right = 0
    for listing in patrol.listings():
        advert = adverts["/" + listing["url"].partition(market.url)[2]]
        price = None if listing["price"] in (None, "") else float(listing["price"])
        said = (listing["title"], price, listing["seller"])
        asked = None if advert.price is None else float(advert.price)
        right += said == (advert.title, asked, advert.seller.name)
    assert right >= 0.99 * len(adverts)


def test_everything_is_shown_and_what_to_do_next(newcomer: tuple[Patrol, Ended]) -> None:
    _, ended = newcomer
    assert "page 3" in ended.out
    assert "[selector]" in ended.out
    assert "patrol sites try http://127.0.0.1" in ended.out
    assert "patrol sweep quay --limit 20" in ended.out


def test_kept_pages_name_the_field_that_is_read_otherwise(newcomer: tuple[Patrol, Ended]) -> None:
    patrol, _ = newcomer
    checked = patrol.run("sites", "check", "quay")
    assert (checked.code, checked.out) == (0, "2 pages, 0 read otherwise\n")
    case = patrol.folder / "pages" / "quay" / "advert.json"
    said = json.loads(case.read_text())
    case.write_text(json.dumps({**said, "listing": {**said["listing"], "seller": "Nobody"}}))
    checked = patrol.run("sites", "check")
    assert checked.code == 1
    assert f"{case}: seller: expected 'Nobody', read " in checked.out


def test_a_shop_that_gives_json(patrol: Patrol, web: Web) -> None:
    shopify(web, 5)
    web.pages["/"] = '<script src="https://cdn.shopify.com/a.js"></script>'
    office(patrol, web.host)
    ended = patrol.run("sites", "new", web.url(), "--name", "horns")
    assert ended.code == 0, ended.err
    assert patrol.sweep("horns").site["listings"] == 5
    tried = patrol.run("sites", "try", web.url())
    assert "5 cards with a title" in tried.out
    assert "Oak chair, number 0" in tried.out


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Page("<h1>Not here</h1>", 404), "HTTP 404: there is no such page"),
        (Page("Access denied", 403), "HTTP 403: the site turns programs away: save its pages by"),
        ("<div id=root></div><script src=x.js></script>", "it is empty until scripts have run"),
        ("<h1>Old Quay</h1><p>We are closed.</p>", "no list of adverts was found from there"),
    ],
)
def test_what_stands_in_the_way_is_told(patrol: Patrol, web: Web, answer: Page, why: str) -> None:
    web.pages["/"] = answer
    office(patrol, web.host)
    before = patrol.config.read_text()
    ended = patrol.run("sites", "new", web.url())
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith("patrol: http://127.0.0.1")
    assert why in ended.err
    assert patrol.config.read_text() == before
    assert web.count("/") == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["file:///etc/hostname"], "'file:///etc/hostname' is not a web address"),
        (["http://10.1.2.3/"], "http://10.1.2.3/ is not a public address"),
        (["https://a.example/", "--name", "Two Words"], "--name: 'Two Words' is not a name"),
    ],
)
def test_bad_input_is_refused_before_anything_is_asked(
    patrol: Patrol, arguments: list[str], why: str
) -> None:
    office(patrol, "127.0.0.1:1")
    ended = patrol.run("sites", "new", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert why in ended.err


def test_a_name_that_is_taken_and_a_file_in_brackets(patrol: Patrol, web: Web) -> None:
    shopify(web, 2)
    web.pages["/"] = '<script src="https://cdn.shopify.com/a.js"></script>'
    patrol.configure(web)  # which is written in braces
    before = patrol.config.read_text()
    taken = patrol.run("sites", "new", web.url(), "--name", "shop")
    assert (taken.code, web.requests) == (2, [])
    assert "there is a site named 'shop' already; choose another --name" in taken.err
    printed = patrol.run("sites", "new", web.url(), "--name", "other")
    assert printed.code == 1
    assert "is written in braces: add this below sites: yourself" in printed.err
    assert "  - name: other\n    spider: shopify\n" in printed.out
    assert patrol.config.read_text() == before


def test_nothing_is_kept_to_check(patrol: Patrol, web: Web) -> None:
    patrol.configure(web)
    ended = patrol.run("sites", "check", "shop")
    assert ended.code == 2
    assert "there are no saved pages of shop in" in ended.err
