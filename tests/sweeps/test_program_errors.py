"""An error of the program is never a silent loss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from patrol import Patrol, Swept
from shop import fill
from web import Web

# Read by every Python that starts with this folder on its path: faults that no page can cause.
FAULTS = """\
from pipelines.score import Score
from spiders.classifieds import ClassifiedsSpider

score, read = Score.process_item, ClassifiedsSpider.parse_listing

def process_item(self, item):
    if item.listing.title.endswith(" 3"):
        raise ValueError("no score for this one")
    return score(self, item)

def parse_listing(self, response):
    if response.url.endswith("/5"):
        raise LookupError("no way to read this one")
    yield from read(self, response)

Score.process_item = process_item
ClassifiedsSpider.parse_listing = parse_listing
"""


@dataclass(frozen=True)
class Nights:
    """A night with a program error, and one after it was mended."""

    web: Web
    bad: Swept
    good: Swept
    stored: set[str]
    """Paths of what the first night stored."""


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    patrol = Patrol(tmp_path_factory.mktemp("errors"))
    faults = patrol.folder / "faults"
    faults.mkdir()
    (faults / "sitecustomize.py").write_text(FAULTS)
    with Web() as web:
        fill(web, 100)
        patrol.configure(web)
        bad = patrol.sweep(env={"PYTHONPATH": str(faults)})
        stored = {each["url"].removeprefix(web.url("")) for each in patrol.listings()}
        yield Nights(web, bad, patrol.sweep(), stored)


def test_the_night_has_failed_and_says_what_was_lost(nights: Nights) -> None:
    assert nights.bad.code == 1
    assert nights.bad.site["verdict"] == "failed"
    said = "2 pages or listings were lost to a program error: "
    assert nights.bad.site["reason"].startswith(said)


def test_the_pages_that_lost_something_are_not_done(nights: Nights) -> None:
    assert nights.bad.state(nights.web.url("/advert/3")) == (
        "failed",
        "a listing was lost: ValueError('no score for this one')",
    )
    assert nights.bad.state(nights.web.url("/advert/5")) == (
        "failed",
        "could not be read: LookupError: no way to read this one",
    )
    assert "no score for this one" in nights.bad.log


def test_everything_else_is_stored(nights: Nights) -> None:
    missing = {"/advert/3", "/advert/5"}
    assert nights.stored == {f"/advert/{number}" for number in range(100)} - missing


def test_once_it_is_mended_what_was_lost_is_new(nights: Nights) -> None:
    assert nights.good.code == 0
    assert nights.good.site["new"] == 2
    assert nights.good.site["listings"] == 100
