from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.frontier.ledger import Ledger
from crawler.items import Listing, Sighting
from crawler.store import sweeps
from crawler.store.database import open_database
from crawler.store.requests import NewRequest

ADVERT = "https://shop.example/advert/1"


@pytest.fixture
def new_night(tmp_path: Path) -> Iterator[Callable[[], Ledger]]:
    """Begins another sweep over the shop."""
    database = open_database(f"sqlite:///{tmp_path / 'patrol.db'}")

    def begin() -> Ledger:
        with database.write() as connection:
            sweep = sweeps.begin(connection, "shop", "abc", datetime.now(UTC))
        return Ledger(database, sweep, batch=16)

    yield begin
    database.close()


@pytest.fixture
def ledger(new_night: Callable[[], Ledger]) -> Ledger:
    return new_night()


@pytest.fixture
def read_page() -> Callable[..., Sighting]:
    """Hands out a page and reads an advert on it."""
    numbers = itertools.count()

    def read(ledger: Ledger, **fields: Any) -> Sighting:
        url = fields.pop("url", ADVERT)
        ledger.found(NewRequest(url=f"{ADVERT}?{next(numbers)}", callback="parse"), None)
        (row,) = ledger.lease(1)
        ledger.hand_out(row.id)
        ledger.entered_pipelines(row.id)
        listing = Listing(site="shop", url=url, **{"title": "Oak chair", **fields})
        return Sighting(listing=listing, identity=ADVERT, page=row.id)

    return read


@pytest.fixture
def settle() -> Callable[[Ledger, Sighting], None]:
    """The page has nothing more to give."""

    def end(ledger: Ledger, sighting: Sighting) -> None:
        ledger.left_pipelines(sighting.page)
        ledger.read(sighting.page)
        ledger.commit()

    return end
