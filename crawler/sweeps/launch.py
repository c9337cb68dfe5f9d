"""A night: several sites at once, each in a process of its own, and one report at the end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.config import Config, Site
from crawler.errors import Exit
from crawler.items import Verdict
from crawler.lexicon import Lexicon
from crawler.store import sweeps
from crawler.store.database import Database
from crawler.store.in_force import InForce, put_in_force
from crawler.sweeps.asked_files import check_asked_files
from crawler.sweeps.report import RunReport, SiteReport, exit_code, shadow_totals, write_urls

Progress = Callable[[str, dict[str, int]], None]
"""Called with a site's name and its counts so far: ``pages, listings, flagged``."""


_PROXIES = frozenset(f"{kind}_proxy" for kind in ("http", "https", "ftp", "all", "no"))
_NO_FAILURE = frozenset({Exit.OK, Exit.ALREADY_RUNNING, Exit.BUDGET_USED_UP})


@dataclass(slots=True)
class _Run:
    """What became of one site's process."""

    site: Site
    code: Exit = Exit.OK
    error: str = ""
    sweep: int | None = None
    """Its sweep, once it has begun."""
    seconds: float = 0.0
    ended: bool = False
    """Whether it said how it went."""


class Night:
    """One ``patrol sweep``.

    :param limit: pages per site, instead of each site's own limit.
    :param grace: seconds that a site gets to end its open pages once its time is used up.
    """

    def __init__(
        self,
        config: Config,
        sites: Sequence[Site],
        *,
        limit: int | None,
        progress: Progress,
        grace: float = 120.0,
    ) -> None:
        self._config = config
        self._runs = [_Run(site) for site in sites]
        self._limit = limit
        self._progress = progress
        self._grace = grace
        self._children: set[asyncio.subprocess.Process] = set()
        self._interrupted = False
        self._began = time.time()
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%f")[:-3]
        self.folder: Path = config.reports / stamp

    def run(self, database: Database) -> RunReport:
        """Put the keyword files in force, sweep all sites by them, and write the report.

        :raises KeywordError: if there is no lexicon to sweep by.
        :raises InputError: if a search asks for the terms of a file that is not there.
        """
        config = self._config
        in_force = put_in_force(database, config.keywords, config.levels, datetime.now(UTC))
        check_asked_files(config, [run.site for run in self._runs], in_force.lexicon)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._log_keywords(in_force)
        asyncio.run(self._sites(in_force.lexicon.version))
        reports = tuple(self._report(run, database) for run in self._runs)
        urls = self.folder / "urls.jsonl"
        write_urls(database, reports, urls)
        failures = [run.code for run in self._runs if run.code]
        report = RunReport(
            started_at=datetime.fromtimestamp(self._began, UTC).isoformat(timespec="seconds"),
            seconds=round(time.time() - self._began, 1),
            exit_code=exit_code(reports, failures, in_force.alarms, interrupted=self._interrupted),
            alarms=in_force.alarms,
            sites=reports,
            shadow=self._shadow(in_force.lexicon, database),
            egress_exceptions=self._config.egress.allow,
            urls=str(urls),
            log=str(self.folder),
        )
        report.write(self.folder / "report.json")
        return report

    def _shadow(self, lexicon: Lexicon, database: Database) -> dict[str, dict[str, int]]:
        files = lexicon.on_trial(datetime.fromtimestamp(self._began, UTC).date())
        begun = [run.sweep for run in self._runs if run.sweep is not None] if files else []
        with database.read() as connection:
            counts = [sweeps.get(connection, sweep).counts for sweep in begun]
        return shadow_totals(files, counts)

    def _log_keywords(self, in_force: InForce) -> None:
        told = (*in_force.alarms, *in_force.notes)
        if told:
            lines = "".join(f"{line}\n" for line in told)
            (self.folder / "keywords.log").write_text(lines, "utf-8")

    async def _sites(self, lexicon: str) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._interrupt)
        room = asyncio.Semaphore(self._config.night.parallel_sites)
        await asyncio.gather(*(self._one(run, lexicon, room) for run in self._runs))

    def _interrupt(self) -> None:
        """Once: the sites end their open pages. Twice: they end at once."""
        self._interrupted = True
        for child in self._children:
            with suppress(ProcessLookupError):  # it has just ended by itself
                child.terminate()

    async def _one(self, run: _Run, lexicon: str, room: asyncio.Semaphore) -> None:
        async with room:
            minutes = self._config.night.minutes - (time.time() - self._began) / 60
            if self._interrupted:
                run.error = "interrupted before it began"
            elif minutes <= 0:
                run.code, run.error = Exit.BUDGET_USED_UP, "the night's time was used up"
            else:
                began = time.monotonic()
                await self._process(run, lexicon, minutes)
                run.seconds = time.monotonic() - began

    async def _process(self, run: _Run, lexicon: str, minutes: float) -> None:
        command = [
            sys.executable, "-m", "crawler.sweeps.site_run", "--kind", run.site.spider,
            "--site", run.site.name, "--config", str(self._config.path),
            "--minutes", f"{minutes:.3f}", "--lexicon", lexicon,
        ]  # fmt: skip
        if self._limit:
            command += ["--limit", str(self._limit)]
        with (self.folder / f"{run.site.name}.log").open("wb") as log:
            child = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
                stderr=log, env=_environment(),
            )  # fmt: skip
        self._children.add(child)
        allowed = 60 * min(minutes, run.site.limits.minutes) + self._grace
        try:
            async with asyncio.timeout(allowed):
                code = await self._listen(run, child)
        except TimeoutError:
            child.kill()
            await child.wait()
            of_the_night = minutes < run.site.limits.minutes
            run.code = Exit.BUDGET_USED_UP if of_the_night else Exit.OK
            run.error = "its time was used up and it did not stop; the next sweep goes on from here"
        else:
            self._ended(run, code)
        finally:
            self._children.discard(child)

    async def _listen(self, run: _Run, child: asyncio.subprocess.Process) -> int:
        """What the process says, to its end; returns its exit code."""
        if child.stdout is not None:
            async for line in child.stdout:
                message: dict[str, Any] = json.loads(line)
                match message.pop("event"):
                    case "begin":
                        run.sweep = message["sweep"]
                    case "progress":
                        self._progress(run.site.name, message)
                    case "end":
                        run.ended, run.error = True, message["error"]
        return await child.wait()

    def _ended(self, run: _Run, code: int) -> None:
        if run.ended:
            run.code = Exit(code)
        elif not self._interrupted:  # one that was only just starting had nothing to say
            how = f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended ({code})"
            run.code = Exit.INTERNAL
            run.error = f"its process {how}; see {self.folder / run.site.name}.log"

    def _report(self, run: _Run, database: Database) -> SiteReport:
        failed = run.code not in _NO_FAILURE
        if run.sweep is None:
            verdict = Verdict.FAILED if failed else Verdict.NOT_RUN
            reason = run.error or "interrupted before it began"
            return SiteReport(run.site.name, verdict, reason, seconds=round(run.seconds, 1))
        with database.read() as connection:
            report = SiteReport.of(sweeps.get(connection, run.sweep), run.seconds)
        if failed:
            report = replace(report, verdict=Verdict.FAILED)
        return replace(report, reason=run.error) if run.error else report


def _environment() -> dict[str, str]:
    """Ours, less any proxy: a site's way out is named in ``config.yaml`` or it is direct."""
    return {name: value for name, value in os.environ.items() if name.lower() not in _PROXIES}
