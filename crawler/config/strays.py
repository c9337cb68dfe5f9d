"""Addresses of a site that lie on another one: a sweep would not be let onto it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.config.model import Config, Site
from crawler.strict_yaml import Document, Finding, Loc


def strays(config: Config, document: Document) -> Iterator[Finding]:
    """Every address that is on another registered domain than the first of its site.

    Whatever a sweep does, it does at the pace, by the limits and for the verdict of one site.
    """
    for number, site in enumerate(config.sites):
        addresses = _addresses(site)
        first = addresses[0] if addresses else None
        for loc, url in addresses[1:] if first else ():
            if first and not _belongs(url, first[1]):
                yield document.finding(
                    ("sites", number, *loc),
                    f"{_host(url)} is another site than {_host(first[1])}, where this one begins; "
                    "give it an entry of its own under sites",
                )
        if site.search and "{term}" in _host(site.search.url or ""):
            yield document.finding(
                ("sites", number, "search", "url"),
                "{term} must stand behind the name of the host, in its path or query",
            )


def _addresses(site: Site) -> list[tuple[Loc, str]]:
    found: list[tuple[Loc, str]] = [(("start", n), url) for n, url in enumerate(site.start)]
    if site.search and site.search.url:
        found.append((("search", "url"), site.search.url))
    return found


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _belongs(url: str, first: str) -> bool:
    if _host(url) == _host(first):  # as nearly always, and the list of suffixes takes time to read
        return True
    return _registered(url) == _registered(first)


def _registered(url: str) -> str:
    """The registered domain; under an ending that nobody registers at, the last two labels."""
    from crawler.config.domain import domain_of

    domain = domain_of(url)
    host, _, port = domain.rpartition(":")
    if not port.isdigit() or host.startswith("[") or host.rpartition(".")[2].isdigit():
        return domain
    return ".".join(host.split(".")[-2:])
