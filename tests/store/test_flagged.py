"""What the analyst gets to see, and with which judgement."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.items import Decision, Level
from crawler.store.flagged import EVERY_TRAY, Wanted, flagged, sites
from crawler.store.schema import judgements

EVENING = datetime(2026, 11, 3, 22, 0, tzinfo=UTC)


@pytest.fixture
def market(books, make):
    """Six adverts: three flagged, one in another tray, one of no level, one on another site."""
    books.see(
        make.scored(1, score=60, level=Level.REVIEW),
        make.scored(2, score=90, level=Level.URGENT, category="drugs"),
        make.scored(3, score=30, level=Level.WATCH),
        make.scored(4, score=95, level=Level.URGENT, tray="wanted"),
        make.scored(5, score=0, level=Level.NONE, category="", matches=(), reasons=()),
    )
    books.see(
        make.scored(6, score=60, level=Level.REVIEW, fields={"site": "zolder"}),
        now=EVENING + timedelta(days=2),
    )
    return books


def numbers(books, **wanted):
    with books.database.read() as connection:
        rows = list(flagged(connection, Wanted(**wanted)))
    return [int(row["url"].rpartition("/")[2]) for row in rows]


def judge(books, listing, decision, *, note=None, minutes=0):
    with books.database.write() as connection:
        connection.execute(
            judgements.insert().values(
                listing=listing, decision=decision, note=note, judged_by="ann",
                judged_at=EVENING + timedelta(minutes=minutes),
            )
        )  # fmt: skip


def test_flagged_listings_come_highest_first(market):
    assert numbers(market) == [2, 1, 6, 3]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"level": Level.REVIEW}, [2, 1, 6]),
        ({"level": Level.URGENT}, [2]),
        ({"level": Level.NONE}, [2, 1, 6, 3, 5]),
        ({"tray": "wanted"}, [4]),
        ({"tray": EVERY_TRAY, "level": Level.URGENT}, [4, 2]),
        ({"tray": EVERY_TRAY, "level": Level.NONE}, [4, 2, 1, 6, 3, 5]),
        ({"sites": ("zolder",)}, [6]),
        ({"sites": ("zolder", "attic")}, [2, 1, 6, 3]),
        ({"categories": ("drugs",)}, [2]),
        ({"since": EVENING}, [2, 1, 6, 3]),
        ({"since": EVENING + timedelta(seconds=1)}, [6]),
        ({"judgements": (Decision.UNREVIEWED,)}, [2, 1, 6, 3]),
        ({"judgements": (Decision.CONFIRMED,)}, []),
    ],
)
def test_each_filter_leaves_out_what_it_says(market, wanted, expected):
    assert numbers(market, **wanted) == expected


def test_the_latest_judgement_counts(market, make):
    listing = make.sighting(1).id
    judge(market, listing, "unsure")
    judge(market, listing, "confirmed", note="seen at customs", minutes=5)
    judge(market, make.sighting(3).id, "dismissed")
    assert numbers(market, judgements=(Decision.CONFIRMED,)) == [1]
    assert numbers(market, judgements=(Decision.UNSURE,)) == []
    assert numbers(market, judgements=(Decision.UNREVIEWED, Decision.DISMISSED)) == [2, 6, 3]
    with market.database.read() as connection:
        [row] = flagged(connection, Wanted(judgements=(Decision.CONFIRMED,)))
    assert (row["judgement"], row["judged_by"], row["note"]) == (
        "confirmed", "ann", "seen at customs",
    )  # fmt: skip
    assert row["judged_at"] == EVENING + timedelta(minutes=5)


def test_a_row_tells_the_listing_and_why(market):
    with market.database.read() as connection:
        row = next(flagged(connection, Wanted()))
    assert (row["title"], row["category"], row["score"], row["level"], row["country"]) == (
        "Advert 2", "drugs", 90, "urgent", "BE",
    )  # fmt: skip
    assert row["judgement"] == "unreviewed"
    assert row["first_seen"] == EVENING
    assert row["matches"][0]["text"] == "Ivory"


def test_more_listings_than_are_fetched_at_once(books, make):
    books.see(*(make.scored(number) for number in range(1_201)))
    assert sorted(numbers(books)) == list(range(1_201))


def test_the_sites_that_are_stored(market):
    with market.database.read() as connection:
        assert sorted(sites(connection)) == ["attic", "zolder"]
