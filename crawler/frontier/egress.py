"""Which addresses may be contacted at all: public ones, and the operator's exact exceptions.

The check stands where names become addresses, and Scrapy connects to just the addresses that come
out of it: a name that resolves differently the second time is checked the second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer

from crawler.config.address import exact, host_and_port, is_onion, may_contact
from crawler.errors import PatrolError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

EGRESS_ALLOW = "PATROL_EGRESS_ALLOW"
"""Scrapy setting that carries ``egress.allow``."""
GATE = "PATROL_GATE"
"""Scrapy setting with ``host:port`` of the gate that everything of a proxied site goes through."""


class _Sieve:
    """Passes on the permitted addresses of an answer, and remembers the others."""

    def __init__(
        self, receiver: Any, host: str, port: int, allow: frozenset[str], refused: dict[str, str]
    ) -> None:
        self._receiver = receiver
        self._host, self._port, self._allow = host, port, allow
        self._refused = refused

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802 - Twisted's interface
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if may_contact(address.host, self._host, self._port, self._allow):
            self._receiver.addressResolved(address)
        else:
            self._refused[self._host] = address.host

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Twisted's name resolution with every forbidden address taken out of the answer.

    :param refused: is told the hosts that have a forbidden address, and which.
    :param gate: ``host:port`` of the only way out; no other name is looked up then.
    """

    def __init__(
        self, inner: Any, allow: frozenset[str], refused: dict[str, str], gate: str | None = None
    ) -> None:
        self._inner = inner
        self._allow = frozenset({gate}) if gate else allow
        self._refused = refused
        self._gate = gate

    def resolveHostName(  # noqa: N802
        self,
        receiver: Any,
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[Any] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        if is_onion(hostName) or (self._gate and exact(hostName, portNumber) != self._gate):
            self._refused[hostName] = "not looked up here"
            receiver.resolutionBegan(None)
            receiver.resolutionComplete()
            return receiver
        sieve = _Sieve(receiver, hostName, portNumber, self._allow, self._refused)
        return self._inner.resolveHostName(
            sieve, hostName, portNumber, addressTypes, transportSemantics
        )


class EgressGuard:
    """Scrapy extension: puts the guarded resolver in place before the first request."""

    def __init__(self, settings: BaseSettings) -> None:
        self._settings = settings
        self._refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        guard = cls(crawler.settings)
        # Not through DNS_RESOLVER: Scrapy builds that before it knows the site's settings.
        crawler.signals.connect(guard.stand, signals.spider_opened, weak=False)
        return guard

    def stand(self) -> None:
        """Stand between the reactor and its resolver."""
        from twisted.internet import reactor

        allow = frozenset(self._settings.getlist(EGRESS_ALLOW))
        gate = self._settings.get(GATE)  # which has opened in the meantime, if there is one
        resolver = GuardedResolver(reactor.nameResolver, allow, self._refused, gate)
        reactor.installNameResolver(resolver)

    def refusal(self, url: str) -> str | None:
        """Why nothing was found at the name in ``url``, if it is not that the name is unknown."""
        host, port = host_and_port(url)
        address = self._refused.get(host)
        return address and f"forbidden address: {exact(host, port)} is {address}"


def guard_of(crawler: Crawler) -> EgressGuard:
    """The guard that Scrapy built for this crawler."""
    guard = crawler.get_extension(EgressGuard)
    if guard is None:
        raise PatrolError("the EgressGuard extension is off: see EXTENSIONS in crawler/settings.py")
    return guard
