"""Which of a page's titles is the advert's."""

from __future__ import annotations

import pytest

from crawler.extraction import Page, read

SHOP = "https://www.old-things.example/ad/12345"
LD = '<script type="application/ld+json">{"@type": "Product", "name": "%s"}</script>'


def title_of(html: str) -> str | None:
    reading = read(Page(SHOP, html.encode()), "shop")
    return reading.listings[0].listing.title if reading.listings else None


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (LD % "Blue vase" + "<h1>Blue vase</h1>", "Blue vase"),
        (
            LD % "Blue vase 1900 - cheap, fast delivery" + "<h1>Blue vase 1900</h1>",
            "Blue vase 1900",
        ),
        (LD % "Blue vase" + "<h1>Old Things</h1>", "Blue vase"),
        (LD % "Blue vase" + "<h1>Our best offers of the week</h1>", "Blue vase"),
        (LD % "Blue vase" + "<h1></h1><h1>Menu</h1>", "Blue vase"),
        (LD % "Tom &amp; Jerry", "Tom & Jerry"),
    ],
)
def test_a_stated_title_is_checked_against_the_headings(html: str, title: str) -> None:
    assert title_of(html) == title


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Blue vase | Old Things", "Blue vase"),
        ("Blue vase - Antiques - OldThings", "Blue vase - Antiques"),
        ("Old Things: Blue vase", "Blue vase"),
        ("Old Things | Blue vase", "Blue vase"),
        ("Blue vase", "Blue vase"),
    ],
)
def test_the_name_of_the_site_is_cut_off(said: str, title: str) -> None:
    html = f"<meta property=og:type content=product><meta property=og:title content='{said}'>"
    html += "<meta property=product:price:amount content=5>"
    assert title_of(html) == title


def test_a_post_without_a_headline_is_called_by_its_first_line() -> None:
    data = (
        '{"@type": "SocialMediaPosting", "articleBody": "Parrots, hand-fed.\\nWrite me.",'
        ' "author": {"name": "birdman"}}'
    )
    html = f'<title>birdman on Chatter</title><script type="application/ld+json">{data}</script>'
    reading = read(Page("https://chatter.example/@birdman/1", html.encode()), "chatter")
    listing = reading.listings[0].listing
    assert reading.kind.value == "post"
    assert (listing.title, listing.seller) == ("Parrots, hand-fed.", "birdman")
    assert listing.description == "Parrots, hand-fed.\nWrite me."
