from __future__ import annotations

from pathlib import Path

import pytest

from crawler.errors import KeywordError
from crawler.lexicon import Lexicon, load

ONE = "schema: lexicon/1\nid: one\ndomain: wildlife\nterms: [ivory, tusk]\n"
TWO = """\
schema: lexicon/1
id: two
domain: drugs
groups:
  - id: name
    role: signal
    terms: [3-MMC, 🐱, {term: 'x\\d+', match: regex}]
  - {id: more, role: context, terms: [{term: menu, search: yes}]}
"""


def lexicon(folder: Path, **files: str) -> Lexicon:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    loaded = load(folder)
    assert not loaded.errors
    return loaded.lexicon


def test_the_version_is_the_content_and_nothing_else(tmp_path: Path) -> None:
    version = lexicon(tmp_path / "a", a=ONE, b=TWO).version
    assert lexicon(tmp_path / "b", z=f"# a comment\n{ONE}", y=TWO).version == version
    assert lexicon(tmp_path / "c", a=ONE.replace("tusk", "tusks"), b=TWO).version != version
    assert lexicon(tmp_path / "d", a=ONE).version != version
    assert len(version) == 16


def test_files_stand_in_the_order_of_their_ids(tmp_path: Path) -> None:
    assert [file.id for file in lexicon(tmp_path, z=ONE, a=TWO).files] == ["one", "two"]


def test_search_terms_are_the_marked_ones_or_else_the_signals(tmp_path: Path) -> None:
    both = lexicon(tmp_path, a=ONE, b=TWO)
    assert both.search_terms(["one"]) == ("ivory", "tusk")
    assert both.search_terms(["two", "one"]) == ("menu", "ivory", "tusk")
    unmarked = lexicon(tmp_path, b=TWO.replace(", search: yes", ""))
    assert unmarked.search_terms(["two"]) == ("3-MMC",)


def test_search_terms_of_an_unknown_file(tmp_path: Path) -> None:
    with pytest.raises(KeywordError, match="no keyword file has the id 'tow'; did you mean 'two'"):
        lexicon(tmp_path, a=ONE, b=TWO).search_terms(["tow"])
