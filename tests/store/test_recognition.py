"""New, unchanged, changed or back: what a listing is, compared with what is stored of it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from crawler.items import Change, State
from crawler.store.recognition import differences, recognise

KNOWN = {
    "state": "unchanged",
    "last_sweep": 4,
    "title": "Advert 1",
    "price": Decimal("20"),
    "currency": "EUR",
    "description": None,
    "images": ["https://img.example/1.jpg?sig=aa"],
    "availability": None,
}


@pytest.fixture
def seen(make):
    images = ("https://img.example/1.jpg?sig=aa",)
    return make.sighting(price=Decimal("20"), currency="EUR", images=images)


def altered(seen, **fields):
    return replace(seen, listing=replace(seen.listing, **fields))


def test_what_is_not_known_is_new(seen):
    assert recognise(seen, None, 5).state is State.NEW


def test_what_says_the_same_is_unchanged(seen):
    found = recognise(seen, KNOWN, 5)
    assert (found.state, found.changes, found.again) == (State.UNCHANGED, (), False)


def test_what_says_something_else_is_changed(seen):
    found = recognise(altered(seen, price=Decimal("15")), KNOWN, 5)
    assert found.state is State.CHANGED
    assert found.changes == (Change("price", "20", "15"),)


def test_what_had_gone_is_back_with_its_changes(seen):
    found = recognise(altered(seen, title="Again"), {**KNOWN, "state": "gone"}, 5)
    assert found.state is State.BACK
    assert found.changes == (Change("title", "Advert 1", "Again"),)


def test_what_this_sweep_has_met_before_keeps_its_state(seen):
    found = recognise(altered(seen, title="Other"), {**KNOWN, "state": "new"}, 4)
    assert (found.state, found.again, found.changes) == (State.NEW, True, ())


def test_an_import_is_never_a_second_meeting(seen):
    assert recognise(seen, {**KNOWN, "last_sweep": None}, None).again is False


@pytest.mark.parametrize(
    "images",
    [
        ("https://img.example/1.jpg?sig=bb",),
        ("https://IMG.example/1.jpg",),
    ],
)
def test_a_new_signature_on_a_photo_is_no_change(seen, images):
    assert list(differences(KNOWN, altered(seen, images=images).listing)) == []


def test_another_photo_is_a_change(seen):
    [change] = differences(KNOWN, altered(seen, images=("https://img.example/2.jpg",)).listing)
    assert change.after == "https://img.example/2.jpg"


def test_an_amount_written_with_other_decimals_is_no_change(seen):
    assert list(differences(KNOWN, altered(seen, price=Decimal("20.00")).listing)) == []
