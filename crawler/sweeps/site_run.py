"""One site's sweep in a process of its own, so that it cannot take others down.

Started by ``launch.py``; speaks to it in JSON lines on standard output and logs to standard error.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.project import get_project_settings

from crawler.errors import Exit, PatrolError
from crawler.frontier import Session
from crawler.frontier.session import session_of

_EVERY = 1.0
log = logging.getLogger(__name__)


def main() -> None:
    """Run the sweep that the arguments name and exit with its code."""
    parser = ArgumentParser(prog="python -m crawler.sweeps.site_run")
    for name in ("--kind", "--site", "--config", "--limit", "--minutes"):
        parser.add_argument(name)
    sys.exit(run(parser.parse_args()))


def run(wanted: Namespace) -> int:
    """Sweep one site; returns the exit code."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "crawler.settings"
    process = AsyncCrawlerProcess(get_project_settings())
    logging.getLogger("scrapy").setLevel(logging.INFO)  # else a record is made for every page
    crawler = process.create_crawler(wanted.kind)
    _report_progress(crawler)
    arguments = {"site": wanted.site, "config": wanted.config,
                 "limit": wanted.limit, "minutes": wanted.minutes}  # fmt: skip
    finished = process.crawl(crawler, **{key: value for key, value in arguments.items() if value})
    process.start()
    return _end(crawler, finished.exception() if finished.done() else None)


def _end(crawler: Crawler, error: BaseException | None) -> int:
    session = crawler.get_extension(Session) if crawler._extensions else None
    failure = (session.ledger.failure if session else None) or error
    sweep = session.ledger.sweep.id if session else None
    if isinstance(failure, PatrolError):
        code, message = failure.exit_code, str(failure)
    elif failure is not None:
        log.error("the sweep failed", exc_info=failure)
        code, message = Exit.INTERNAL, f"{type(failure).__name__}: {failure}"
    else:
        code, message = Exit.OK, ""
    _say(event="end", sweep=sweep, error=message)
    return int(code)


def _report_progress(crawler: Crawler) -> None:
    def tell() -> None:
        counts = session_of(crawler).ledger.counts
        _say(
            event="progress",
            pages=counts["page/fetched"],
            listings=counts["listing/seen"],
            flagged=counts["listing/flagged"],
        )

    heartbeat = create_looping_call(tell)
    crawler.signals.connect(lambda: heartbeat.start(_EVERY), signals.spider_opened, weak=False)


def _say(**message: Any) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - standard output is the line to launch.py


if __name__ == "__main__":
    main()
