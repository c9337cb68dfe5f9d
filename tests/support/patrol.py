"""The command line, run as an operator would in a folder with a ``config.yaml``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from web import Web

from crawler.store import requests, sweeps
from crawler.store.database import Connection, open_existing

KEYWORDS = """\
schema: lexicon/1
id: ivory
domain: wildlife
groups:
  - id: material
    role: signal
    weight: 60
    terms:
      - {term: elephant ivory, search: yes}
      - {term: elfenbein, search: yes}
"""
COMMAND = (sys.executable, "-m", "crawler.cli")


@dataclass(frozen=True)
class Ended:
    """A command that ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Swept(Ended):
    """A ``patrol sweep --json`` that ended."""

    report: dict[str, Any]

    @classmethod
    def of(cls, ended: Ended) -> Swept:
        """The report is empty if the command ended before there was one."""
        report = json.loads(ended.out) if ended.out.strip() else {}
        return cls(ended.code, ended.out, ended.err, report)

    @property
    def site(self) -> dict[str, Any]:
        """What the report says of the first site."""
        found: dict[str, Any] = self.report["sites"][0]
        return found

    @property
    def urls(self) -> list[dict[str, Any]]:
        """The final state of every address, as the report's file has it."""
        lines = Path(self.report["urls"]).read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def state(self, url: str) -> tuple[str, str | None]:
        """(final state, reason) of one address, which must be known exactly once."""
        (line,) = [line for line in self.urls if line["url"] == url]
        return line["state"], line["reason"]

    @property
    def log(self) -> str:
        """What the sites' processes logged."""
        return "".join(file.read_text("utf-8") for file in Path(self.report["log"]).glob("*.log"))


@dataclass(frozen=True)
class Running:
    """A sweep under way."""

    child: subprocess.Popen[str]

    def until(self, web: Web, number: int) -> None:
        """Wait until so many requests have come to ``web``."""
        patience = time.monotonic() + 60
        while len(web.requests) < number:
            late = time.monotonic() > patience
            assert not late, f"only {len(web.requests)} of {number} requests came"
            assert self.child.poll() is None, f"it ended too soon: {self.child.communicate()}"
            time.sleep(0.01)

    def signal(self, number: int) -> None:
        """Send a signal to all its processes, as a terminal does."""
        os.killpg(self.child.pid, number)

    @property
    def sites(self) -> list[int]:
        """Ids of the sites' own processes."""
        pid = self.child.pid
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def wait(self) -> Swept:
        out, err = self.child.communicate(timeout=120)
        return Swept.of(Ended(self.child.returncode, out, err))


class Patrol:
    """A folder with a configuration, a keyword file, and whatever sweeps leave in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.yaml"
        (folder / "keywords").mkdir()
        (folder / "keywords" / "ivory.yaml").write_text(KEYWORDS, "utf-8")

    def configure(self, *webs: Web, **policy: Any) -> None:
        """Write ``config.yaml``: every site of ``webs`` may be contacted."""
        said = {
            "contact": "patrol@customs.example",
            "database": "sqlite:///patrol.db",
            "keywords": "keywords",
            "reports": "reports",
            "egress": {"allow": [web.host for web in webs]},
            "sites": [site(web) for web in webs[:1]],
            **policy,
        }
        self.config.write_text(json.dumps(said, indent=2), "utf-8")  # which is YAML too

    def command(self, *arguments: str) -> list[str]:
        """A command line with this configuration."""
        return [*COMMAND, *arguments, "--config", str(self.config)]

    def run(self, *arguments: str, env: dict[str, str] | None = None) -> Ended:
        """Run a command to its end."""
        ended = subprocess.run(
            self.command(*arguments),
            check=False, capture_output=True, text=True, timeout=120, cwd=self.folder,
            stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})},
        )  # fmt: skip
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def sweep(self, *arguments: str, env: dict[str, str] | None = None) -> Swept:
        """Sweep to the end."""
        return Swept.of(self.run("sweep", "--json", *arguments, env=env))

    def begin(self, *arguments: str) -> Running:
        """Sweep, in a process group of its own that can be sent signals."""
        child = subprocess.Popen(
            self.command("sweep", "--json", *arguments),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            cwd=self.folder, start_new_session=True,
        )  # fmt: skip
        return Running(child)

    def crawl(self, *arguments: str, spider: str = "classifieds") -> Ended:
        """``scrapy crawl``; modules in the folder can be named in settings."""
        root = Path(__file__).parents[2]  # where scrapy.cfg is
        ended = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", spider, "-a", "site=shop",
             "-a", f"config={self.config}", *arguments],
            check=False, capture_output=True, text=True, timeout=120, cwd=root,
            stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(self.folder)},
        )  # fmt: skip
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def listings(self) -> list[dict[str, Any]]:
        """All stored listings, as the program itself exports them."""
        ended = self.run("export", "--level", "none", "--tray", "all", "--format", "jsonl")
        assert ended.code == 0, ended.err
        return [json.loads(line) for line in ended.out.splitlines()]

    @contextmanager
    def database(self) -> Iterator[Connection]:
        """A look into the database that the default configuration names."""
        database = open_existing(f"sqlite:///{self.folder / 'patrol.db'}")
        with database.read() as connection:
            yield connection
        database.close()

    def last_sweep(self) -> sweeps.Sweep:
        """The sweep over the shop that ended last."""
        with self.database() as connection:
            return sweeps.history(connection, "shop")[0]

    def states(self) -> dict[str, tuple[str, str | None]]:
        """(state, reason) of every address of that sweep."""
        with self.database() as connection:
            sweep = sweeps.history(connection, "shop")[0]
            rows = requests.every(connection, sweep.id)
            return {url: (state, reason) for url, state, reason, _ in rows}


def site(web: Web, **more: Any) -> dict[str, Any]:
    """A site of the configuration: the shop at ``web``, asked without a pause."""
    return {
        "name": "shop",
        "spider": "classifieds",
        "start": [web.url()],
        "selectors": {"listing": "a.card::attr(href)", "next": "a.next::attr(href)"},
        "pace": {"delay": 0, "concurrency": 8},
        **more,
    }
