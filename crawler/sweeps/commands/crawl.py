"""``scrapy crawl``: Scrapy's own command with an exit code that says how the sweep went.

Scrapy's ends with 0 whatever became of the listings.
"""

from __future__ import annotations

from argparse import Namespace

from scrapy import Spider
from scrapy.commands import crawl
from scrapy.crawler import Crawler

from crawler.errors import Exit
from crawler.frontier import Session
from crawler.items import Verdict
from crawler.sweeps.site_run import how_it_ended


class Command(crawl.Command):
    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self._crawler = super()._create_crawler(spidercls)
        return self._crawler

    def run(self, args: list[str], opts: Namespace) -> None:
        super().run(args, opts)
        if not self.exitcode:
            self.exitcode = int(_exit_code(self._crawler))


def _exit_code(crawler: Crawler) -> Exit:
    code, _ = how_it_ended(crawler)
    session = crawler.get_extension(Session)
    if code or session is None:
        return code
    if session.verdict is None:
        return Exit.INTERRUPTED
    well = session.verdict is Verdict.HEALTHY and not session.alarms
    return Exit.OK if well else Exit.NEEDS_A_LOOK
