"""A sweep that is under way in this process: its lock, its books, its lexicon."""

from __future__ import annotations

import asyncio
import logging
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call

from crawler.config.policy import reading_of
from crawler.errors import KeywordError, PatrolError
from crawler.frontier.budget import Budget
from crawler.frontier.ledger import Ledger
from crawler.frontier.meta import ROW
from crawler.frontier.quota import Quota
from crawler.frontier.rendering import Rendering
from crawler.items import Verdict
from crawler.lexicon import Lexicon
from crawler.matching import Circumstances, Matcher, read_rates
from crawler.store import lexicons, requests, sweeps, visits
from crawler.store.database import Database, open_database
from crawler.store.in_force import put_in_force
from crawler.store.lock import site_lock

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.config import Config, Site

_STALE = timedelta(hours=24)
_FORGOTTEN = 3
"""Times ``revisit_days`` without being met, after which a page is forgotten."""
_TICK = 0.25
log = logging.getLogger(__name__)


class Session:
    """Everything that one sweep over one site works with.

    :param lexicon: version of the stored lexicon to score by; without one the keyword files are
        put in force.
    :param full: read every page, whatever is known of it.
    """

    def __init__(
        self,
        config: Config,
        site: Site,
        budget: Budget,
        lexicon: str | None = None,
        *,
        full: bool = False,
    ) -> None:
        self.config = config
        self.site = site
        self.budget = budget
        self.rendering = Rendering(site)
        self.verdict: Verdict | None = None
        """How the sweep ended; ``None`` while it is open, and if it was interrupted."""
        self.alarms: tuple[str, ...] = ()
        """Which keyword files are refused, and what stays in force in their place."""
        self._held = ExitStack()
        self.database: Database = open_database(config.database)
        self._held.callback(self.database.close)
        self._held.enter_context(site_lock(self.database, site.name))
        self.lexicon = self._stored(lexicon) if lexicon else self._in_force()
        self.ledger = Ledger(
            self.database,
            self._begin(full=full),
            batch=2 * site.pace.concurrency,
            country=site.country,
            reading=reading_of(site),
        )
        self.quota = self._quota()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: Any = crawler.spider
        budget = Budget.of(spider.site.limits, pages=spider.limit, minutes=spider.minutes)
        session = cls(spider.config, spider.site, budget, spider.lexicon, full=spider.full)
        session.ledger.on_failure = lambda: _close(crawler, "database")
        heartbeat = create_looping_call(session.ledger.tick)
        connect = crawler.signals.connect
        connect(lambda: heartbeat.start(_TICK), signals.spider_opened, weak=False)
        connect(session._left, signals.item_scraped)
        connect(session._left, signals.item_dropped)
        connect(session._lost, signals.item_error)
        connect(session.close, signals.engine_stopped)
        return session

    def _quota(self) -> Quota | None:
        api = self.site.api
        if api.daily is None:
            return None
        shared = [site.name for site in self.config.sites if api.id and site.api.id == api.id]
        return Quota(self.database, self.ledger.sweep.id, shared or [self.site.name], api.daily)

    def _stored(self, version: str) -> Lexicon:
        with self.database.read() as connection:
            lexicon = lexicons.stored(connection, version)
        if lexicon is None:
            raise KeywordError(f"the database knows no lexicon of the version '{version}'")
        return lexicon

    def _in_force(self) -> Lexicon:
        config = self.config
        found = put_in_force(self.database, config.keywords, config.levels, datetime.now(UTC))
        self.alarms = found.alarms
        for told in (*found.alarms, *found.notes):
            log.warning("%s", told)
        return found.lexicon

    @cached_property
    def matcher(self) -> Matcher:
        """Assesses by the lexicon and the levels of this sweep; built once."""
        return Matcher(self.lexicon, self.config.levels)

    @cached_property
    def circumstances(self) -> Circumstances:
        """The day and the rates by which this sweep assesses."""
        return Circumstances(on=datetime.now(UTC).date(), rates=read_rates())

    def _begin(self, *, full: bool) -> sweeps.Sweep:
        """The sweep that was interrupted, if it is not too old to go on with, or a new one."""
        now, site = datetime.now(UTC), self.site
        with self.database.write() as connection:
            open_sweep = sweeps.unfinished(connection, site.name)
            stale = open_sweep is not None and now - open_sweep.started_at >= _STALE
            if open_sweep and not (full or stale):
                requests.release(connection, open_sweep.id)
                return open_sweep
            if open_sweep:
                reason = "interrupted, and not picked up within a day"
                if full:
                    reason = "interrupted, and everything was to be read anew"
                requests.skip_rest(connection, open_sweep.id, reason)
                sweeps.close(connection, open_sweep.id, Verdict.FAILED, reason, now)
            old = now - _FORGOTTEN * timedelta(days=site.revisit_days)
            visits.forget_old(connection, site.name, old)
            days = 0 if full else site.revisit_days
            due = visits.reread_before(connection, site.name, now, days)
            return sweeps.begin(connection, site.name, self.lexicon.version, now, due)

    def _left(self, response: Response) -> None:
        self.ledger.left_pipelines(response.meta[ROW])

    def _lost(self, response: Response, failure: Any) -> None:
        self.ledger.count("listing/error", page=response.meta[ROW])
        self.ledger.spoil(response.meta[ROW], f"a listing was lost: {failure.value!r}")
        self.ledger.left_pipelines(response.meta[ROW])

    def close(self) -> None:
        """Let go of the site's lock and the database."""
        self._held.close()


def session_of(crawler: Crawler) -> Session:
    """The session that Scrapy built for this crawler."""
    session = crawler.get_extension(Session)
    if session is None:
        raise PatrolError("the Session extension is off: see EXTENSIONS in crawler/settings.py")
    return session


def _close(crawler: Crawler, reason: str) -> None:
    asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))  # noqa: RUF006


def spider_of(crawler: Crawler) -> Spider:
    """The crawler's spider, once there is one."""
    if crawler.spider is None:
        raise PatrolError("there is no spider yet")
    return crawler.spider
