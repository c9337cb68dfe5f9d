"""A new site at the end of ``sites:``, everything else in the file as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.config import load
from crawler.editing.insertion import NoPlaceError
from crawler.editing.site_entry import add_site
from crawler.errors import InputError

ENTRY = [
    "- name: new",
    "  spider: classifieds",
    '  start: ["https://new.example/"]',
    "  selectors:",
    '    title: "h1"',
]
OLD = '- name: old\n{0}  spider: classifieds\n{0}  start: ["https://old.example/"]  # its front\n'


def added(folder: Path, before: str) -> str:
    file = folder / "config.yaml"
    file.write_bytes(before.encode())
    add_site(file, "new", ENTRY)
    assert "new" in [site.name for site in load(file).sites]
    return file.read_bytes().decode()


@pytest.mark.parametrize("indent", ["", "  ", "      "])
@pytest.mark.parametrize("after", ["", "\n# the end\n", "night: {minutes: 60}\n"])
def test_whatever_the_indentation_the_rest_stays(tmp_path: Path, indent: str, after: str) -> None:
    before = f"# mine\nsites:\n{indent}" + OLD.format(indent) + after
    said = added(tmp_path, before)
    lines = [f"{indent}{line}" for line in ENTRY]
    at = said.splitlines().index(lines[0])
    assert said.splitlines()[at : at + len(lines)] == lines
    kept = said.splitlines()
    del kept[at - 1 : at + len(lines)]
    assert kept == before.splitlines()
    assert [site.name for site in load(tmp_path / "config.yaml").sites] == ["old", "new"]


@pytest.mark.parametrize(
    "before",
    ["contact: patrol@customs.example", "sites: []  # none yet\nnight: {minutes: 60}\n"],
)
def test_the_first_site(tmp_path: Path, before: str) -> None:
    said = added(tmp_path, before)
    assert all(line.partition("[]")[0] in said for line in before.splitlines())


def test_lines_end_as_they_did(tmp_path: Path) -> None:
    said = added(tmp_path, ("sites:\n  " + OLD.format("  ")).replace("\n", "\r\n"))
    assert said.count("\n") == said.count("\r\n")


def test_a_last_value_of_several_lines_is_not_cut(tmp_path: Path) -> None:
    tail = "    selectors:\n      title: >-\n        h1\n      price: |-\n        .price\n"
    said = added(tmp_path, "sites:\n  " + OLD.format("  ") + tail)
    assert tail in said


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ('{"sites": []}', "in braces"),
        ('sites: [{name: old, spider: feed, start: ["https://old.example/"]}]\n', "in brackets"),
        ("sites: [\n]\n", "in brackets"),
    ],
)
def test_where_there_is_no_place_the_file_stays(tmp_path: Path, before: str, why: str) -> None:
    with pytest.raises(NoPlaceError, match=why):
        added(tmp_path, before)
    assert [each.name for each in tmp_path.iterdir()] == ["config.yaml"]
    assert (tmp_path / "config.yaml").read_text() == before


def test_a_name_that_is_taken(tmp_path: Path) -> None:
    before = "sites:\n  " + OLD.format("  ").replace("old\n", "new\n")
    with pytest.raises(InputError, match="there is a site named 'new' already"):
        added(tmp_path, before)


def test_an_entry_that_would_not_load_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("sites: []\n")
    with pytest.raises(NoPlaceError, match=r"would not load any more: .*there is no spider kind"):
        add_site(file, "new", [*ENTRY[:1], "  spider: nothing", *ENTRY[2:]])
    assert file.read_text() == "sites: []\n"


def test_a_link_stays_a_link_and_its_rights_stay(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("sites: []\n")
    (tmp_path / "real.yaml").chmod(0o640)
    (tmp_path / "config.yaml").symlink_to("real.yaml")
    add_site(tmp_path / "config.yaml", "new", ENTRY)
    assert (tmp_path / "config.yaml").is_symlink()
    assert (tmp_path / "real.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("sites: []\n")
    (tmp_path / "config.yaml").chmod(0o440)
    with pytest.raises(NoPlaceError, match="may not be written"):
        add_site(tmp_path / "config.yaml", "new", ENTRY)
