"""The species list over nights: each import is a new lexicon, proven, kept, never lost quietly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from agency import index

from crawler.config import Levels
from crawler.exchange.species_import import import_species
from crawler.store import lexicons
from crawler.store.database import Database
from crawler.store.in_force import InForce, put_in_force

MONDAY = datetime(2026, 11, 2, 22, 0, tzinfo=UTC)
NAMES = """\
schema: lexicon/1
id: names
domain: wildlife
groups:
  - id: word
    role: signal
    terms: [pangolin]
    terms_from: {taxon: {annex: [A, B], class: Reptilia}}
tests:
  - {text: Testudo nana, expect: watch}
  - {text: a chair, expect: none}
"""


class Desk:
    """A folder with one keyword file that asks the species list."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        self.day = 0
        folder.mkdir()
        self.write(NAMES.replace("Testudo nana", "pangolin"))

    def write(self, text: str) -> None:
        (self.folder / "names.yaml").write_text(text)

    def take(self, *rows: str) -> None:
        path = self.folder.with_name("index.csv")
        path.write_text(index(*rows))
        import_species([str(path)], self.folder)

    def night(self) -> InForce:
        self.day += 1
        return put_in_force(self.database, self.folder, Levels(), MONDAY + timedelta(days=self.day))


@pytest.fixture
def desk(tmp_path: Path, database: Database) -> Desk:
    return Desk(tmp_path / "keywords", database)


def words(found: InForce) -> list[str]:
    return [term.term for term in found.lexicon.files[0].groups[0].terms]


def test_a_new_import_is_a_new_lexicon_kept_to_the_letter(desk: Desk):
    first = desk.night()
    assert words(first) == ["pangolin"]
    desk.take("1;Testudo nana;II")
    second = desk.night()
    assert second.is_new
    assert words(second) == ["pangolin", "Testudo nana"]
    assert not second.notes
    for found in (first, second):
        with desk.database.read() as connection:
            assert lexicons.stored(connection, found.lexicon.version) == found.lexicon
    assert not desk.night().is_new


def test_a_test_that_an_import_breaks_keeps_the_last_good_version(desk: Desk):
    desk.take("1;Testudo nana;II")
    desk.write(NAMES)
    desk.night()
    desk.take("2;Testudo magna;II")
    found = desk.night()
    assert words(found) == ["pangolin", "Testudo nana"]
    (alarm,) = found.alarms
    assert "names.yaml:10: expected at least watch" in alarm


def test_a_broken_list_keeps_the_last_good_version(desk: Desk):
    desk.take("1;Testudo nana;II")
    desk.night()
    (desk.folder / "species.csv").write_text("oops\n")
    found = desk.night()
    assert words(found) == ["pangolin", "Testudo nana"]
    assert "is no species list of this program" in found.alarms[0]


def test_a_list_that_is_gone_is_told(desk: Desk):
    desk.take("1;Testudo nana;II", "2;Testudo magna;II")
    desk.night()
    (desk.folder / "species.csv").unlink()
    found = desk.night()
    assert words(found) == ["pangolin"]
    (note,) = found.notes
    assert note.endswith(
        "names.yaml has lost the species list, 2 names: import it again "
        "(patrol keywords import species FILE)"
    )
