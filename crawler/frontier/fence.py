"""The last look before a request is sent: is it still this site's, and may it be contacted?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy import Request
from scrapy.exceptions import CannotResolveHostError

from crawler.config.address import is_forbidden
from crawler.config.domain import domain_of
from crawler.frontier.egress import EGRESS_ALLOW, EgressGuard, guard_of
from crawler.frontier.failures import RefusedError
from crawler.frontier.meta import ROBOTS
from crawler.frontier.session import session_of, spider_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class FenceMiddleware:
    """Keeps a sweep on its own site, redirects included, and gives each domain one pace."""

    def __init__(self, domains: frozenset[str], allow: frozenset[str], guard: EgressGuard) -> None:
        self._domains = domains
        self._allow = allow
        self._guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: Any = spider_of(crawler)
        login = session_of(crawler).site.login
        named = (*spider.addresses, *([login.url] if login else []))
        domains = frozenset(domain_of(address) for address in named)
        allow = frozenset(crawler.settings.getlist(EGRESS_ALLOW))
        return cls(domains, allow, guard_of(crawler))

    def process_request(self, request: Request) -> None:
        domain = domain_of(request.url)
        if domain not in self._domains and not request.meta.get(ROBOTS):
            raise RefusedError(f"off site: {domain or 'not a web address'}")
        if is_forbidden(request.url, self._allow):
            raise RefusedError(f"forbidden address: {domain}")
        if not request.meta.get(ROBOTS):  # asked for in the slot of whoever wants to know
            request.meta["download_slot"] = domain

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A name whose addresses the guard took away was found; it is not asked for again."""
        if isinstance(exception, CannotResolveHostError) and (
            why := self._guard.refusal(request.url)
        ):
            raise RefusedError(why) from exception
