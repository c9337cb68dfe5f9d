from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from crawler.frontier.ledger import Ledger
from crawler.items import Change, Sighting, State
from pipelines.recognise import Recognise

Read = Callable[..., Sighting]
Settle = Callable[[Ledger, Sighting], None]
NewNight = Callable[[], Ledger]


def recognise(ledger: Ledger, seen: Sighting) -> Sighting:
    found = Recognise(ledger).process_item(seen)
    ledger.keep(found)
    return found


def test_an_advert_is_new_once(ledger: Ledger, read_page: Read, settle: Settle) -> None:
    first = recognise(ledger, read_page(ledger))
    assert (first.state, first.again) == (State.NEW, False)
    pending = recognise(ledger, read_page(ledger))
    assert (pending.state, pending.again) == (State.NEW, True), "not committed, but known"
    settle(ledger, first)
    settle(ledger, pending)
    committed = recognise(ledger, read_page(ledger))
    assert (committed.state, committed.again) == (State.NEW, True)


@pytest.fixture
def known(ledger: Ledger, read_page: Read, settle: Settle) -> None:
    """An advert that an earlier night has stored."""
    first = read_page(ledger, price=Decimal("12.50"), currency="EUR", images=("https://i/1?k=1",))
    settle(ledger, recognise(ledger, first))


@pytest.mark.usefixtures("known")
def test_the_next_night_it_is_unchanged(new_night: NewNight, read_page: Read) -> None:
    night = new_night()
    same = {"price": Decimal("12.5"), "currency": "EUR", "images": ("https://i/1?k=2",)}
    found = recognise(night, read_page(night, **same))
    assert (found.state, found.changes, found.again) == (State.UNCHANGED, (), False)


@pytest.mark.usefixtures("known")
def test_or_it_says_what_changed(new_night: NewNight, read_page: Read) -> None:
    night = new_night()
    fields = {"price": Decimal(10), "currency": "EUR", "title": "Oak chair, reduced"}
    found = recognise(night, read_page(night, **fields, images=("https://i/1?k=1",)))
    assert found.state is State.CHANGED
    assert set(found.changes) == {
        Change("price", "12.5", "10"),
        Change("title", "Oak chair", "Oak chair, reduced"),
    }


@pytest.mark.usefixtures("known")
def test_another_address_of_the_same_page_is_seen_again(
    new_night: NewNight, read_page: Read
) -> None:
    night = new_night()
    recognise(night, read_page(night, price=Decimal(10)))
    again = recognise(night, read_page(night, price=Decimal(10), url="https://shop.example/x"))
    assert again.again
    assert again.state is State.CHANGED, "as the first address had it"
