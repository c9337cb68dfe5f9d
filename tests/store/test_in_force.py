"""What is in force when analysts have edited their files, well or badly."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent

import pytest

from crawler.config import Levels
from crawler.errors import Exit, KeywordError
from crawler.store import lexicons
from crawler.store.database import Database
from crawler.store.in_force import InForce, put_in_force, settle

MONDAY = datetime(2026, 11, 2, 22, 0, tzinfo=UTC)
IVORY = """\
    schema: lexicon/1
    id: ivory
    domain: wildlife
    use: [trade/channel]
    groups:
      - {id: word, role: signal, weight: 30, terms: [ivory]}
    tests:
      - {text: ivory, expect: watch}
      - {text: ivory over telegram, expect: watch, hits: [trade/channel]}
      - {text: a chair, expect: none}
    """
TRADE = """\
    schema: lexicon/1
    id: trade
    domain: shared
    groups:
      - {id: channel, role: context, terms: [telegram]}
    """
BRANDS = """\
    schema: lexicon/1
    id: brands
    domain: counterfeit
    terms: [rolex]
    """
MISTAKE = ("weight: 30", "wieght: 30")


@dataclass
class Desk:
    """A folder of keyword files, and the database that remembers them."""

    folder: Path
    database: Database
    day: int = 0

    def write(self, path: str, content: str, *edits: tuple[str, str]) -> None:
        for old, new in edits:
            assert old in content
            content = content.replace(old, new)
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(dedent(content), "utf-8")

    def night(self) -> InForce:
        """The lexicon of the next night."""
        now = MONDAY + timedelta(days=self.day)
        self.day += 1
        return put_in_force(self.database, self.folder, Levels(), now)

    def alarm(self, path: str, told: str) -> str:
        return f"{self.folder / path}:{told}"


@pytest.fixture
def desk(tmp_path: Path, database: Database) -> Desk:
    desk = Desk(tmp_path / "keywords", database)
    desk.write("wildlife/ivory.yaml", IVORY)
    desk.write("shared/trade.yaml", TRADE)
    desk.write("brands.yaml", BRANDS)
    return desk


def words(found: InForce) -> set[str]:
    return {term.term for file in found.lexicon.files for group in file.groups
            for term in group.terms}  # fmt: skip


def test_what_is_put_in_force_is_remembered_and_not_written_again(desk: Desk) -> None:
    first = desk.night()
    assert (first.is_new, first.alarms, first.notes) == (True, (), ())
    assert words(first) == {"ivory", "telegram", "rolex"}
    again = desk.night()
    assert (again.is_new, again.lexicon) == (False, first.lexicon)
    with desk.database.read() as connection:
        latest = lexicons.latest(connection)
        assert lexicons.stored(connection, first.lexicon.version) == first.lexicon
    assert (latest.version, latest.since) == (first.lexicon.version, MONDAY)


def test_a_broken_file_gives_way_and_good_edits_count(desk: Desk) -> None:
    desk.night()
    desk.write("wildlife/ivory.yaml", IVORY, MISTAKE, ("role: signal", "role: singal"))
    desk.write("brands.yaml", BRANDS, ("rolex", "omega"))
    found = desk.night()
    assert words(found) == {"ivory", "telegram", "omega"}
    assert found.alarms == (
        desk.alarm("wildlife/ivory.yaml", "6: groups.0.role: 'singal' is not 'signal', 'context', "
                   "'claim', 'lower', 'mask' or 'route'; did you mean 'signal'? (and 1 more); its "
                   "version of 2026-11-02 stays in force"),
    )  # fmt: skip
    same = desk.night()
    assert (same.alarms, same.is_new, same.lexicon) == (found.alarms, False, found.lexicon)
    desk.write("wildlife/ivory.yaml", IVORY, ("terms: [ivory]", "terms: [ivory, tusk]"))
    mended = desk.night()
    assert (mended.alarms, words(mended)) == ((), {"ivory", "tusk", "telegram", "omega"})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("id: [", "1: not valid YAML: "),
        ("", "1: the file is empty; "),
        (IVORY.replace("ivory, expect", "a chair, expect"),
         "8: expected at least watch, came none (0 points: no hits)"),
        (IVORY.replace("trade/channel]}", "trade/chanel]}"), "9: hits: unknown group"),
    ],
    ids=["no YAML", "empty", "failing test", "unknown group"],
)  # fmt: skip
def test_whatever_refuses_a_file(desk: Desk, content: str, told: str) -> None:
    first = desk.night()
    desk.write("wildlife/ivory.yaml", content)
    found = desk.night()
    assert found.lexicon == first.lexicon
    [alarm] = found.alarms
    assert alarm.startswith(desk.alarm("wildlife/ivory.yaml", told))
    assert alarm.endswith("; its version of 2026-11-02 stays in force")


def test_a_table_that_went_missing_leaves_its_terms_in_force(desk: Desk) -> None:
    table = "groups: [{id: word, role: signal, terms_from: {file: names.csv, column: name}}]"
    desk.write("brands.yaml", BRANDS, ("terms: [rolex]", table))
    desk.write("names.csv", "name\nrolex\nomega\n")
    first = desk.night()
    assert words(first) >= {"rolex", "omega"}
    (desk.folder / "names.csv").unlink()
    found = desk.night()
    assert found.lexicon == first.lexicon
    assert found.alarms[0].startswith(desk.alarm("brands.yaml", "4: terms_from: "))


def test_the_version_that_stays_is_named_by_its_own_day(desk: Desk) -> None:
    desk.night()
    desk.write("wildlife/ivory.yaml", IVORY, ("weight: 30", "weight: 35"))
    desk.night()
    desk.write("brands.yaml", BRANDS, ("rolex", "omega"))
    desk.night()
    desk.write("wildlife/ivory.yaml", IVORY, MISTAKE)
    [alarm] = desk.night().alarms
    assert alarm.endswith("its version of 2026-11-03 stays in force")


@pytest.mark.parametrize("edits", [(MISTAKE,), (("a chair", "ivory"),)], ids=["shape", "test"])
def test_what_was_never_good_stops_the_run(desk: Desk, edits: list[tuple[str, str]]) -> None:
    desk.write("wildlife/ivory.yaml", IVORY, *edits)
    with pytest.raises(KeywordError, match=r"ivory\.yaml:(6: unknown key|10: expected none)"):
        desk.night()
    desk.write("wildlife/ivory.yaml", IVORY)
    first = desk.night()
    desk.write("wildlife/tusk.yaml", IVORY, ("id: ivory", "id: tusk"), *edits)
    with pytest.raises(KeywordError, match=r"tusk\.yaml:(6|10): ") as caught:
        desk.night()
    assert caught.value.exit_code is Exit.BAD_KEYWORDS
    with desk.database.read() as connection:
        assert lexicons.latest(connection).version == first.lexicon.version


@pytest.mark.parametrize("name", ["a.yaml", "wildlife/ivory - copy.yaml", "z.yaml"])
def test_a_copy_under_the_same_id_is_left_out(desk: Desk, name: str) -> None:
    first = desk.night()
    desk.write(name, IVORY, ("terms: [ivory]", "terms: [ivory, tusk]"))
    found = desk.night()
    assert found.lexicon == first.lexicon
    original = desk.folder / "wildlife" / "ivory.yaml"
    assert found.alarms == (
        desk.alarm(name, f"2: {original} has the id 'ivory' already; it is left out"),
    )


def test_two_new_files_of_one_id_stop_the_run(desk: Desk) -> None:
    desk.night()
    for name in ("a.yaml", "b.yaml"):
        desk.write(name, IVORY, ("id: ivory", "id: tusk"))
    with pytest.raises(KeywordError, match="has the id 'tusk' already"):
        desk.night()


def test_a_shared_group_that_a_last_good_version_needs_stays_too(desk: Desk) -> None:
    first = desk.night()
    desk.write("wildlife/ivory.yaml", IVORY, MISTAKE)
    desk.write("shared/trade.yaml", TRADE, ("id: channel", "id: messenger"))
    desk.write("brands.yaml", BRANDS, ("rolex", "omega"))
    found = desk.night()
    assert words(found) == {"ivory", "telegram", "omega"}
    shared, ivory = found.alarms
    assert shared == desk.alarm(
        "wildlife/ivory.yaml",
        "1: in its last good version: use: file 'trade' has no group 'channel'; the version of "
        f"{desk.folder / 'shared/trade.yaml'} of 2026-11-02 stays in force",
    )
    assert ivory.startswith(desk.alarm("wildlife/ivory.yaml", "6: unknown key 'wieght'"))
    assert {file.id: file for file in found.lexicon.files}["ivory"] in first.lexicon.files


def test_a_shared_file_gives_way_if_the_tests_of_its_users_fail_with_it(desk: Desk) -> None:
    first = desk.night()
    desk.write("shared/trade.yaml", TRADE, ("terms: [telegram]", "terms: [signal]"))
    found = desk.night()
    assert found.lexicon == first.lexicon
    [alarm] = found.alarms
    assert alarm.startswith(desk.alarm("wildlife/ivory.yaml", "9: expected hits in trade/channel"))
    assert f"the version of {desk.folder / 'shared/trade.yaml'} of 2026-11-02 stays" in alarm


def test_a_shared_file_that_is_taken_away_stays_while_it_is_needed(desk: Desk) -> None:
    first = desk.night()
    (desk.folder / "shared" / "trade.yaml").unlink()
    found = desk.night()
    assert found.lexicon == first.lexicon
    assert "there is no usable file with the id 'trade'; the version of" in found.alarms[0]


def test_who_takes_the_id_of_a_broken_file_is_left_out(desk: Desk) -> None:
    desk.night()
    desk.write("brands.yaml", BRANDS, ("rolex", "omega"))
    desk.write("wildlife/ivory.yaml", IVORY, MISTAKE, ("id: ivory", "id: tusk"))
    desk.write("wildlife/new.yaml", IVORY)  # takes the id that ivory.yaml had when it was good
    found = desk.night()
    assert words(found) == {"ivory", "telegram", "omega"}
    broken, newcomer = found.alarms
    assert broken.startswith(desk.alarm("wildlife/ivory.yaml", "6: unknown key 'wieght'"))
    assert newcomer == desk.alarm(
        "wildlife/new.yaml",
        f"2: {desk.folder / 'wildlife/ivory.yaml'} has the id 'ivory' already; it is left out",
    )


def test_a_file_that_is_taken_away_is_no_longer_in_force(desk: Desk) -> None:
    desk.night()
    (desk.folder / "brands.yaml").unlink()
    found = desk.night()
    assert (found.alarms, words(found)) == ((), {"ivory", "telegram"})
    assert found.notes == (f"{desk.folder / 'brands.yaml'} is gone: no longer in force",)
    assert desk.night().notes == ()


def test_a_file_that_is_moved_is_remembered_at_its_new_place(desk: Desk) -> None:
    desk.night()
    (desk.folder / "brands.yaml").rename(desk.folder / "luxury.yaml")
    assert desk.night().notes == ()
    desk.write("luxury.yaml", BRANDS, ("terms:", "tersm:"))
    [alarm] = desk.night().alarms
    assert alarm.startswith(desk.alarm("luxury.yaml", ""))


def test_a_file_may_have_a_name_that_is_no_text(desk: Desk) -> None:
    (desk.folder / "brands.yaml").rename(os.fsdecode(bytes(desk.folder) + b"/mot\xe9.yaml"))
    assert words(desk.night()) == {"ivory", "telegram", "rolex"}
    assert not desk.night().is_new


@pytest.mark.parametrize("left", ["an empty folder", "no folder"])
def test_a_folder_without_files_leaves_everything_in_force(desk: Desk, left: str) -> None:
    with pytest.raises(KeywordError, match="is not a folder"):
        put_in_force(desk.database, desk.folder / "nowhere", Levels(), MONDAY)
    first = desk.night()
    desk.folder = desk.folder / "elsewhere"
    if left == "an empty folder":
        desk.folder.mkdir()
    found = desk.night()
    assert found.lexicon == first.lexicon
    said = "holds no keyword file (*.yaml)" if desk.folder.is_dir() else "is not a folder"
    assert found.alarms == (
        f"{desk.folder}:1: {said}; all keyword files stay in force as of 2026-11-02",
    )


def test_settling_changes_nothing(desk: Desk) -> None:
    found = settle(desk.database, desk.folder, Levels(), MONDAY.date())
    assert found.is_new
    with desk.database.read() as connection:
        assert lexicons.latest(connection) is None


def test_many_programs_may_begin_at_once(desk: Desk) -> None:
    desk.night()
    desk.write("wildlife/ivory.yaml", IVORY, ("terms: [ivory]", "terms: [ivory, tusk]"))
    desk.write("brands.yaml", BRANDS, ("terms:", "tersm:"))

    def begin(_: int) -> tuple[str, tuple[str, ...]]:
        found = put_in_force(desk.database, desk.folder, Levels(), MONDAY)
        return found.lexicon.version, found.alarms

    with ThreadPoolExecutor(6) as pool:
        [(version, alarms)] = set(pool.map(begin, range(12)))
    assert len(alarms) == 1
    with desk.database.read() as connection:
        assert lexicons.latest(connection).version == version
        assert len(lexicons.files(connection, version)) == 3


def test_tests_are_run_once_for_each_content(desk: Desk) -> None:
    desk.night()
    strict = Levels(watch=50, review=60, urgent=90)  # by which the tests of ivory would fail

    def begin() -> InForce:
        desk.day += 1
        return put_in_force(desk.database, desk.folder, strict, MONDAY + timedelta(days=desk.day))

    assert begin().alarms == ()
    desk.write("brands.yaml", BRANDS, ("rolex", "omega"))
    assert (begin().alarms, begin().is_new) == ((), False)
    desk.write("brands.yaml", BRANDS)
    assert begin().alarms == ()
    desk.write("shared/trade.yaml", TRADE, ("[telegram]", "[telegram, signal]"))
    [alarm] = begin().alarms
    assert alarm.startswith(desk.alarm("wildlife/ivory.yaml", "8: expected at least watch"))
