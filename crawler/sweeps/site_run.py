"""One site's sweep in a process of its own, so that it cannot take others down.

Started by ``launch.py``; speaks to it in JSON lines on standard output and logs to standard error.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.project import get_project_settings

from crawler.errors import Exit, PatrolError
from crawler.frontier import Session, session_of
from crawler.frontier.budget import NIGHT_OVER

_EVERY = 1.0
_NEW_OBJECTS = 20_000
"""Made between two searches for cycles of references. Pages leave hardly any; to search after
every 700, as Python does, is a twentieth of the work of a sweep."""
log = logging.getLogger(__name__)


def main() -> None:
    """Run the sweep that the arguments name and exit with its code."""
    parser = ArgumentParser(prog="python -m crawler.sweeps.site_run")
    for name in ("--kind", "--site", "--config", "--limit", "--minutes", "--lexicon", "--full"):
        parser.add_argument(name)
    sys.exit(run(parser.parse_args()))


def run(wanted: Namespace) -> int:
    """Sweep one site; returns the exit code."""
    gc.set_threshold(_NEW_OBJECTS)
    os.environ["SCRAPY_SETTINGS_MODULE"] = "crawler.settings"
    process = AsyncCrawlerProcess(get_project_settings())
    logging.getLogger("scrapy").setLevel(logging.INFO)  # else a record is made for every page
    crawler = process.create_crawler(wanted.kind)
    _report_progress(crawler)
    _leave_when_asked(process)
    arguments = {"site": wanted.site, "config": wanted.config,
                 "limit": wanted.limit, "minutes": wanted.minutes,
                 "lexicon": wanted.lexicon, "full": wanted.full}  # fmt: skip
    finished = process.crawl(crawler, **{key: value for key, value in arguments.items() if value})
    process.start(install_signal_handlers=False)
    code, error = how_it_ended(crawler, finished.exception() if finished.done() else None)
    _say(event="end", error=error)
    return int(code)


def _leave_when_asked(process: AsyncCrawlerProcess) -> None:
    """End open pages and stop at the first SIGTERM; the second one ends it at once, which loses
    nothing either. A terminal's Ctrl-C reaches the whole group: it is for ``launch.py`` to act on.
    """
    loop = asyncio.get_event_loop()

    def leave() -> None:
        loop.remove_signal_handler(signal.SIGTERM)
        leaving.append(asyncio.ensure_future(process.stop()))

    leaving: list[asyncio.Future[None]] = []
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    loop.add_signal_handler(signal.SIGTERM, leave)


def how_it_ended(crawler: Crawler, error: BaseException | None = None) -> tuple[Exit, str]:
    """The exit code of a crawler that has ended, and the sentence to go with it.

    :param error: what kept it from starting, if anything did.
    """
    session = crawler.get_extension(Session) if crawler._extensions else None
    failure = (session.ledger.failure if session else None) or error
    if isinstance(failure, PatrolError):
        return failure.exit_code, str(failure)
    if failure is not None:
        log.error("the sweep failed", exc_info=failure)
        return Exit.INTERNAL, f"{type(failure).__name__}: {failure}"
    of_the_night = session is not None and session.ledger.stopped == NIGHT_OVER
    return (Exit.BUDGET_USED_UP if of_the_night else Exit.OK), ""


def _report_progress(crawler: Crawler) -> None:
    def begin() -> None:
        _say(event="begin", sweep=session_of(crawler).ledger.sweep.id)
        heartbeat.start(_EVERY)

    def tell() -> None:
        counts = session_of(crawler).ledger.counts
        _say(
            event="progress",
            pages=counts["page/fetched"],
            listings=counts["listing/seen"],
            flagged=counts["listing/flagged"],
        )

    heartbeat = create_looping_call(tell)
    crawler.signals.connect(begin, signals.spider_opened, weak=False)


def _say(**message: Any) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - standard output is the line to launch.py


if __name__ == "__main__":
    main()
