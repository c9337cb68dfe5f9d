"""State objects that a page's program is given."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from crawler.extraction import Found, Page, read

ITEM = {
    "id": 9,
    "title": "Old vase",
    "price": {"amount": "45.0", "currency_code": "EUR"},
    "user": {"id": 3, "login": "jan77"},
    "photos": [{"id": 1, "url": "https://img.example/1.jpg"}, {"url": "https://img.example/2.jpg"}],
    "location": {"city": "Gent"},
}
OTHER = {"title": "Bowl", "price": {"amount": "5.0", "currency_code": "EUR"}}


def found(script: str) -> Found | None:
    html = f"<title>Old vase</title><h1>Old vase</h1><button>Buy now</button>{script}"
    listings = read(Page("https://shop.example/items/9", html.encode()), "shop").listings
    return listings[0] if listings else None


def next_data(item: Any) -> str:
    data = {"props": {"pageProps": {"similar": [OTHER], "item": item}}}
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "script",
    [
        next_data(ITEM),
        f"<script>window.__INITIAL_STATE__ = {json.dumps({'ad': ITEM})};</script>",
        f"<script>window.__STATE__=JSON.parse({json.dumps(json.dumps([OTHER, ITEM]))})</script>",
    ],
)
def test_the_object_with_the_adverts_title_is_read(script: str) -> None:
    advert = found(script)
    assert advert is not None
    listing = advert.listing
    assert (listing.price, listing.currency) == (Decimal("45.0"), "EUR")
    assert (listing.seller, listing.location) == ("jan77", "Gent")
    assert listing.images == ("https://img.example/1.jpg", "https://img.example/2.jpg")
    assert advert.sources["price"] == "state"


@pytest.mark.parametrize(
    "item",
    [
        {**ITEM, "price": 4500},
        {**ITEM, "price": "4500"},
        {**ITEM, "price": {"amount": 45}},
        {**ITEM, "price": None},
        {**ITEM, "price": {"value": {"amount": []}}},
        {**ITEM, "title": "Old vase and bowl"},
        {**ITEM, "price": "45.0", "currency": ["EUR"]},
    ],
)
def test_an_amount_without_its_currency_is_not_believed(item: dict[str, Any]) -> None:
    advert = found(next_data(item))
    assert advert is not None
    assert advert.listing.price is None


@pytest.mark.parametrize("text", ["", "{", "[1, 2", "null", "[" * 5_000, '{"title": 3}'])
def test_anything_else_is_passed_over(text: str) -> None:
    advert = found(f'<script type="application/json">{text}</script>')
    assert advert is not None
    assert advert.listing.price is None
