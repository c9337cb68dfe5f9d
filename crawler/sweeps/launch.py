"""A night: several sites at once, each in a process of its own, and one report at the end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.config import Config, Site
from crawler.errors import Exit
from crawler.items import Verdict
from crawler.store import sweeps
from crawler.store.database import Database
from crawler.sweeps.report import BUDGET_USED_UP, RunReport, SiteReport, exit_code, write_urls

Progress = Callable[[str, dict[str, int]], None]
"""Called with a site's name and its counts so far: ``pages, listings, flagged``."""


@dataclass(slots=True)
class _Run:
    """What became of one site's process."""

    site: Site
    code: int = 0
    error: str = ""
    sweep: int | None = None
    seconds: float = 0.0
    started: bool = False


class Night:
    """One ``patrol sweep``.

    :param limit: pages per site, instead of each site's own limit.
    """

    def __init__(
        self, config: Config, sites: Sequence[Site], *, limit: int | None, progress: Progress
    ) -> None:
        self._config = config
        self._runs = [_Run(site) for site in sites]
        self._limit = limit
        self._progress = progress
        self._children: set[asyncio.subprocess.Process] = set()
        self._interrupted = False
        self._began = time.time()
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%f")[:-3]
        self.folder: Path = config.reports / stamp

    def run(self, database: Database) -> RunReport:
        """Sweep all sites and write the report."""
        self.folder.mkdir(parents=True, exist_ok=True)
        asyncio.run(self._sites())
        reports = tuple(self._report(run, database) for run in self._runs)
        urls = self.folder / "urls.jsonl"
        write_urls(database, reports, urls)
        failures = [Exit(run.code) for run in self._runs if run.code]
        report = RunReport(
            started_at=datetime.fromtimestamp(self._began, UTC).isoformat(timespec="seconds"),
            seconds=round(time.time() - self._began, 1),
            exit_code=exit_code(reports, failures, interrupted=self._interrupted),
            sites=reports,
            egress_exceptions=self._config.egress.allow,
            urls=str(urls),
            log=str(self.folder),
        )
        report.write(self.folder / "report.json")
        return report

    async def _sites(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._interrupt, number)
        room = asyncio.Semaphore(self._config.night.parallel_sites)
        await asyncio.gather(*(self._one(run, room) for run in self._runs))

    def _interrupt(self, number: int) -> None:
        """Children end their pages and stop; a terminal's Ctrl-C has reached them already."""
        self._interrupted = True
        for child in self._children:
            if number != signal.SIGINT or not sys.stdin.isatty():
                child.send_signal(number)

    async def _one(self, run: _Run, room: asyncio.Semaphore) -> None:
        async with room:
            minutes = self._config.night.minutes - (time.time() - self._began) / 60
            if self._interrupted or minutes <= 0:
                run.error = "interrupted before it began" if self._interrupted else BUDGET_USED_UP
                return
            began = time.monotonic()
            await self._process(run, minutes)
            run.seconds = time.monotonic() - began

    async def _process(self, run: _Run, minutes: float) -> None:
        command = [
            sys.executable, "-m", "crawler.sweeps.site_run", "--kind", run.site.spider,
            "--site", run.site.name, "--config", str(self._config.path),
            "--minutes", f"{minutes:.3f}",
        ]  # fmt: skip
        if self._limit:
            command += ["--limit", str(self._limit)]
        run.started = True
        with (self.folder / f"{run.site.name}.log").open("wb") as log:
            child = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
                stderr=log, env=_environment(),
            )  # fmt: skip
            self._children.add(child)
            if child.stdout is not None:
                async for line in child.stdout:
                    self._heard(run, line)
            run.code = await child.wait()
            self._children.discard(child)
        if run.code < 0:
            run.error = f"its process was killed ({signal.Signals(-run.code).name})"
            run.code = Exit.INTERNAL
        elif run.code not in set(Exit):
            run.error, run.code = f"its process ended with exit code {run.code}", Exit.INTERNAL

    def _heard(self, run: _Run, line: bytes) -> None:
        message: dict[str, Any] = json.loads(line)
        if message.pop("event") == "progress":
            self._progress(run.site.name, message)
        else:
            run.sweep, run.error = message["sweep"], message["error"]

    def _report(self, run: _Run, database: Database) -> SiteReport:
        name = run.site.name
        if run.sweep is None or run.code:
            verdict = Verdict.FAILED if run.code else Verdict.NOT_RUN
            if run.code == Exit.ALREADY_RUNNING:
                verdict = Verdict.NOT_RUN
            return SiteReport(name, verdict, run.error or "no reason was given",
                              seconds=round(run.seconds, 1), sweep=run.sweep)  # fmt: skip
        with database.read() as connection:
            stored = sweeps.get(connection, run.sweep)
        return SiteReport.of(stored, run.seconds)


def _environment() -> dict[str, str]:
    """Ours, less any proxy: a site's way out is named in ``config.yaml`` or it is direct."""
    named = os.environ.items()
    return {name: value for name, value in named if not name.lower().endswith("_proxy")}
