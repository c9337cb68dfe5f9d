"""Addresses: which a configuration may name, and which may be contacted at all."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from socket import inet_aton, inet_ntoa
from urllib.parse import SplitResult, urlsplit

_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is given out to be reached; the rest is reserved, local, or a way to IPv4."""
_NOT_PUBLIC = (  # beside what Python's own tables know
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.88.99.0/24"),  # relays into 6to4
    IPv6Network("2001::/32"),  # Teredo: hides an IPv4 address
    IPv6Network("2002::/16"),  # 6to4: the same
    IPv6Network("3fff::/20"),  # documentation
)
_LOCAL = (".local", ".internal", ".intranet", ".lan", ".home.arpa")
"""Ends of names that are given out in own networks only (RFC 6762, RFC 8375, and by custom)."""
_PROXIES = frozenset({"http", "https", "socks5", "socks5h"})
_EXACT = re.compile(r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):[1-9][0-9]*")


def check_web_address(text: str) -> str:
    """An absolute ``http(s)`` address without a password in it."""
    parts = _split(text)
    if parts.scheme not in {"http", "https"}:
        raise ValueError(f"'{text}' is not a web address; it must begin with http:// or https://")
    if not parts.hostname:
        raise ValueError(f"'{text}' names no host")
    if parts.username or parts.password:
        raise ValueError("an address must not hold a user name or password")
    return text


def check_proxy(text: str) -> str:
    """The address of an HTTP or SOCKS5 proxy, without a password in it; it is not repeated."""
    if "@" in text:
        raise ValueError(
            "an address must not hold a user name or password; see 'user' and 'password'"
        )
    parts = _split(text)
    if parts.scheme not in _PROXIES or not parts.hostname or not parts.port:
        raise ValueError(
            f"'{text}' is not a proxy such as http://127.0.0.1:3128 or socks5h://127.0.0.1:9050"
        )
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ValueError(f"'{text}' should end after the port")
    return text.rstrip("/")


def is_onion(host: str) -> bool:
    """Whether a host is one that only Tor knows; no resolver is asked for it (RFC 7686)."""
    return host.rstrip(".").lower().endswith(".onion")


def check_egress(text: str) -> str:
    """An exact ``host:port``, nothing wider."""
    host, port = host_and_port(f"//{text}") if _EXACT.fullmatch(text) else ("", 0)
    if not host:
        raise ValueError(f"'{text}' is not one exact host:port such as 127.0.0.1:8700")
    return exact(host, port)


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port  # reading it is what checks it
    except ValueError as error:
        raise ValueError(f"'{text}' is not an address: {error}") from None
    return parts


def exact(host: str, port: int) -> str:
    """``host:port`` in the one form in which two of them compare; IPv6 in brackets."""
    try:
        host = str(ip_address(host.partition("%")[0]))
    except ValueError:
        host = host.lower()
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def may_contact(address: str, host: str, port: int, allow: frozenset[str]) -> bool:
    """Whether a socket may be opened to the IP ``address`` that ``host`` stands for.

    Public addresses only, however they are spelt: an IPv4 address written as an IPv6 one counts
    as itself, and one that a tunnel or a translator hides never counts as public.

    :param allow: exceptions as :func:`exact` writes them.
    """
    if exact(host, port) in allow or exact(address, port) in allow:
        return True
    ip = ip_address(address.partition("%")[0])
    if not isinstance(ip, IPv4Address):
        ip = ip.ipv4_mapped or ip
    if any(ip in network for network in _NOT_PUBLIC):
        return False
    reachable = isinstance(ip, IPv4Address) or ip in _GLOBAL_UNICAST
    return reachable and ip.is_global and not ip.is_multicast


def host_and_port(url: str) -> tuple[str, int]:
    """Host name or address (lower-case) and port of a web address."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def is_forbidden(url: str, allow: frozenset[str]) -> bool:
    """Whether the address names a forbidden machine by its number, as ``localhost``, or by a name
    that no public resolver knows.

    For early, clear words only: what holds is the check where the socket's address is known.
    """
    return _is_forbidden(*host_and_port(url), allow)


@lru_cache(maxsize=1024)  # asked for every page of a site, which are all of one host
def _is_forbidden(host: str, port: int, allow: frozenset[str]) -> bool:
    try:
        return not may_contact(_number(host), host, port, allow)
    except ValueError:  # a name, to be looked up when it is asked
        return _is_local(host) and exact(host, port) not in allow


def _is_local(host: str) -> bool:
    """Whether a name is one that only an own network knows."""
    name = host.rstrip(".").lower()
    return "." not in name or name.endswith(_LOCAL)


def _number(host: str) -> str:
    """The IP address that every resolver makes of ``127.1``, ``0x7f.1`` or ``localhost``."""
    if host.rstrip(".").rpartition(".")[2] == "localhost":
        return "127.0.0.1"
    try:
        return inet_ntoa(inet_aton(host))
    except (OSError, ValueError):
        return host
