"""The last look before a request is sent: is it still this site's, and may it be contacted?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request

from crawler.config.address import is_forbidden
from crawler.frontier.domain import domain_of
from crawler.frontier.egress import EGRESS_ALLOW
from crawler.frontier.failures import RefusedError
from crawler.frontier.meta import ROBOTS
from crawler.frontier.session import session_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class FenceMiddleware:
    """Keeps a sweep on its own site, redirects included, and gives each domain one pace."""

    def __init__(self, domains: frozenset[str], allow: frozenset[str]) -> None:
        self._domains = domains
        self._allow = allow

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        domains = frozenset(domain_of(address) for address in session_of(crawler).site.addresses)
        return cls(domains, frozenset(crawler.settings.getlist(EGRESS_ALLOW)))

    def process_request(self, request: Request) -> None:
        domain = domain_of(request.url)
        if domain not in self._domains and not request.meta.get(ROBOTS):
            raise RefusedError(f"off site: {domain or 'not a web address'}")
        if is_forbidden(request.url, self._allow):
            raise RefusedError(f"forbidden address: {domain}")
        request.meta["download_slot"] = domain
