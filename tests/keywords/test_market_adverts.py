"""The bundled market: what should be flagged is, and nothing else, on either night."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.config import Config
from crawler.demo import market
from crawler.items import Listing
from crawler.lexicon import load
from crawler.matching import Circumstances, Matcher, read_rates

MATCHER = Matcher(load(Path(__file__).parents[2] / "keywords").lexicon, Config().levels)


def flagged(title: str, description: str, price: Decimal | None, currency: str | None) -> bool:
    listing = Listing(
        site="market",
        url="urn:patrol:market:1",
        title=title,
        description=description,
        price=price,
        currency=currency,
    )
    return MATCHER.assess(listing, Circumstances(date(2026, 11, 22), read_rates())).flagged


@pytest.mark.parametrize("night", [1, 2])
def test_what_is_flagged_is_what_should_be(night: int) -> None:
    adverts = market(night).adverts
    found = {
        advert.title
        for advert in adverts
        if flagged(advert.title, advert.description, advert.price, advert.currency)
    }
    assert found == {advert.title for advert in adverts if advert.suspect}
