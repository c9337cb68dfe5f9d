"""Which addresses a site sends strangers to."""

from __future__ import annotations

import pytest

from crawler.frontier.membership import leads_to_login


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
