"""Every keyword file that a page shows can be copied out, loads, and keeps its word."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from handbook import PAGES, ROOT

from crawler.config import Config
from crawler.lexicon import load
from crawler.matching import prove, read_rates

PAGE = "docs/keywords-by-example.md"
FILES = dict(
    re.findall(r"^## (\d+) .*?```yaml\n(schema: .*?)```", PAGES[PAGE], re.DOTALL | re.MULTILINE)
)
TABLE = re.search(r"```\n(name,kind.*?)```", PAGES[PAGE], re.DOTALL)


def test_there_are_a_dozen_and_more():
    assert len(FILES) == 14


@pytest.mark.parametrize("number", FILES)
def test_an_example_is_as_it_is_told(number: str, tmp_path: Path):
    shutil.copytree(ROOT / "keywords/shared", tmp_path / "shared")
    assert TABLE
    (tmp_path / "strains.csv").write_text(TABLE[1])
    (tmp_path / "example.yaml").write_text(FILES[number])
    loaded = load(tmp_path)
    assert loaded.errors == ()
    file = next(each for each in loaded.lexicon.files if each.domain != "shared")
    assert len(file.tests) >= 2 or number == "1"
    assert prove(loaded, Config().levels, read_rates(), date(2026, 11, 22)) == []
