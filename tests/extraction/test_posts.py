"""Posts of social networks, and what is asked in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crawler.extraction import Kind, Page, asking, price, read
from crawler.extraction.currency import Where

BRITAIN = Where(None, "GB", "en")


@pytest.mark.parametrize(
    ("title", "text", "amount"),
    [
        ("Binoculars", "New they are £240.\n\nPrice: £85 posted (was £95)", "85"),
        ("WTS: binoculars", "Hardly used, £85.", "85"),
        ("Verkaufe Fernglas", "Neupreis 240 €, ich hätte gern 85 € VB.", "85"),
        ("Linocut prints for sale!", "A4, edition of 30, £22 plus £4 post.", "22"),
        ("Bike", "asking $300 obo, paid $900 for it", "300"),
    ],
)
def test_what_is_asked(title: str, text: str, amount: str) -> None:
    assert price.parse(asking.find(title, text, BRITAIN), where=BRITAIN).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Best headphones under $200?", "I paid $150 for mine."),
        ("WTS: two lots", "Lot one £40, lot two £60."),
        ("Trip report", "The ferry was £30 and the meal £45."),
        ("For sale", "Make me an offer."),
    ],
)
def test_what_nobody_asks(title: str, text: str) -> None:
    assert asking.find(title, text, BRITAIN) == ""


SHOWN = """<html><head><meta property=og:title content='x'></head><body>
<article data-testid=tweet><div data-testid=User-Name><a href=/ada>Ada Quill</a><a>@ada</a></div>
<div data-testid=tweetText>Selling a fountain pen, €40 posted.</div>
<time datetime=2026-05-01T10:00:00Z>1 May</time>
<div data-testid=tweetPhoto><img src=https://pics.example/media/pen1.jpg></div></article>
<article data-testid=tweet><div data-testid=User-Name><a>Bob</a></div>
<div data-testid=tweetText>Would you take €20?</div></article>
</body></html>"""
TOLD = """<html><head><meta property=og:title content='Ada Quill (@ada.example)'>
<meta property=og:description content='For sale: fountain pen, asking €40'>
<meta property=og:image content='https://pics.example/avatar/1.jpg'></head>
<body><div id=root></div><noscript>bsky</noscript><script src=/a.js></script></body></html>"""


def post(url: str, html: str) -> tuple[str, str | None, Decimal | None, int]:
    reading = read(Page(url, html.encode()), "net")
    assert reading.kind is Kind.POST
    (found,) = reading.listings
    listing = found.listing
    return listing.title, listing.seller, listing.price, len(listing.images)


def test_a_post_is_its_first_writers() -> None:
    found = post("https://net.example/ada/status/991", SHOWN)
    assert found == ("Selling a fountain pen, €40 posted.", "Ada Quill", Decimal(40), 1)


def test_a_post_that_scripts_draw_is_read_from_what_it_tells() -> None:
    found = post("https://net.example/profile/ada.example/post/3kx", TOLD)
    assert found == ("For sale: fountain pen, asking €40", "Ada Quill", Decimal(40), 0)
