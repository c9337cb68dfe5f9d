"""What ``config.yaml`` may say: every key with its type, its default and its meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, model_validator

from crawler.config.access import Login, Proxy, Secret
from crawler.config.section import Section
from crawler.config.values import (
    Charset,
    Contact,
    Count,
    Country,
    CoveredField,
    Currency,
    DatabaseAddress,
    Language,
    Minutes,
    Name,
    Positive,
    Score,
    Selector,
    SelectorName,
    Share,
    Socket,
    SpiderKind,
    WebAddress,
)
from crawler.errors import InputError
from crawler.strict_yaml import Document, suggest

Render: TypeAlias = Literal["http", "browser", "auto"]
"""How a page is fetched: plainly, in the browser, or there if it shows nothing otherwise."""


class Levels(Section):
    """Scores (0-100) from which a listing reaches a level, unless its keyword file says else."""

    watch: Score = 25
    review: Score = 50
    urgent: Score = 80

    @model_validator(mode="after")
    def _ascending(self) -> Levels:
        if not self.watch <= self.review <= self.urgent:
            raise ValueError("they must rise: watch, review, urgent")
        return self


class Night(Section):
    """Bounds of one ``patrol sweep`` over all sites."""

    minutes: Minutes = 300
    parallel_sites: Positive = 4


class Retention(Section):
    """Days that a listing is kept after it was last seen."""

    unflagged_days: Positive = 30
    dismissed_days: Positive = 30
    confirmed_days: Positive = 365


class Egress(Section):
    """Exceptions to "public addresses only"."""

    allow: tuple[Socket, ...] = ()


class Search(Section):
    """A site's search form, asked for the terms of keyword files."""

    url: WebAddress | None = None
    files: tuple[str, ...] = ()
    budget: Positive = 50
    every: Positive = 7
    charset: Charset = "utf-8"

    @model_validator(mode="after")
    def _has_term(self) -> Search:
        if self.url and "{term}" not in self.url:
            raise ValueError("search.url must say where the word goes: put {term} into it")
        return self


class Api(Section):
    """How a site's interface for programs is asked, for kinds that read one."""

    url: WebAddress | None = None
    id: Secret | None = None
    secret: Secret | None = None
    daily: Positive | None = None
    pages: Positive | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> Api:
        if (self.id is None) != (self.secret is None):
            raise ValueError("'id' and 'secret' go together: each names an environment variable")
        return self


class Pace(Section):
    """How gently a site is asked."""

    delay: Annotated[float, Field(ge=0, le=3600)] = 1.0
    concurrency: Annotated[int, Field(ge=1, le=32)] = 1


class Limits(Section):
    """Where a sweep over one site stops even if there is more."""

    pages: Positive = 500
    minutes: Minutes = 60
    depth: Positive = 20
    rounds: Positive = 30


class ExpectedListings(Section):
    """How many listings a healthy night reads."""

    min: Count = 0


class Expect(Section):
    """What a healthy night looks like on this site."""

    listings: ExpectedListings = ExpectedListings()
    fields: dict[CoveredField, Share] = Field({})


class Site(Section):
    """One marketplace, shop, forum or channel."""

    name: Name
    enabled: bool = True
    spider: SpiderKind
    start: tuple[WebAddress, ...] = ()
    languages: tuple[Language, ...] = ()
    country: Country | None = None
    currency: Currency | None = None
    selectors: dict[SelectorName, Selector] = Field({})
    search: Search | None = None
    api: Api = Api()
    read: Literal["pages", "entries"] = "pages"
    pace: Pace = Pace()
    limits: Limits = Limits()
    render: Render = "http"
    proxy: Proxy | None = None
    cookies: Path | None = None
    login: Login | None = None
    revisit_days: Count = 14
    expect: Expect = Expect()

    @model_validator(mode="after")
    def _somewhere_to_begin(self) -> Site:
        if not self.start and self.search is None:
            raise ValueError("'start' is missing (or 'search', to begin with search terms)")
        return self

    @model_validator(mode="after")
    def _some_way_in(self) -> Site:
        if self.login and not (self.login.fields or self.cookies):
            raise ValueError("'login' lets nobody in without 'login.fields' or 'cookies'")
        return self

    @model_validator(mode="after")
    def _entries_of_a_feed(self) -> Site:
        if self.read == "entries" and self.spider != "feed":
            raise ValueError("'read: entries' is for feeds: leave it out, or say 'spider: feed'")
        return self

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that a sweep over this site begins with."""
        others = (self.search.url if self.search else None, self.api.url)
        return (*self.start, *(address for address in others if address))

    @property
    def reach(self) -> tuple[str, ...]:
        """Every address whose domain a sweep goes to: where it begins, and the login."""
        return (*self.addresses, *([self.login.url] if self.login else []))

    @property
    def hosts(self) -> frozenset[str]:
        """Lower-case host names that belong to this site, that of its login included."""
        named = (*self.addresses, *([self.login.url] if self.login else []))
        return frozenset(urlsplit(address).hostname or "" for address in named)


class Config(Section):
    """The whole of ``config.yaml``. Paths are absolute once loaded."""

    contact: Contact | None = None
    database: DatabaseAddress = "sqlite:///data/patrol.db"
    evidence: Path = Path("data/evidence")
    reports: Path = Path("data/reports")
    keywords: Path = Path("keywords")
    levels: Levels = Levels()
    night: Night = Night()
    retention: Retention = Retention()
    egress: Egress = Egress()
    sites: tuple[Site, ...] = ()

    def site(self, name: str) -> Site:
        """The site of that name.

        :raises InputError: if there is none.
        """
        for site in self.sites:
            if site.name == name:
                return site
        names = [site.name for site in self.sites]
        raise InputError(
            f"there is no site '{name}' in {self.path or 'the configuration'}"
            f"{suggest(name, names)} (sites: {', '.join(names) or 'none'})"
        )

    def place(self, *loc: str | int) -> str:
        """``FILE:LINE`` of a value, or of the nearest one around it that the file has."""
        if self._document is None:
            return str(self.path or "the configuration")
        return f"{self._document.path}:{self._document.at(loc)[0]}"

    _path: Path | None = PrivateAttr(default=None)
    _document: Document | None = PrivateAttr(default=None)

    @property
    def path(self) -> Path | None:
        """The file this was read from; ``None`` for the built-in defaults."""
        return self._path
