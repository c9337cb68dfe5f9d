"""Single pages, asked for as a sweep would ask: same name, robots obeyed, same egress guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

from crawler.config import Config, Site
from crawler.config.address import host_and_port, is_forbidden, is_onion
from crawler.config.model import Render
from crawler.config.policy import request_meta, scrapy_settings
from crawler.errors import InputError, MissingError, UnreachableError
from crawler.exchange.page_reader import PageReader
from crawler.extraction import Kind, Page
from crawler.frontier.failures import explain
from crawler.frontier.rendering import IN_BROWSER, Rendering

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came."""

    page: Page
    status: int
    """HTTP status of the answer, after redirects."""
    rendered: bool = False
    """Whether the browser opened it."""


Follow: TypeAlias = Callable[[str, Fetched | None], Iterable[str]]
"""From the address that was asked for and the page that came, ``None`` if none did, to the
addresses of the same site that are wanted next."""


class _Pages(Spider):
    """Asks for some pages, one after the other, and keeps them."""

    name = "pages"

    def __init__(self, urls: Sequence[str], site: Site, follow: Follow | None) -> None:
        super().__init__()
        self.site, self.addresses = site, tuple(urls)
        self._follow = follow
        self._urls, self._meta = urls, request_meta(site)
        self._reader = PageReader(site.name, site)
        self._rendering = Rendering(site)
        self.fetched: dict[str, Fetched] = {}
        self.why: dict[str, str] = {}
        self.missing: MissingError | None = None
        self.broken: Exception | None = None
        """What ``follow`` raised; Scrapy would only log it."""

    async def start(self) -> AsyncIterator[Any]:
        for url in self._urls:
            yield self._request(url)

    def _request(self, url: str) -> Request:
        return Request(
            url,
            self.came,
            errback=self.failed,
            cb_kwargs={"asked": url},
            meta=dict(self._meta),
            dont_filter=True,
        )

    def _next(self, asked: str) -> Iterator[Request]:
        if self._follow is None:
            return
        try:
            urls = list(self._follow(asked, self.fetched.get(asked)))
        except Exception as error:  # noqa: BLE001 - raised again where the caller can see it
            self.broken = error
            return
        yield from map(self._request, urls)

    def came(self, response: Response, asked: str) -> Iterator[Any]:
        declared = response.headers.get("Content-Type")
        content_type = declared.decode("latin-1") if declared else None
        now = datetime.now(UTC)
        page = Page(response.url, response.body, content_type, fetched_at=now)
        rendered = bool(response.meta.get("playwright"))
        self.fetched[asked] = Fetched(page, response.status, rendered)
        opens = not rendered and (self._rendering.opens or self._rendering.lacks)
        if opens and response.status < 300 and self._reader.read(page).kind is Kind.SHELL:
            if self._rendering.missing:
                self.missing = MissingError(self._rendering.missing)
                return
            request = response.request or Request(response.url)
            yield request.replace(meta={**request.meta, **IN_BROWSER}, dont_filter=True)
            return
        yield from self._next(asked)

    def failed(self, failure: Failure) -> Iterator[Request]:
        error = failure.value or Exception("unknown")
        asked = failure.request.cb_kwargs["asked"]  # type: ignore[attr-defined]
        self.fetched.pop(asked, None)
        if isinstance(error, MissingError):
            self.missing = error
        self.why[asked] = explain(error)[0]
        yield from self._next(asked)


def fetch_pages(
    urls: Sequence[str],
    config: Config,
    site: Site | None,
    render: Render | None = None,
    follow: Follow | None = None,
) -> dict[str, Fetched]:
    """Fetch these addresses with the settings of ``site``, or else at the default pace.

    :param render: how, instead of as the site has it.
    :param follow: what to fetch next; what of that cannot be had is left out.

    Runs an event loop of its own: once per process.

    :raises InputError: if an address is not one that may be asked for.
    :raises UnreachableError: with the reason, if a page could not be had.
    :raises MissingError: if a page needs a browser and there is none.
    """
    site = site or Site.model_validate({"name": "unknown", "spider": "classifieds", "start": urls})
    if render:
        site = Site.model_validate({**site.model_dump(), "render": render})
    settings = {
        **scrapy_settings(config, site),
        "EXTENSIONS": {
            "crawler.frontier.egress.EgressGuard": 10,
            "crawler.frontier.gate.Gate": 20,
        },
        "DOWNLOADER_MIDDLEWARES": {
            "crawler.frontier.membership.MembershipMiddleware": 90,
            "crawler.frontier.robots.RobotsMiddleware": 100,
            "crawler.frontier.cookies.CookiesMiddleware": 700,
            "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
            "crawler.frontier.detour.DetourMiddleware": 740,
        },
        "HTTPERROR_ALLOW_ALL": True,
        "DOWNLOAD_TIMEOUT": 30,
        "DOWNLOAD_MAXSIZE": 20 * 2**20,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "RETRY_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "CRITICAL",
    }
    for url in urls:
        if is_forbidden(url, frozenset(config.egress.allow)):
            raise InputError(f"{url} is not a public address; if it is yours, see egress.allow")
        if is_onion(host_and_port(url)[0]) and not (site.proxy and site.proxy.is_socks):
            raise InputError(
                f"{url}: a .onion address is found through a SOCKS5 proxy only; "
                "give its site one, and name it with --site"
            )
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(_Pages)
    process.crawl(crawler, urls, site, follow)
    process.start()
    spider = crawler.spider
    fetched = spider.fetched if isinstance(spider, _Pages) else {}
    why = spider.why if isinstance(spider, _Pages) else {}
    if isinstance(spider, _Pages) and spider.missing:
        raise spider.missing
    if isinstance(spider, _Pages) and spider.broken:
        raise spider.broken
    for url in urls:
        if url not in fetched:
            reason = why.get(url, "no answer")
            raise UnreachableError(f"{url} could not be fetched: {reason}")
    return fetched
