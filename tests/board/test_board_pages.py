"""The board by plain HTTP: 300 adverts are there, and pages show what ``truth.json`` says."""

import json
import re
from html import unescape
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

LISTING = re.compile(r"<a href='(/\d+-[^']+/)'")
GROUP_OR_NEXT = re.compile(r"href='(/group/[^']+)'|href=\"(\?page=\d+)\">Next<")
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def get(url: str) -> str:
    """The page at ``url``."""
    with urlopen(url, timeout=30) as response:  # noqa: S310 - an address of ours
        return str(response.read().decode("utf-8"))


def text_in(page: str, css_class: str) -> str:
    """The text of the first element of that class, folded."""
    found = re.search(rf'class="{css_class}">(.*?)</(?:p|span)>', page, re.DOTALL)
    assert found, f"no {css_class} on the page"
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split())


def test_the_list_pages_lead_to_every_advert_once(board):
    waiting, seen, found = [board.base_url], set(), []
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        page = get(url)
        # A photo and a title lead to the same advert.
        found += {urljoin(url, path) for path in LISTING.findall(page)}
        waiting += [urljoin(url, group or following) for group, following in
                    GROUP_OR_NEXT.findall(page)]  # fmt: skip
    assert len(board.truth) == 300
    assert sorted(found) == sorted(advert["url"] for advert in board.truth)
    assert len(seen) == 35, "the front page, and 34 pages of 14 groups"


@pytest.mark.parametrize("number", [*range(0, 300, 23), 299])
def test_a_page_shows_what_is_said_of_it(board, number):
    advert = board.truth[number]
    page = get(advert["url"])
    product, breadcrumbs = (json.loads(block) for block in JSON_LD.findall(page))
    assert (product["@type"], breadcrumbs["@type"]) == ("Product", "BreadcrumbList")
    assert product["url"] == advert["url"]
    assert product["name"] == advert["title"]
    assert product["description"] == advert["description"]
    assert product["image"] == advert["images"]
    assert product["offers"]["price"] == advert["price"]
    assert product["offers"]["priceCurrency"] == advert["currency"]
    assert text_in(page, "dcf-item-price dcf-price") == advert["price_shown"]
    assert text_in(page, "dcf-meta") == f"Posted: {advert['posted_shown']}"
    assert text_in(page, "dcf-eyebrow").startswith(f"{advert['location']} · ") == bool(
        advert["location"]
    )
    if advert["seller"]:
        assert text_in(page, "dcf-contact__value") == advert["seller"]
    else:
        assert "dcf-contact" not in page


def test_photos_are_there_and_differ(board):
    urls = [url for advert in board.truth for url in advert["images"]][:10]
    photos = set()
    for url in urls:
        with urlopen(url, timeout=30) as response:  # noqa: S310 - an address of ours
            assert response.headers["Content-Type"] == "image/jpeg"
            photos.add(response.read())
    assert len(photos) == 10


def test_the_truth_has_the_odd_cases(board):
    def without(field: str) -> list[dict[str, Any]]:
        return [advert for advert in board.truth if not advert[field]]

    assert len(without("location")) == 16
    assert without("seller")
    assert without("images")
    titles = {advert["title"] for advert in board.truth}
    assert len(titles) == 240, "each of the 60 goods is offered twice under the same title"
    assert len({advert["posted_at"] for advert in board.truth}) == 300


def test_one_advert_answers_at_many_addresses(board):
    """Only the number counts; and the canonical link repeats whatever was asked for."""
    advert = board.truth[0]
    page = get(urljoin(board.base_url, "/1-anything-else/"))
    assert f'<link rel="canonical" href="{board.base_url}1-anything-else/"/>' in page
    assert f'<meta property="og:url" content="{advert["url"]}"/>' in page
    assert advert["title"] in unescape(page)


def test_robots_txt_has_an_empty_line_after_the_user_agent(board):
    lines = get(urljoin(board.base_url, "/robots.txt")).splitlines()
    assert lines[:2] == ["User-agent: *", ""]
    assert "Disallow: /user/" in lines[2:]


def test_the_sitemap_names_example_com_until_told_otherwise(board, own_domain_board):
    def addresses(base_url: str) -> list[str]:
        return re.findall(r"<loc>(.*?)</loc>", get(urljoin(base_url, "/sitemap.xml")))

    shipped = addresses(board.base_url)
    assert len(shipped) == 314, "300 adverts and 14 groups"
    assert all(url.startswith("http://example.com/") for url in shipped)
    told = addresses(own_domain_board.base_url)
    assert {advert["url"] for advert in own_domain_board.truth} < set(told)


def test_a_page_past_the_last_is_not_there(board):
    with pytest.raises(HTTPError, match="404"):
        get(urljoin(board.base_url, "/group/1-antiques/?page=99"))
