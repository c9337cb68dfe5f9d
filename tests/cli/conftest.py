"""An office of its own for each test: a folder with a configuration and one keyword file."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.cli import run

KEYWORDS = """
schema: lexicon/1
id: ivory
domain: wildlife
references: [{key: trade, text: words of this trade}]
groups:
  - id: word
    role: signal
    weight: 40
    terms:
      - term: ivory
        variants: [elfenbein]
      - {term: 象牙, match: substring}
  - {id: wish, role: route, to: wanted, terms: [wanted]}
  - {id: play, role: route, to: toy, terms: [doll's house]}
  - {id: lens, role: mask, terms: [ivory lamp]}
rules:
  - {id: cheap, all: [word], price_eur: {max: 50}, add: 20, why: cheap for ivory}
tests:
  - {text: ivory, expect: watch}
  - {text: an ivory lamp, expect: none}
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Office:
    """The folder that commands run in."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture
        (folder / "keywords").mkdir()
        self.write("keywords/ivory.yaml", KEYWORDS)
        self.configure("sqlite:///patrol.db")

    def configure(self, database: str) -> None:
        self.write("config.yaml", f"database: {database}\nkeywords: keywords\n")

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.folder / name
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def read(self, name: str) -> str:
        return (self.folder / name).read_bytes().decode()

    def patrol(self, *arguments: str) -> Ended:
        """Run a command in this process."""
        code = run(list(arguments))
        out, err = self._capture.readouterr()
        return Ended(code, out, err)

    def pipe(self, text: str | bytes, *arguments: str) -> Ended:
        """Run a command in another process with ``text`` as its standard input."""
        done = subprocess.run(
            [sys.executable, "-m", "crawler.cli", *arguments],
            input=text.encode() if isinstance(text, str) else text,
            capture_output=True, cwd=self.folder, check=False,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def office(tmp_path, monkeypatch, capfd) -> Office:
    folder = tmp_path / "office"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("PATROL_CONFIG", raising=False)
    return Office(folder, capfd)


@pytest.fixture
def stocked(office, database_url) -> Office:
    """An office whose database is, one after the other, of each kind."""
    office.configure(database_url)
    return office
