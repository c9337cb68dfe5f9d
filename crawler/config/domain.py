"""Which addresses belong together: the registered domain, or host:port where it is an address."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from tldextract import TLDExtract

from crawler.config.address import exact

# The bundled public suffix list: looking up a newer one would tell a third party who is watching.
suffixes = TLDExtract(suffix_list_urls=(), include_psl_private_domains=True)


def domain_of(url: str) -> str:
    """``example.co.uk`` for any host below it, ``127.0.0.1:8700`` or ``localhost:8700`` as is.

    Empty for what is no web address.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    return _domain(host, port or (443 if parts.scheme == "https" else 80))


@lru_cache(maxsize=4096)
def _domain(host: str, port: int) -> str:
    host = _in_ascii(host)
    registered = "" if _is_address(host) else suffixes(host).top_domain_under_public_suffix
    return registered or exact(host, port)


def _in_ascii(host: str) -> str:
    """``bücher.example`` as requests spell it: ``xn--bcher-kva.example``."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
