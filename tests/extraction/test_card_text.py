"""What of a card counts: a change of the advert does, the passing of time does not."""

from __future__ import annotations

import pytest

from crawler.extraction import Entry, Page, Selectors, entries
from crawler.extraction.sign import shows_no_price

BOARD = Selectors.compile({"listing": "li a::attr(href)"})
URL = "https://attic.example/list"


def signs(cards: str, selectors: Selectors | None = BOARD) -> dict[str, str | None]:
    others = "".join(
        f'<li><a href="/a/{n}">Oak chair {n}</a> <b>€ {n}</b></li>' for n in range(90, 96)
    )
    body = f"<html><body><main><ul>{cards}{others}</ul></main></body></html>"
    found: list[Entry] = entries(Page(URL, body.encode(), "text/html; charset=utf-8"), selectors)
    return {each.url.removeprefix("https://attic.example"): each.sign for each in found}


def sign(card: str) -> str:
    found = signs(f"<li>{card}</li>")["/a/1"]
    assert found is not None
    return found


PLAIN = '<a href="/a/1"><img src="/t/1.jpg">Oak chair</a> <b class="price">€ 45</b> <i>{}</i>'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 hours ago", "5 hours ago"),
        ("vor 3 Stunden", "vor 2 Tagen"),
        ("il y a 5 minutes", "il y a 2 jours"),
        ("3 uur geleden", "2 dagen geleden"),
        ("Today 14:32", "Yesterday 14:32"),
        ("heute, 09:10", "gestern, 09:10"),
        ("124 views", "1,250 views"),
        ("seen 57 times", "seen 58 times"),
        ("bekeken: 57", "bekeken: 99"),
        ("👁 просмотров 57", "👁 просмотров 61"),
        ("20 Nov", "21 Nov"),
        ("20.11.2026", "21.11.2026"),
        ('<span class="view-count">57</span>', '<span class="view-count">63</span>'),
        ("<time>57</time>", "<time>58</time>"),
        ("Bids: 2 <!-- 17 -->", "Bids: 2 <!-- 18 -->"),
        ("<script>var seen = 1</script>", "<script>var seen = 2</script>"),
    ],
)
def test_what_moves_by_itself_is_no_change(one: str, other: str) -> None:
    assert sign(PLAIN.format(one)) == sign(PLAIN.format(other))


@pytest.mark.parametrize(
    "changed",
    [
        PLAIN.replace("45", "46"),
        PLAIN.replace("€ 45", "€ 450"),
        PLAIN.replace("Oak chair", "Oak chairs"),
        PLAIN.replace("1.jpg", "2.jpg"),
        PLAIN.replace("</i>", "reserved</i>"),
        PLAIN.replace("</i>", "lot of 7</i>"),
    ],
)
def test_what_the_seller_changed_is_one(changed: str) -> None:
    assert sign(PLAIN.format("new")) != sign(changed.format("new"))


def test_a_price_without_a_sign_counts_wherever_it_stands() -> None:
    card = '<a href="/a/1">Oak chair</a> <span>Prix : {}</span>'
    assert sign(card.format("45")) != sign(card.format("54"))


def test_a_number_in_a_heading_is_part_of_the_name() -> None:
    card = '<a href="/a/1"><h3>Clock of {} days</h3></a> <b>€ 45</b>'
    assert sign(card.format(8)) != sign(card.format(14))


def test_where_the_picture_is_served_from_does_not_matter() -> None:
    card = '<a href="/a/1"><img src="https://cdn{}.example/t/1.jpg?sig={}">Oak chair</a> € 45'
    assert sign(card.format(1, "a")) == sign(card.format(2, "b"))


def test_a_card_without_a_price_says_so() -> None:
    assert shows_no_price(sign('<a href="/a/1">Oak chair number 1</a>'))
    assert not shows_no_price(sign(PLAIN.format("")))
    assert not shows_no_price(sign('<a href="/a/1">Chair</a><b data-testid="ad-price">45</b>'))


def test_a_card_that_is_found_without_selectors_has_a_sign_too() -> None:
    found = signs("<li>" + PLAIN.format("3 hours ago") + "</li>", selectors=None)
    assert found["/a/1"] == sign(PLAIN.format("2 days ago"))


def test_neighbours_and_advertising_are_not_part_of_a_card() -> None:
    ad = '<li class="ad"><a href="https://other.example/{}">Buy now</a></li>'
    card = f"<li>{PLAIN.format('')}</li>"
    assert signs(card + ad.format(1))["/a/1"] == signs(ad.format(2) + card)["/a/1"]


def test_a_link_that_stands_alone_has_no_card() -> None:
    page = Page(URL, b'<html><body><p>Only <a href="/a/1">this</a></p></body></html>', "text/html")
    assert entries(page, Selectors.compile({"listing": "p a::attr(href)"})) == [
        Entry("https://attic.example/a/1", None)
    ]
