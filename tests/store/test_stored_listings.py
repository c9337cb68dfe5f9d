"""Listings are recognised, kept with every change, and never doubled."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from crawler.items import Level, Listing, Sighting
from crawler.store import listings, requests
from crawler.store.requests import NewRequest, Outcome, RequestState
from crawler.store.schema import assessments, changes
from crawler.store.schema import listings as table

NIGHT = timedelta(days=1)
EVENING = datetime(2026, 11, 3, 22, 0, tzinfo=UTC)


def test_every_field_comes_back_as_it_was(books):
    listing = Listing(
        site="attic",
        url="https://attic.example/advert/1",
        title="Gravure d'ivoire 象牙 🐘",
        listing_id="0017",
        description="First line\nsecond line",
        price=Decimal("1299.95"),
        currency="EUR",
        price_raw="€ 1.299,95",
        seller="Jan",
        seller_url="https://attic.example/u/jan",
        location="Gent",
        category="Antiek",
        images=("https://attic.example/1.jpg", "https://attic.example/2.jpg"),
        posted_at=datetime(2026, 11, 1, 8, 30, tzinfo=UTC),
        posted_raw="1 november 2026",
        language="nl",
        condition="used",
        availability="in_stock",
        ships_from="BE",
        ships_to="EU",
        attributes=MappingProxyType({"Materiaal": "been"}),
        scraped_at=datetime(2026, 11, 3, 21, 59, tzinfo=UTC),
    )
    books.see(Sighting(listing=listing, identity=listing.url))
    [row] = books.rows(table)
    for field in fields(Listing):
        given = getattr(listing, field.name)
        wanted = list(given) if isinstance(given, tuple) else given
        assert row[field.name] == wanted, field.name


def test_a_new_listing_has_its_dates_its_sweep_and_its_country(books, make):
    books.see(make.sighting())
    [row] = books.rows(table)
    assert (row["state"], row["country"], row["last_sweep"]) == ("new", "BE", books.sweep)
    assert row["first_seen"] == row["last_seen"] == EVENING


def test_the_same_on_the_next_night_is_unchanged_and_not_doubled(books, make):
    books.see(make.sighting())
    books.next_sweep()
    books.see(make.sighting(), now=EVENING + NIGHT)
    [row] = books.rows(table)
    assert row["state"] == "unchanged"
    assert (row["first_seen"], row["last_seen"]) == (EVENING, EVENING + NIGHT)
    assert books.rows(changes) == []


def test_every_change_is_kept_with_before_and_after(books, make):
    books.see(make.sighting(price=Decimal("20.00"), currency="EUR"))
    books.next_sweep()
    lower = make.sighting(title="Advert 1, must go", price=Decimal("12.50"), currency="EUR")
    books.see(lower, now=EVENING + NIGHT)
    [row] = books.rows(table)
    assert (row["state"], row["price"]) == ("changed", Decimal("12.50"))
    found = {each["field"]: (each["before"], each["after"]) for each in books.rows(changes)}
    assert found == {"price": ("20", "12.5"), "title": ("Advert 1", "Advert 1, must go")}
    assert {each["seen_at"] for each in books.rows(changes)} == {EVENING + NIGHT}


def test_an_advert_met_twice_in_one_sweep_is_one_listing_and_no_change(books, make):
    books.see(make.sighting())
    books.see(make.sighting(title="The same behind another address"))
    [row] = books.rows(table)
    assert row["state"] == "new"
    assert books.rows(changes) == []


def test_of_two_sightings_in_one_save_the_later_is_kept(books, make):
    books.see(make.sighting(title="first"), make.sighting(title="second"))
    assert [row["title"] for row in books.rows(table)] == ["second"]


def test_an_import_leaves_the_sweep_and_the_country_of_a_swept_listing(books, make):
    books.see(make.sighting())
    with books.database.write() as connection:
        listings.save(connection, [make.sighting()], sweep=None, country=None, now=EVENING + NIGHT)
    [row] = books.rows(table)
    assert (row["last_sweep"], row["country"]) == (books.sweep, "BE")


def test_the_same_address_on_two_sites_is_two_listings(books, make):
    first = make.sighting()
    second = replace(first, listing=replace(first.listing, site="other"))
    books.see(first, second)
    assert len(books.rows(table)) == 2


def test_an_assessment_is_replaced_not_added(books, make):
    books.see(make.scored(score=60))
    books.next_sweep()
    books.see(make.scored(score=90, level=Level.URGENT))
    [row] = books.rows(assessments)
    assert (row["score"], row["level"], row["rank"], row["flagged"]) == (90, "urgent", 3, True)
    assert row["matches"][0]["term"] == "ivory"
    assert row["reasons"] == ["Ivory in the title"]


def test_only_what_is_stored_is_known(books, make):
    stored, other = make.sighting(1), make.sighting(2)
    books.see(stored)
    with books.database.read() as connection:
        found = listings.known(connection, [stored.id, other.id])
    assert set(found) == {stored.id}
    assert found[stored.id]["title"] == "Advert 1"
    assert found[stored.id]["last_sweep"] == books.sweep


def test_a_listing_is_gone_if_its_record_is_which_has_another_address(books, make):
    books.see(make.sighting(1), make.sighting(2))
    books.next_sweep()
    gone = {"listing": make.sighting(1).listing.url}
    asked = [NewRequest(url="https://attic.example/api/1", callback="parse", arguments=gone),
             NewRequest(url="https://attic.example/api/2", callback="parse")]  # fmt: skip
    with books.database.write() as connection:
        requests.add(connection, books.sweep, asked)
        leased = requests.lease(connection, books.sweep, 2, now=1.0)
        ended = [Outcome(row.id, RequestState.DONE, "HTTP 404") for row in leased]
        requests.settle(connection, ended)
        assert listings.mark_absent(connection, "attic", books.sweep, ("HTTP 404",)) == 1
    states = {row["url"]: row["state"] for row in books.rows(table)}
    assert sorted(states.values()) == ["gone", "unknown"]
    assert states[gone["listing"]] == "gone"
