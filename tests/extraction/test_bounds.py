"""Monstrous pages end within bounds, whatever they give."""

from __future__ import annotations

import time

import pytest

from crawler.extraction import Page, Selectors, canonical, identity, listing_links, read

URL = "https://shop.example/ad/12345"
SELECTORS = Selectors.compile(
    {"listing": "a.card::attr(href)", "title": "h1", "price": ".price", "description": ".text"}
)
LD = b'<script type="application/ld+json">'
PAGES = {
    "50 MB of text": b"<h1>Vase</h1>" + b"lorem ipsum " * (50 * 2**20 // 12),
    "50 MB of elements": b"<h1>Vase</h1>" + b"<p>lorem <a href=/x>y</a></p>" * (50 * 2**20 // 29),
    "60,000 nested elements": b"<div>" * 60_000 + b"x" + b"</div>" * 60_000,
    "60,000 nested prices": b"<h1>x</h1>" + b"<b class=price>" * 60_000 + b"45 EUR",
    "60,000 nested objects": LD + b'{"@type":"Product","name":"x","a":' * 60_000,
    "60,000 nested lists": LD + b"[" * 60_000 + b"]" * 60_000,
    "20,000 scripts": (LD + b'{"@type":"Product","name":"x"}</script>') * 20_000,
    "broken JSON": LD + b'{"@type":"Product",,"a":"' + b"a,]\\" * 500_000,
    "60,000 nested microdata": b"<div itemscope itemprop=a>" * 60_000,
    "100,000 meta elements": b"<meta property=og:image content=x>" * 100_000,
    "300,000 attributes": b"<a " + b"".join(b"b%d=c " % n for n in range(300_000)) + b">",
    "100,000 cards": b"".join(b"<p><a class=card href=/%d>x</a></p>" % n for n in range(100_000)),
    "60 KB of nonsense in a price": b"<h1>x</h1><p class=price>" + b"9a," * 20_000,
    "a title of 4 MB": b"<title>" + b"a | " * 1_000_000,
    "NUL": b"\0" * 5_000_000,
    "no character": b"\xff" * 5_000_000,
    "open tags": b"<" * 5_000_000,
    "nothing": b"",
    "white space": b"  \n",
    "a PDF": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3",
}


@pytest.mark.parametrize("name", PAGES)
def test_it_ends_within_bounds(name: str) -> None:
    started = time.process_time()
    page = Page(URL, PAGES[name])
    reading = read(page, "shop", SELECTORS)
    listing_links(page, SELECTORS)
    for found in reading.listings:
        identity(page, found.listing)
        assert found.listing.price is None
    assert time.process_time() - started < 5


def test_pictures_inside_a_page_saved_by_hand_do_not_cut_off_its_text() -> None:
    picture = b"<img src='data:image/png;base64," + b"A" * (20 * 2**20) + b"'>"
    page = Page(URL, b"<h1>Old vase</h1>" + picture + "<p class=price>45 €</p>".encode())
    assert read(page, "shop", SELECTORS).listings[0].listing.price == 45


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/an-advert-with-an-address-of-many-words/12345.html?a=1",
        "https://shop.example/" + "a" * 4_000 + "?",
        "https://shop.example/" + "a/" * 2_000 + "?",
        "https://" + "a." * 2_000 + "/?",
        "https://shop." + "1" * 4_000 + "/",
    ],
)
def test_an_address_that_is_not_canonical_yet_is_so_at_once(url: str) -> None:
    started = time.process_time()
    canonical(url)
    assert time.process_time() - started < 0.5
