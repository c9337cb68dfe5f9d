"""Selectors are proposed where pages state nothing, and only if they give the right value."""

from __future__ import annotations

import pytest

from crawler.demo.nights import market
from crawler.demo.pages import Pages
from crawler.demo.truth import Markup
from crawler.extraction import Hints, Page, Selectors, read
from crawler.proposing.links import alike, listing_selector
from crawler.proposing.selecting import samples, selectors

BASE = "http://127.0.0.1:8700"
MARKET = market(1)
PAGES = Pages(MARKET, BASE)


def page(number: int, body: str) -> Page:
    html = f"<html lang=en><body><main>{body}</main><footer>Old Quay Ltd</footer></body></html>"
    return Page(f"https://board.example/item/{number}", html.encode())


def chosen(*bodies: str) -> dict[str, str]:
    pages = [page(number, body) for number, body in enumerate(bodies)]
    return selectors(samples(pages, Hints()), Hints())


def test_the_market_is_read_wholly_by_what_three_of_its_pages_show() -> None:
    plain = [each for each in MARKET.adverts if each.markup is Markup.PLAIN][:3]
    shown = [Page(BASE + each.path, PAGES.advert(each).encode()) for each in plain]
    found = Selectors.compile(selectors(samples(shown, Hints()), Hints()))
    right = 0
    for advert in MARKET.adverts:
        each = Page(BASE + advert.path, PAGES.advert(advert).encode())
        (read_off,) = read(each, "market", found, Hints(), expected=True).listings
        listing = read_off.listing
        said = (listing.title, listing.price, listing.seller)
        right += said == (advert.title, advert.price, advert.seller.name)
    assert right >= 0.99 * len(MARKET.adverts)


def test_nothing_is_proposed_for_what_the_pages_state() -> None:
    stated = [each for each in MARKET.adverts if each.markup is Markup.JSON_LD][:3]
    shown = [Page(BASE + each.path, PAGES.advert(each).encode()) for each in stated]
    proposed = selectors(samples(shown, Hints()), Hints())
    assert {"title", "price", "seller"}.isdisjoint(proposed)


def test_what_is_the_same_on_every_page_is_the_frames() -> None:
    offer = '<h1>Oak {0}</h1><p class="cost">€ {1}</p><p class="seller-name">Old Quay Ltd</p>'
    proposed = chosen(*(offer.format(what, price) for what, price in [("chair", 5), ("desk", 80)]))
    assert proposed.get("price") == ".cost"


def test_names_that_a_program_made_up_are_not_used() -> None:
    offer = '<h1>Oak {0}</h1><p class="css-1x2y3z price">€ {1}</p>'
    proposed = chosen(offer.format("chair", 5), offer.format("desk", 80))
    assert proposed["price"] == ".price"


def test_a_name_that_finds_two_elements_is_none() -> None:
    offer = '<h1>Oak {0}</h1><p class="price main">€ {1}</p><aside><p class="price">€ 9</p></aside>'
    proposed = chosen(offer.format("chair", 5), offer.format("desk", 80))
    assert proposed["price"] == ".main"


def test_a_value_behind_a_label() -> None:
    offer = "<h1>Oak {0}</h1><p class=price>€ 5</p><dl><dt>Seller</dt><dd>{1}</dd></dl>"
    proposed = chosen(offer.format("chair", "Ann of Kent"), offer.format("desk", "Bo Dale"))
    assert "dt" in proposed["seller"] or "dd" in proposed["seller"]


@pytest.mark.parametrize(
    "menu", ["", "<nav>" + '<a class="m" href="/m{0}">menu</a>' * 9 + "</nav>"]
)
def test_links_that_are_alike(menu: str) -> None:
    cards = "".join(f'<a class="go" href="/item/{n}">Oak chair {n}</a>' for n in range(5))
    results = page(0, menu + cards + '<a href="/about">About us</a>')
    links = alike(results)
    assert links == [f"https://board.example/item/{n}" for n in range(1, 5)]
    assert listing_selector(page(9, cards), [f"https://board.example/item/{n}" for n in range(5)])
