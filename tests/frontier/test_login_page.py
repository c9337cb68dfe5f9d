"""Which addresses a site sends strangers to."""

from __future__ import annotations

import pytest

from crawler.frontier.login_page import is_same_page, leads_to_login


@pytest.mark.parametrize(
    "url",
    [
        "https://market.example/login",
        "https://market.example/users/sign_in?back=%2F",
        "https://market.example/wp-login.php?redirect_to=x",
        "https://market.example/forum/ucp.php?mode=login&redirect=x",
        "https://market.example/index.php?action=login",
        "https://market.example/en/account/signin/",
        "https://market.example/kunden/anmelden",
        "https://market.example/customer/account/logon.aspx",
    ],
)
def test_login_pages(url: str) -> None:
    assert leads_to_login(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://market.example/advert/login-table-oak",
        "https://market.example/sign-in-oak-frame",
        "https://market.example/blogin",
        "https://market.example/search?q=login",
        "https://market.example/designing-chairs",
        "https://login.market.example/adverts",
    ],
)
def test_other_pages(url: str) -> None:
    assert not leads_to_login(url)


@pytest.mark.parametrize(
    ("url", "login", "same"),
    [
        ("/members?back=1", "/members", True),
        ("/ucp.php?mode=in&sid=1", "/ucp.php?mode=in", True),
        ("/ucp.php?mode=out", "/ucp.php?mode=in", False),
        ("/?advert=gone", "/", False),
        ("/?members=1&x=2", "/?members=1", True),
        ("/other", "/members", False),
    ],
)
def test_the_configured_login_page(url: str, login: str, same: bool) -> None:
    home = "https://market.example"
    assert is_same_page(home + url, home + login) is same
