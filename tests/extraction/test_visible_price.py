"""The price that a reader sees."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crawler.extraction import Hints, Page, read

EURO = Hints(currency="EUR")
CARDS = "".join(
    f"<li><a href=/ad/{n}><img src=/{n}.jpg>Other lamp {n}</a><b class=price>{n} €</b></li>"
    for n in (10, 11, 12, 13)
)


def price_of(html: str) -> Decimal | None:
    page = Page("https://shop.example/ad/99", f"<body><h1>Lamp</h1>{html}".encode())
    found = read(page, "shop", None, EURO, expected=True).listings
    return found[0].listing.price if found else None


@pytest.mark.parametrize(
    ("html", "amount"),
    [
        ("<p class=price>45 €", "45"),
        ("<p>Nice.</p><p>€ 45,50</p>", "45.50"),
        ("<div class=product-price><span>€</span><span>45</span><sup>50</sup></div>", "45.50"),
        ("<div class=price>45<span class=cents>50</span> €</div>", "45.50"),
        ("<div class=price><del>€ 60</del> <ins>€ 45</ins></div>", "45"),
        ("<div class=price><span class=old-price>€ 60</span> € 45</div>", "45"),
        ("<span class=price-old>€ 60</span><span class=price>€ 45</span>", "45"),
        ("<p class=prices>€ 60 <b class=price-now>€ 45</b></p>", "45"),
        ("<p class=price data-currency=EUR>45</p>", "45"),
        (f"<ul class=similar>{CARDS}</ul><p class=price>45 €", "45"),
        ("<header><span class=price>0,00 €</span></header><p class=price>45 €", "45"),
        ("<div class=cart-total><b class=price>99 €</b></div><p class=price>45 €", "45"),
    ],
)
def test_the_adverts_own_price(html: str, amount: str) -> None:
    assert price_of(html) == Decimal(amount)


@pytest.mark.parametrize(
    "html",
    [
        "<p class=price>on request",
        "<p class=price>from 45 €",
        "<p class=price>45 € - 60 €",
        "<p class=price>45 €/month",
        "<p class=price>€ 60 € 45",
        "<p class=price>120 products",
        "<p>Shipping: € 5</p>",
        "<nav><b class=price>45 €</b></nav>",
        f"<ul class=similar>{CARDS}</ul>",
        "<p>The company was sold for € 45 million to a group of investors yesterday.</p>",
    ],
)
def test_no_price_is_made_up(html: str) -> None:
    assert price_of(html) is None
