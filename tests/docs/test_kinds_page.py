"""The examples of kinds can be copied as they are, and every kind that gives JSON has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from handbook import PAGES, section

from crawler.config import load
from crawler.extraction.recipe import kinds

PAGE = PAGES["docs/kinds.md"]
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split()[2])
def test_an_example_can_be_copied(example: str, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(f"contact: patrol@customs.example\nsites:\n{example}", "utf-8")
    assert len(load(file).sites) == 1


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_that_gives_json_has_an_example_of_its_own(kind: str) -> None:
    assert f"spider: {kind}\n" in section(PAGE, kind)
