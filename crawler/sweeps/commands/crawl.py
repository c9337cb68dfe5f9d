"""``scrapy crawl``: Scrapy's own command, which tells mistakes in a sentence and ends with an exit
code that says how the sweep went.

Scrapy's ends with 0 whatever became of the listings, and tells mistakes as a traceback.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from scrapy import Spider
from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.config import load
from crawler.config.values import spider_kinds
from crawler.errors import Exit, PatrolError
from crawler.frontier import Session
from crawler.items import Verdict
from crawler.strict_yaml import suggest
from crawler.sweeps.site_run import how_it_ended


class Command(crawl.Command):
    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self._crawler = super()._create_crawler(spidercls)
        return self._crawler

    def run(self, args: list[str], opts: Namespace) -> None:
        for kind in args[:1]:
            _refuse_unknown(kind, opts.spargs)
        super().run(args, opts)
        if not self.exitcode:
            self.exitcode = int(_exit_code(self._crawler))


def _refuse_unknown(kind: str, arguments: Mapping[str, str]) -> None:
    """Refuse a kind of spider or a site that nobody knows, before anything begins.

    :raises UsageError: in words.
    """
    if kind not in (known := spider_kinds()):
        near = suggest(kind, list(known))
        raise UsageError(f"there is no spider kind '{kind}'{near} (kinds: {', '.join(known)})")
    try:
        file = arguments.get("config")
        config = load(Path(file) if file else None)
        if "site" not in arguments:
            names = ", ".join(site.name for site in config.sites) or "none"
            raise UsageError(f"which site? Name it with -a site=NAME (sites: {names})")
        config.site(arguments["site"])
    except PatrolError as error:
        raise UsageError(str(error)) from error


def _exit_code(crawler: Crawler) -> Exit:
    code, _ = how_it_ended(crawler)
    session = crawler.get_extension(Session)
    if code or session is None:
        return code
    if session.verdict is None:
        return Exit.INTERRUPTED
    well = session.verdict is Verdict.HEALTHY and not session.alarms
    return Exit.OK if well else Exit.NEEDS_A_LOOK
