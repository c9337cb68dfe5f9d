"""Where cookies are sent, and what becomes of those that a site sets."""

from __future__ import annotations

from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from names import looked_up, watching
from patrol import Patrol
from scrapy import Request
from scrapy.http import Response
from shop import fill
from web import Page, Web

from crawler.config.cookie_file import read_cookies
from crawler.frontier.cookies import CookiesMiddleware

TEXT = """\
.market.example\tTRUE\t/\tFALSE\t0\twide\t1
market.example\tFALSE\t/\tFALSE\t0\tnarrow\t1
.market.example\tTRUE\t/\tTRUE\t0\tsafe\t1
.market.example\tTRUE\t/shop\tFALSE\t0\tshop\t1
"""


@pytest.fixture
def cookies(tmp_path: Path) -> CookiesMiddleware:
    file = tmp_path / "cookies.txt"
    file.write_text(TEXT)
    return CookiesMiddleware(read_cookies(file, {"market.example"}))


def sent(cookies: CookiesMiddleware, url: str, jar: int = 0) -> set[str]:
    request = Request(url, meta={"cookiejar": jar})
    cookies.process_request(request)
    return set(SimpleCookie((request.headers.get("Cookie") or b"").decode()))


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://market.example/", {"wide", "narrow", "safe"}),
        ("http://market.example/", {"wide", "narrow"}),
        ("https://www.market.example/shop/1", {"wide", "safe", "shop"}),
        ("https://market.example.org/shop", set()),
        ("https://notmarket.example/shop", set()),
        ("http://127.0.0.1/", set()),
    ],
)
def test_cookies_go_where_their_rules_say(
    cookies: CookiesMiddleware, url: str, names: set[str]
) -> None:
    assert sent(cookies, url) == names


def test_what_the_site_sets_counts_until_the_next_login(cookies: CookiesMiddleware) -> None:
    url = "http://market.example/"
    request = Request(url, meta={"cookiejar": 1})
    said = {"Set-Cookie": ["sid=1; Path=/", "wide=; Max-Age=0; Domain=market.example; Path=/"]}
    cookies.process_response(request, Response(url, headers=said))
    assert sent(cookies, url, jar=1) == {"narrow", "sid"}
    assert sent(cookies, url, jar=2) == {"wide", "narrow"}


def test_no_third_party_hears_of_a_cookie(patrol: Patrol, web: Web) -> None:
    fill(web, 1)
    web.pages["/"] = Page(str(web.pages["/"]), headers={"Set-Cookie": "sid=1; Domain=127.0.0.1"})
    patrol.configure(web)
    assert patrol.sweep(env=watching(patrol.folder)).site["verdict"] == "healthy"
    assert looked_up(patrol.folder) == set()
