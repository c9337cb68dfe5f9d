"""The run report: what one ``patrol sweep`` covered, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from crawler.errors import Exit
from crawler.frontier.tally import unread
from crawler.items import Level, Verdict
from crawler.store import requests
from crawler.store.database import Database
from crawler.store.sweeps import Sweep

_GRAVEST = (
    Exit.DISK_FULL,
    Exit.DATABASE,
    Exit.BAD_KEYWORDS,
    Exit.MISSING,
    Exit.BAD_INPUT,
    Exit.BUDGET_USED_UP,
)
_NOT_COVERED = frozenset(
    {
        Verdict.BLOCKED,
        Verdict.LOGIN_EXPIRED,
        Verdict.UNREACHABLE,
        Verdict.REFUSED_BY_ROBOTS,
        Verdict.FAILED,
        Verdict.NOT_RUN,
        Verdict.PARKED,
        Verdict.THIN,
        Verdict.LAYOUT_CHANGED,
    }
)


@dataclass(frozen=True, slots=True)
class SiteReport:
    """How one site's night went."""

    site: str
    verdict: Verdict
    reason: str
    pages: int = 0
    listings: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    flagged: int = 0
    rendered: int = 0
    """Pages that were opened in the browser."""
    seconds: float = 0.0
    sweep: int | None = None
    read: int = 0
    """Of the listings, those whose own page was read."""
    unread: Mapping[str, int] = field(default_factory=dict)
    """The others, by what says that they are unchanged: ``card``, ``lastmod``, ``HTTP 304``."""

    @classmethod
    def of(cls, sweep: Sweep, seconds: float) -> SiteReport:
        """The report of a stored sweep; one that is still open was interrupted."""
        not_read = unread(sweep.counts)
        return cls(
            site=sweep.site,
            verdict=sweep.verdict or Verdict.CUT_SHORT,
            reason=sweep.reason or "interrupted; the next sweep goes on from here",
            pages=sweep.total("pages"),
            listings=sweep.total("listings"),
            new=sweep.total("new"),
            changed=sweep.total("changed"),
            gone=sweep.total("gone"),
            flagged=sweep.total("flagged"),
            rendered=sweep.counts.get("page/rendered", 0),
            seconds=round(seconds, 1),
            sweep=sweep.id,
            read=sweep.total("listings") - sum(not_read.values()),
            unread=not_read,
        )

    @property
    def covered(self) -> bool:
        """Whether anything of this site was seen."""
        return self.listings > 0 or self.verdict not in _NOT_COVERED


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one ``patrol sweep`` did over all its sites."""

    started_at: str
    seconds: float
    exit_code: Exit
    alarms: tuple[str, ...]
    """Keyword files that are refused, and what stays in force in their place."""
    sites: tuple[SiteReport, ...]
    shadow: Mapping[str, Mapping[str, int]]
    """Of each keyword file on trial, by id: how many listings it would have flagged, by level."""
    egress_exceptions: tuple[str, ...]
    urls: str
    """File with the final state of every address, one JSON object a line."""
    log: str
    """Folder with a plain log per site."""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "exit_code": int(self.exit_code)}

    def write(self, file: Path) -> None:
        """Keep the report beside the night's logs."""
        file.write_text(json.dumps(self.as_dict(), indent=2, ensure_ascii=False) + "\n", "utf-8")


def shadow_totals(
    files: Iterable[str], counts: Sequence[Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    """What these files on trial would have flagged in sweeps with these counts, by level."""
    levels = [level.value for level in Level if level is not Level.NONE]
    return {
        file: {level: sum(each.get(f"shadow/{file}/{level}", 0) for each in counts)
               for level in levels}
        for file in files
    }  # fmt: skip


def write_urls(database: Database, sites: Iterable[SiteReport], file: Path) -> None:
    """One JSON line per address that these sweeps knew, with the state it ended in."""
    with file.open("w", encoding="utf-8") as out, database.read() as connection:
        for site in sites:
            if site.sweep is None:
                continue
            for url, state, reason, attempts in requests.every(connection, site.sweep):
                line = {"site": site.site, "url": url, "state": state, "reason": reason,
                        "attempts": attempts}  # fmt: skip
                out.write(json.dumps(line, ensure_ascii=False) + "\n")


def exit_code(
    sites: Iterable[SiteReport],
    failures: Iterable[Exit],
    alarms: Sequence[str],
    *,
    interrupted: bool,
) -> Exit:
    """The exit code of the whole run: the gravest thing that happened.

    :param failures: exit codes other than 0 with which single sites ended.
    """
    reports, codes = list(sites), list(failures)
    every_site = bool(codes) and len(codes) == len(reports) and len(set(codes)) == 1
    gravest = [code for code in _GRAVEST if code in codes]
    if interrupted:
        code = Exit.INTERRUPTED
    elif gravest:
        code = gravest[0]
    elif every_site:
        code = codes[0]
    elif not any(report.covered for report in reports):
        code = Exit.NOT_COVERED
    elif codes or alarms or any(report.verdict is not Verdict.HEALTHY for report in reports):
        code = Exit.NEEDS_A_LOOK
    else:
        code = Exit.OK
    return code
