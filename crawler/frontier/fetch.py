"""One page, asked for as a sweep would ask: same name, robots obeyed, same egress guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

from crawler.config.policy import scrapy_settings
from crawler.errors import InputError
from crawler.frontier.failures import RefusedError, explain

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.config import Config, Site


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came."""

    url: str
    """After redirects."""
    status: int
    content_type: str | None
    body: bytes


class _OnePage(Spider):
    name = "one-page"

    def __init__(self, url: str, browser: bool, fetched: list[Fetched], why: list[str]) -> None:
        super().__init__()
        self.url, self.browser = url, browser
        self.fetched, self.why = fetched, why

    async def start(self) -> AsyncIterator[Any]:
        meta = {"playwright": True} if self.browser else {}
        yield Request(self.url, self.came, errback=self.failed, meta=meta)

    def came(self, response: Response) -> Iterator[Any]:
        kind = response.headers.get("Content-Type")
        content_type = kind.decode("latin-1") if kind else None
        self.fetched.append(Fetched(response.url, response.status, content_type, response.body))
        yield from ()

    def failed(self, failure: Failure) -> None:
        error = failure.value or Exception("unknown")
        self.why.append(str(error) if isinstance(error, RefusedError) else explain(error)[0])


def fetch(url: str, config: Config, site: Site) -> Fetched:
    """Fetch ``url`` with the settings of ``site``.

    Runs an event loop of its own: once per process.

    :raises InputError: with the reason, if the page could not be had or may not be asked for.
    """
    fetched: list[Fetched] = []
    why: list[str] = []
    settings = {
        **scrapy_settings(config, site),
        "EXTENSIONS": {"crawler.frontier.egress.EgressGuard": 10},
        "DOWNLOADER_MIDDLEWARES": {"crawler.frontier.robots.RobotsMiddleware": 100},
        "HTTPERROR_ALLOW_ALL": True,
        "DOWNLOAD_TIMEOUT": 30,
        "DOWNLOAD_MAXSIZE": 20 * 2**20,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "RETRY_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "CRITICAL",
    }
    process = AsyncCrawlerProcess(settings)
    process.crawl(_OnePage, url, site.render == "browser", fetched, why)
    process.start()
    if not fetched:
        raise InputError(f"{url} could not be fetched: {why[0] if why else 'no answer'}")
    return fetched[0]
