"""Which addresses may be contacted at all: public ones, and the operator's exact exceptions.

The check stands where names become addresses, and Scrapy connects to just the addresses that come
out of it: a name that resolves differently the second time is checked the second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from crawler.config.address import may_contact

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

EGRESS_ALLOW = "PATROL_EGRESS_ALLOW"
"""Scrapy setting that carries ``egress.allow``."""


class _Sieve:
    """Passes on the permitted addresses of an answer."""

    def __init__(self, receiver: Any, host: str, port: int, allow: frozenset[str]) -> None:
        self._receiver = receiver
        self._host, self._port, self._allow = host, port, allow

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802 - Twisted's interface
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if may_contact(address.host, self._host, self._port, self._allow):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Twisted's name resolution with every forbidden address taken out of the answer."""

    def __init__(self, inner: Any, allow: frozenset[str]) -> None:
        self._inner = inner
        self._allow = allow

    def resolveHostName(  # noqa: N802
        self,
        receiver: IResolutionReceiver,
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[Any] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        sieve = _Sieve(receiver, hostName, portNumber, self._allow)
        return self._inner.resolveHostName(
            sieve, hostName, portNumber, addressTypes, transportSemantics
        )


class EgressGuard:
    """Scrapy extension: puts the guarded resolver in place before the first request."""

    def __init__(self, allow: frozenset[str]) -> None:
        self._allow = allow

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        guard = cls(frozenset(crawler.settings.getlist(EGRESS_ALLOW)))
        # Not through DNS_RESOLVER: Scrapy builds that before it knows the site's settings.
        crawler.signals.connect(guard.stand, signals.spider_opened, weak=False)
        return guard

    def stand(self) -> None:
        """Stand between the reactor and its resolver."""
        from twisted.internet import reactor

        resolver = GuardedResolver(reactor.nameResolver, self._allow)
        reactor.installNameResolver(resolver)
