"""Pages of results: where they lead, and that adverts are not taken for them."""

from __future__ import annotations

from crawler.extraction import Kind, Page, Selectors, listing_links, next_links, read

URL = "https://shop.example/list?page=2"
SELECTORS = Selectors.compile(
    {"listing": "a.card::attr(href)", "next": "a.next", "title": "h1", "price": ".price"}
)
CARDS = "".join(
    f"<li><a class=card href='/ad/{n}#top'>Vase {n}</a><b class=price>{n} €</b></li>"
    for n in (10, 11, 12, 10)
)


def test_links_are_absolute_and_each_once() -> None:
    page = Page(URL, f"<base href='https://cdn.example/x/'><ul>{CARDS}</ul>".encode())
    assert listing_links(page, SELECTORS) == [
        "https://cdn.example/ad/10",
        "https://cdn.example/ad/11",
        "https://cdn.example/ad/12",
    ]


def test_an_element_stands_for_its_link_and_other_schemes_are_left_out() -> None:
    page = Page(
        URL,
        b"<li class=x><a href=/ad/1>1</a></li><a href=/ad/2><b class=x>2</b></a>"
        b"<li class=x><a href='javascript:go(3)'>3</a></li><li class=x>4</li>",
    )
    selectors = Selectors.compile({"listing": ".x"})
    assert listing_links(page, selectors) == [
        "https://shop.example/ad/1",
        "https://shop.example/ad/2",
    ]


def test_the_next_page() -> None:
    html = b"<a class=next href='?page=3'>more</a><link rel=next href='?page=9'>"
    assert next_links(Page(URL, html), SELECTORS) == ["https://shop.example/list?page=3"]
    assert next_links(Page(URL, html), None) == ["https://shop.example/list?page=9"]
    assert next_links(Page(URL, b"<a rel='nofollow next' href='?page=3'>"), None)
    assert next_links(Page(URL, b"<a class=next href='?page=2'>"), SELECTORS) == []
    assert next_links(Page(URL, b"<p>the next one"), None) == []


def test_a_page_of_results_is_no_advert() -> None:
    reading = read(Page(URL, f"<h1>Vases</h1><ul>{CARDS}</ul>".encode()), "shop", SELECTORS)
    assert reading.kind is Kind.SEARCH
    assert len(reading.links) == 3


def test_an_advert_with_similar_adverts_is_an_advert() -> None:
    html = f"<h1>Old vase</h1><b class=price>99 €</b><h2>Similar</h2><ul>{CARDS}</ul>"
    reading = read(Page("https://shop.example/ad/9", html.encode()), "shop", SELECTORS)
    assert reading.kind is Kind.ITEM
    assert reading.listings[0].listing.price == 99
