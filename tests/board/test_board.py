"""A real board, configured in YAML alone: all 300 adverts are found, once each."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from sqlalchemy import create_engine, select

from crawler.store.schema import listings as listings_table

SITES = Path(__file__).with_name("site.yaml")
BOARD_IN_SITES = "127.0.0.1:8800"
CALENDAR = timedelta(days=3)
"""By which two honest ways of counting back a month can differ."""
MINUTES = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("site", "fixture"), [("attic", "board"), ("attic-sitemap", "own_domain_board")]
)
def test_every_advert_is_found_once_as_its_page_shows_it(site, fixture, request, tmp_path):
    board = request.getfixturevalue(fixture)
    config = write_config(tmp_path, board.base_url)
    done = subprocess.run(
        [sys.executable, "-m", "crawler.cli", "sweep", site, "--config", str(config)],
        capture_output=True, text=True, timeout=300, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    differences = compare(board.truth, stored_listings(tmp_path / "patrol.db"))
    assert not differences, "\n".join(differences[:20])


def write_config(folder: Path, base_url: str) -> Path:
    """``site.yaml`` for the board at ``base_url``, with its database in ``folder``."""
    sites = SITES.read_text("utf-8")
    assert sites.count(BOARD_IN_SITES) == 3, "the egress exception and two start pages"
    config = folder / "config.yaml"
    here = sites.replace(BOARD_IN_SITES, urlsplit(base_url).netloc)
    config.write_text(f"database: sqlite:///patrol.db\n{here}", "utf-8")
    return config


def stored_listings(database: Path) -> list[dict[str, Any]]:
    """All stored listings, by the names of the fields of ``Listing``."""
    engine = create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        rows = [dict(row) for row in connection.execute(select(listings_table)).mappings()]
    engine.dispose()
    return rows


def compare(truth: Iterable[Mapping[str, Any]], listings: Iterable[Mapping[str, Any]]) -> list[str]:
    """What is not as the pages show it: one sentence per advert or field.

    :param truth: the board's adverts (see ``seed.py``).
    :param listings: what was found, by the names of the fields of ``Listing``.
    """
    listings = list(listings)
    found = {path_of(listing["url"]): listing for listing in listings}
    times = Counter(path_of(listing["url"]) for listing in listings)
    wanted = {path_of(advert["url"]): advert for advert in truth}
    return [
        *(f"{path}: found {count} times" for path, count in times.items() if count > 1),
        *(f"{path}: is no advert" for path in times.keys() - wanted.keys()),
        *(f"{path}: not found" for path in wanted.keys() - times.keys()),
        *(
            f"{path}: {difference}"
            for path in wanted.keys() & times.keys()
            for difference in differences_in(wanted[path], found[path])
        ),
    ]


def path_of(url: str) -> str:
    """The path of ``url``, readable, so that it does not matter who percent-encoded it."""
    return unquote(urlsplit(url).path)


def differences_in(advert: Mapping[str, Any], listing: Mapping[str, Any]) -> Iterator[str]:
    """One sentence per field of ``listing`` that is not what the page of ``advert`` shows."""
    shown = {
        "title": advert["title"],
        "description": fold(advert["description"]),
        "price": Decimal(advert["price"]),
        "currency": advert["currency"],
        "seller": advert["seller"],
        "location": advert["location"],
        "images": advert["images"],
    }
    read = {
        **{name: listing[name] for name in shown},
        "description": fold(listing["description"]),
        "images": list(listing["images"]),
    }
    for name, value in shown.items():
        if read[name] != value:
            yield f"{name} is {read[name]!r}, the page shows {value!r}"
    if advert["posted_shown"] not in fold(listing["posted_raw"]):
        yield f"posted_raw is {listing['posted_raw']!r}, the page shows {advert['posted_shown']!r}"
    posted, exact = listing["posted_at"], datetime.fromisoformat(advert["posted_at"])
    # The page tells an age in whole units, so what is read off it is the truth or a little later.
    slack = (
        CALENDAR
        if "month" in advert["posted_shown"] or "year" in advert["posted_shown"]
        else MINUTES
    )
    latest = exact + timedelta(seconds=advert["posted_within"])
    if posted is None or not exact - slack <= posted <= latest + slack:
        yield f"posted_at is {posted}, the page says {advert['posted_shown']!r} and means {exact}"


def fold(text: str | None) -> str:
    """``text`` with each run of white space as one space."""
    return " ".join((text or "").split())


# Is the comparison strict? It is what the figure "300 of 300" rests on.

ADVERT = {
    "url": "http://127.0.0.1:1/7-ch%C3%AAne/",
    "title": "Chêne", "description": "Beau.\n\nLourd.", "price": "80.00", "currency": "EUR",
    "seller": "+33 6 39 98 01 17", "location": "Liège", "images": ["http://127.0.0.1:1/a.jpg"],
    "posted_at": "2026-03-01T10:30:00+00:00", "posted_shown": "1 day, 2 hours ago",
    "posted_within": 3600,
}  # fmt: skip
LISTING = {
    **ADVERT, "price": Decimal(80), "posted_at": datetime(2026, 3, 1, 11, tzinfo=UTC),
    "posted_raw": "Posted: 1\u00a0day, 2\u00a0hours ago", "images": ("http://127.0.0.1:1/a.jpg",),
    "url": "http://127.0.0.1:1/7-chêne/",
}  # fmt: skip


def test_the_comparison_is_content_with_what_the_page_shows():
    assert compare([ADVERT], [LISTING]) == []


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", "Chene"), ("description", "Beau."), ("price", Decimal("8.0")), ("price", None),
        ("currency", None), ("seller", ""), ("location", "Liège · Home"), ("images", ()),
        ("posted_raw", None), ("posted_at", None),
        ("posted_at", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("posted_at", datetime(2026, 3, 2, 11, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_comparison_notices_a_wrong_field(field, wrong):
    [difference] = compare([ADVERT], [{**LISTING, field: wrong}])
    assert difference.startswith(f"/7-chêne/: {field} is ")


def test_the_comparison_notices_missing_doubled_and_unknown_adverts():
    other = {**LISTING, "url": "http://127.0.0.1:1/8-hêtre/"}
    assert compare([ADVERT], []) == ["/7-chêne/: not found"]
    assert compare([ADVERT], [LISTING, LISTING]) == ["/7-chêne/: found 2 times"]
    assert compare([ADVERT], [LISTING, other]) == ["/8-hêtre/: is no advert"]
