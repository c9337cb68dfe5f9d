"""Addresses: which a configuration may name, and which may be contacted at all."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


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
    """The address of an HTTP proxy."""
    parts = _split(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"'{text}' is not an HTTP proxy such as http://127.0.0.1:3128")
    return text


def check_egress(text: str) -> str:
    """An exact ``host:port``, nothing wider."""
    parts = _split(f"//{text}")
    if not parts.hostname or parts.port is None or parts.path or "*" in text or "@" in text:
        raise ValueError(f"'{text}' is not one exact host:port such as 127.0.0.1:8700")
    return text.lower()


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port  # reading it is what checks it
    except ValueError as error:
        raise ValueError(f"'{text}' is not an address: {error}") from None
    return parts


def may_contact(address: str, host: str, port: int, allow: frozenset[str]) -> bool:
    """Whether a socket may be opened to the IP ``address`` that ``host`` stands for.

    Public addresses only, however they are spelt: an IPv4 address inside an IPv6 one counts as
    itself, and one behind NAT64 never counts as public.

    :param allow: exact ``host:port`` exceptions, lower-case.
    """
    if f"{host.lower()}:{port}" in allow or f"{address}:{port}" in allow:
        return True
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if any(ip in network for network in _NAT64):
            return False
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


def host_and_port(url: str) -> tuple[str, int]:
    """Host name or address (lower-case) and port of a web address."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def is_forbidden(url: str, allow: frozenset[str]) -> bool:
    """Whether the address names a forbidden machine by its number, or as ``localhost``.

    For early, clear words only: what holds is the check where the socket's address is known.
    """
    host, port = host_and_port(url)
    number = "127.0.0.1" if host == "localhost" else host
    try:
        return not may_contact(number, host, port, allow)
    except ValueError:  # a name, to be looked up when it is asked
        return False
