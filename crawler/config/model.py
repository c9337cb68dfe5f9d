"""What ``config.yaml`` may say: every key with its type, its default and its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from crawler.config.address import check_egress, check_proxy, check_web_address
from crawler.errors import InputError
from crawler.strict_yaml import suggest

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


SELECTORS = (
    "listing", "next", "title", "price", "currency", "seller", "location", "description", "images",
    "date",
)  # fmt: skip
COVERED = ("price", "currency", "seller", "location", "images", "description", "posted_at")
"""Fields whose coverage a site may be expected to reach."""


def _one_of(names: tuple[str, ...]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in names:
            near = suggest(text, list(names))
            raise ValueError(f"unknown name '{text}'{near} (names: {', '.join(names)})")
        return text

    return check


def check_name(text: str) -> str:
    """``text`` if it can be the name of a site.

    :raises ValueError: if it cannot.
    """
    if not _NAME.fullmatch(text):
        raise ValueError(f"'{text}' is not a name: small letters, digits, '.', '_' and '-' only")
    return text


def _check_language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2}", text):
        raise ValueError(f"'{text}' is not an ISO 639-1 code such as 'nl'")
    return text


def _check_country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text):
        raise ValueError(f"'{text}' is not an ISO 3166 code such as 'BE'")
    return text


def _check_currency(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise ValueError(f"'{text}' is not an ISO 4217 code such as 'EUR'")
    return text


def _check_contact(text: str) -> str:
    if not re.fullmatch(r"[^\s@()]+@[^\s@()]+\.[^\s@()]+|https?://[^\s()]+", text):
        raise ValueError(f"'{text}' is neither a mail address nor a web address")
    return text


def _check_selector(text: str) -> str:
    from crawler.extraction.selectors import compile_selector  # costs 0.15 s, half of a start

    compile_selector(text)
    return text


def _check_spider(text: str) -> str:
    kinds = spider_kinds()
    if text not in kinds:
        near = suggest(text, kinds)
        raise ValueError(f"there is no spider kind '{text}'{near} (kinds: {', '.join(kinds)})")
    return text


def spider_kinds() -> list[str]:
    """Names of the spider kinds: one per public file in ``spiders/``."""
    spec = find_spec("spiders")
    folders = (spec.submodule_search_locations or []) if spec else []
    files = (file.stem for folder in folders for file in Path(folder).glob("*.py"))
    return sorted(stem for stem in files if not stem.startswith("_"))


Name = Annotated[str, AfterValidator(check_name)]
WebAddress = Annotated[str, AfterValidator(check_web_address)]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]


class Section(BaseModel):
    """A part of the file: frozen, and no key is accepted that it does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Levels(Section):
    """Scores (0-100) from which a listing reaches a level, unless its keyword file says else."""

    watch: Annotated[int, Field(ge=1, le=100)] = 25
    review: Annotated[int, Field(ge=1, le=100)] = 50
    urgent: Annotated[int, Field(ge=1, le=100)] = 80

    @model_validator(mode="after")
    def _ascending(self) -> Levels:
        if not self.watch <= self.review <= self.urgent:
            raise ValueError("they must rise: watch, review, urgent")
        return self


class Night(Section):
    """Bounds of one ``patrol sweep`` over all sites."""

    minutes: Positive = 300
    parallel_sites: Positive = 4


class Retention(Section):
    """Days that a listing is kept after it was last seen."""

    unflagged_days: Positive = 30
    dismissed_days: Positive = 30
    confirmed_days: Positive = 365


class Egress(Section):
    """Exceptions to "public addresses only"."""

    allow: tuple[Annotated[str, AfterValidator(check_egress)], ...] = ()


class Search(Section):
    """A site's search form, asked for the terms of keyword files."""

    url: WebAddress
    files: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_term(self) -> Search:
        if "{term}" not in self.url:
            raise ValueError("search.url must say where the word goes: put {term} into it")
        return self


class Pace(Section):
    """How gently a site is asked."""

    delay: Annotated[float, Field(ge=0, le=3600)] = 1.0
    concurrency: Annotated[int, Field(ge=1, le=32)] = 1


class Limits(Section):
    """Where a sweep over one site stops even if there is more."""

    pages: Positive = 500
    minutes: Positive = 60
    depth: Positive = 20


class ExpectedListings(Section):
    """How many listings a healthy night reads."""

    min: Count = 0


class Expect(Section):
    """What a healthy night looks like on this site."""

    listings: ExpectedListings = ExpectedListings()
    fields: dict[Annotated[str, AfterValidator(_one_of(COVERED))], Share] = {}


class Site(Section):
    """One marketplace, shop, forum or channel."""

    name: Name
    enabled: bool = True
    spider: Annotated[str, AfterValidator(_check_spider)]
    start: tuple[WebAddress, ...] = ()
    languages: tuple[Annotated[str, AfterValidator(_check_language)], ...] = ()
    country: Annotated[str, AfterValidator(_check_country)] | None = None
    currency: Annotated[str, AfterValidator(_check_currency)] | None = None
    selectors: dict[
        Annotated[str, AfterValidator(_one_of(SELECTORS))],
        Annotated[str, AfterValidator(_check_selector)],
    ] = {}
    search: Search | None = None
    pace: Pace = Pace()
    limits: Limits = Limits()
    render: Literal["http", "browser"] = "http"
    proxy: Annotated[str, AfterValidator(check_proxy)] | None = None
    expect: Expect = Expect()

    @model_validator(mode="after")
    def _somewhere_to_begin(self) -> Site:
        if not self.start and self.search is None:
            raise ValueError("'start' is missing (or 'search', to begin with search terms)")
        return self

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that a sweep over this site begins with."""
        return (*self.start, *([self.search.url] if self.search else []))

    @property
    def hosts(self) -> frozenset[str]:
        """Lower-case host names that belong to this site."""
        return frozenset(urlsplit(address).hostname or "" for address in self.addresses)


class Config(Section):
    """The whole of ``config.yaml``. Paths are absolute once loaded."""

    contact: Annotated[str, AfterValidator(_check_contact)] | None = None
    database: str = "sqlite:///data/patrol.db"
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

    _path: Path | None = PrivateAttr(default=None)

    @property
    def path(self) -> Path | None:
        """The file this was read from; ``None`` for the built-in defaults."""
        return self._path
