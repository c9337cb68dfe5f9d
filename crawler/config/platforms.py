"""Well-known platforms: whether programs may visit them, and which other way there is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from crawler.errors import InputError
from crawler.strict_yaml import read, suggest, validate

_FILE = Path(__file__).with_name("platforms.yaml")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Verified(_Part):
    """The document that says so."""

    document: str
    dated: str
    """The day that stands in it, ``undated`` if none does."""
    at: str
    """Where the stored public copy lies that was read."""
    read: str
    """When it was read."""

    def __str__(self) -> str:
        dated = f"of {self.dated}" if self.dated != "undated" else "without a date"
        return f"{self.document} {dated}, read {self.read} in a stored public copy: {self.at}"


class Platform(_Part):
    """One platform, as ``platforms.yaml`` has it."""

    name: str
    title: str
    domains: tuple[str, ...]
    countries: tuple[str, ...] = ()
    """ISO 3166 codes; none if there are many."""
    languages: tuple[str, ...] = ()
    route: Literal["crawl", "api", "by_hand"]
    """Which way to its adverts is open."""
    kind: str = "classifieds"
    """The spider kind that goes that way."""
    why: str
    verified: Verified | None = None
    how: str
    start: str = ""
    settings: tuple[str, ...] = ()
    """Further lines of the site's configuration."""

    def template(self) -> str:
        """A site for ``config.yaml``, disabled, with all that is known as a comment."""
        start = self.start or f"https://www.{self.domains[0]}/"
        country = self.countries[0] if len(self.countries) == 1 else ""
        lines = [
            f"  # {self.title}: {_WAYS[self.route]}.",
            f"  # Why: {self.why}.",
            f"  # Verified: {self.verified or 'no; read its terms and robots.txt first'}.",
            f"  # How: {self.how}.",
            f"  - name: {self.name}",
            "    enabled: false",
            f"    spider: {self.kind}",
            f'    start: ["{start}"]',
            *([f"    languages: [{', '.join(self.languages)}]"] if self.languages else []),
            *([f"    country: {country}"] if country else []),
            *(f"    {line}" for line in self.settings),
        ]
        return "\n".join(lines) + "\n"

    def objection(self, kind: str) -> str:
        """Why not to visit it with spiders of ``kind``, and what to do instead; else empty."""
        if self.route == "crawl" or (self.route == "api" and kind == self.kind):
            return ""
        instead = (
            f"use spider: {self.kind}" if self.route == "api" else
            "save pages by hand and 'patrol import' them"
        )  # fmt: skip
        return f"{self.title} is not for crawlers: {self.why}. Instead: {instead} ({self.how})"


_WAYS = {
    "crawl": "may be visited by programs that obey robots.txt",
    "api": "by its official interface for programs",
    "by_hand": "by hand only: save pages, and import them with 'patrol import'",
}


class _Table(_Part):
    platforms: tuple[Platform, ...]


@lru_cache(maxsize=1)
def platforms() -> tuple[Platform, ...]:
    """All that are known, in the order of the file."""
    document = read(_FILE)
    table = validate(_Table, document)
    if table is None:
        raise InputError("\n".join(str(found) for found in document.findings))
    return table.platforms


def platform(name: str) -> Platform:
    """The platform of that name.

    :raises InputError: if none is known.
    """
    for each in platforms():
        if each.name == name:
            return each
    names = [each.name for each in platforms()]
    raise InputError(f"no platform '{name}' is known{suggest(name, names)}")


def platform_of(url: str) -> Platform | None:
    """The platform that an address belongs to, ``None`` if it is no known one."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return None
    for each in platforms():
        if any(host == domain or host.endswith(f".{domain}") for domain in each.domains):
            return each
    return None


def objections(addresses: tuple[str, ...], kind: str) -> list[str]:
    """Why not to sweep a site that begins at these addresses, once per platform."""
    known = dict.fromkeys(found for url in addresses if (found := platform_of(url)))
    return [said for each in known if (said := each.objection(kind))]
