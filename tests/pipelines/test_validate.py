from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from scrapy.exceptions import DropItem

from crawler.frontier.ledger import Ledger
from crawler.items import Sighting
from pipelines.validate import Validate

Read = Callable[..., Sighting]
Settle = Callable[[Ledger, Sighting], None]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"title": ""}, "no_title"),
        ({"title": " \n\t\u00a0"}, "no_title"),
        ({"url": "mailto:ann@shop.example"}, "no_address"),
        ({"url": ""}, "no_address"),
        ({"url": "javascript:alert(1)"}, "no_address"),
    ],
)
def test_what_can_be_no_advert_is_dropped_and_counted(
    ledger: Ledger, read_page: Read, settle: Settle, fields: dict[str, str], why: str
) -> None:
    seen = read_page(ledger, **fields)
    with pytest.raises(DropItem, match=why):
        Validate(ledger).process_item(seen)
    settle(ledger, seen)
    assert ledger.counts == {f"listing/dropped/{why}": 1}


def test_an_ordinary_advert_goes_on_as_it_is(
    ledger: Ledger, read_page: Read, settle: Settle
) -> None:
    seen = read_page(ledger, price=Decimal("12.50"), description="Oak.\nVery old.")
    assert Validate(ledger).process_item(seen) == seen
    settle(ledger, seen)
    assert ledger.counts == {}


def test_what_no_database_holds_is_replaced(ledger: Ledger, read_page: Read) -> None:
    seen = read_page(
        ledger,
        title="Oak\x00chair \ud800",
        description="x" * 1_000_000,
        price=Decimal("9" * 60_000),
        price_raw="9" * 60_000,
        attributes={"Wood\x00": "Oak\udfff"},
    )
    listing = Validate(ledger).process_item(seen).listing
    assert listing.title == "Oak\ufffdchair \ufffd"
    assert listing.description == "x" * 1_000_000
    assert listing.price is None
    assert listing.price_raw == "9" * 60_000
    assert dict(listing.attributes) == {"Wood\ufffd": "Oak\ufffd"}
