"""What each term has cost and given adds up over the nights."""

from __future__ import annotations

from datetime import timedelta

from crawler.store import searches
from crawler.store.searches import Gains, Yield

from .conftest import EVENING


def test_gains_add_up_by_site_and_term(books):
    first = Gains()
    first.add("ivory", Yield(asked_at=EVENING, asked=1, requests=1))
    first.add("ivory", Yield(requests=3, listings=2, new=2, flagged=1))
    first.add("象牙", Yield(requests=1))
    second = {"ivory": Yield(requests=4, listings=1)}
    later = {"ivory": Yield(asked_at=EVENING + timedelta(days=1), asked=1, requests=1)}
    with books.database.write() as connection:
        searches.add(connection, "attic", first.by_term)
        searches.add(connection, "attic", second)
        searches.add(connection, "cellar", later)
        searches.add(connection, "attic", {})
    with books.database.read() as connection:
        attic, cellar = (searches.of_site(connection, name) for name in ("attic", "cellar"))
        some = searches.of_site(connection, "attic", ["ivory"])
    assert attic == {
        "ivory": Yield(asked_at=EVENING, asked=1, requests=8, listings=3, new=2, flagged=1),
        "象牙": Yield(requests=1),
    }
    assert cellar == later
    assert some == {"ivory": attic["ivory"]}
