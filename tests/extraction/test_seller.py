"""Who offers it: by name, by label, by link, and the shop itself where it sells its own goods."""

from __future__ import annotations

import pytest

from crawler.extraction import Page, read

ITEM = "<h1>Brass lamp</h1><p class=price>45 €</p>"


def seller(body: str, head: str = "") -> tuple[str | None, str | None]:
    html = f"<html lang=en><head><title>Brass lamp</title>{head}</head><body>{body}</body></html>"
    (found,) = read(Page("https://board.example/item/7", html.encode()), "board").listings
    return found.listing.seller, found.listing.seller_url


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("<div class=seller-info><a href=/user/7>lampman</a> (124)</div>", "lampman"),
        ("<aside><p class='user-card'><b class=username>lampman</b></p></aside>", "lampman"),
        ("<dl><dt>Sold by</dt><dd>Lamp & Son</dd></dl>", "Lamp & Son"),
        ("<p>Sold by: <a href=/s/9>Lamp & Son</a> Contact seller</p>", "Lamp & Son"),
        ("<div data-testid=seller-name>lampman</div>", "lampman"),
        ("<div class=ProfileBox><b>by</b> <a href=/member/77-lampman>lampman</a></div>", "lampman"),
        ("<div class=x><a href=/shop/LampAndSon>LampAndSon</a></div>", "LampAndSon"),
        ("<div class=seller-info><p class=seller-name>Анна</p><p>Частное лицо</p></div>", "Анна"),
        ("<table><tr><td>出品者</td><td>lamp_jp</td></tr></table>", "lamp_jp"),
    ],
)  # fmt: skip
def test_names(markup: str, name: str) -> None:
    assert seller(ITEM + markup)[0] == name


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=seller-actions><a href=/msg>Contact seller</a></div>",
        "<h2>Best sellers</h2><div class=best-sellers><a href=/p/8>Copper lamp</a></div>",
        "<div class=reviews><span class=username>happy buyer</span></div>",
        "<footer><a href=/user/login>Log in</a></footer>",
        "<p>Follow us: <a href=https://video.example/user/lampfilms>Films</a></p>",
    ],
)
def test_nobody_is_made_up(markup: str) -> None:
    assert seller(ITEM + markup)[0] is None


def test_the_sellers_own_page() -> None:
    found = seller(ITEM + "<div class=seller-info><a href=/user/7>lampman</a></div>")
    assert found == ("lampman", "https://board.example/user/7")


def test_a_shop_with_a_cart_sells_its_own_goods() -> None:
    head = "<meta property=og:site_name content='Lamp & Son'>"
    cart = "<form action=/cart/add><button>Add to cart</button></form>"
    assert seller(ITEM + cart, head)[0] == "Lamp & Son"


def test_a_board_is_not_the_seller() -> None:
    head = "<meta property=og:site_name content='The Board'>"
    assert seller(ITEM + "<button>Contact seller</button>", head)[0] is None
