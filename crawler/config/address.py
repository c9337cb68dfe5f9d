"""Checks on the addresses that a configuration names."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


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
