"""What is known of one platform's JSON: where its lists, fields and further pages stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from crawler.extraction import datafile
from crawler.extraction.route import Route, translated

FOLDER = Path(__file__).parent / "recipes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """How an official API lets its clients in: OAuth 2.0, client credentials (RFC 6749, 4.4)."""

    address: str
    """Where tokens are given out; relative to the API unless it is absolute."""
    scope: str = ""
    required: bool = False
    """Whether nothing is to be had without keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A field of a record."""

    at: str
    """JMESPath expression."""
    means: Mapping[str, str] = field(default_factory=dict)
    """Our word for each of the platform's; without it the text is taken as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Where the next page of results is."""

    header: bool = False
    """Whether it is in the header ``Link`` (RFC 8288)."""
    address: str = ""
    """Expression of its address."""
    query: str = ""
    """Name of the parameter that is to be set …"""
    value: str = ""
    """… to what this expression finds, or counted up without it."""
    first: int = 1
    """What the parameter counts from."""
    size: int = 0
    """Records on every page but the last; 0 if that is not certain."""
    more: str = ""
    """Expression of something that is there only if there are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One file of ``recipes/``. All expressions are JMESPath; ``{…}`` holds one too."""

    start: tuple[Route, ...]
    """Pages where a sweep can begin."""
    home: str = ""
    """Where the platform's pages are, if it is only one site."""
    api: str = ""
    """Where its API is, if not where its pages are."""
    search: str = ""
    """Address of its search in the API, with ``{term}``; empty if it has none."""
    again: tuple[Route, ...] = ()
    """Own pages of listings, and where a single record of them is."""
    token: Token | None = None
    list: str
    """The records of a page of results."""
    each: str = ""
    """Address of a single record of the list, if the list does not hold all of it."""
    record: str = "@"
    """The record in the answer that holds a single one."""
    gone: str = ""
    """True of an answer that says that the record is no more."""
    skip: str = ""
    """True of what is no advert: removed, deleted, passed on."""
    next: Next
    url: str
    """Address of the record's page for people."""
    identity: str = ""
    """Address that stays when the other one changes."""
    minor_unit: str = ""
    """How many digits of the price are decimals, where it is written without a point."""
    fields: Mapping[str, Value]
    attributes: Mapping[str, str] = field(default_factory=dict)

    def api_path(self, url: str) -> str | None:
        """Path and query of the API for a page to begin with; ``None`` if it is no such page."""
        return translated(url, self.start)

    def again_path(self, url: str) -> str | None:
        """The same for a listing's own page; ``None`` if it has no record of its own."""
        return translated(url, self.again)


def kinds() -> list[str]:
    """The platforms that have a recipe."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def recipe_of(kind: str) -> Recipe:
    """The recipe of a platform."""
    return recipe_from(datafile.read(f"recipes/{kind}.yaml"))


def recipe_from(contents: Mapping[str, Any]) -> Recipe:
    """The recipe that a file holds, its scalars all text."""
    said = dict(contents)
    fields = said.pop("fields")
    token = said.pop("token", None)
    return Recipe(
        start=_routes(said.pop("start")),
        again=_routes(said.pop("again", {})),
        token=_token(token) if token else None,
        next=_next(said.pop("next")),
        fields={name: _value(each) for name, each in fields.items()},
        **said,
    )


def _routes(said: Mapping[str, str]) -> tuple[Route, ...]:
    return tuple(Route.of(page, api or "") for page, api in said.items())


def _token(said: Mapping[str, str]) -> Token:
    return Token(**{**said, "required": said.get("required") == "yes"})  # type: ignore[arg-type]


def _value(said: str | Mapping[str, Any]) -> Value:
    return Value(at=said) if isinstance(said, str) else Value(**said)


def _next(said: Mapping[str, str]) -> Next:
    values: dict[str, Any] = dict(said)
    for name in ("first", "size"):
        if name in values:
            values[name] = int(values[name])
    return Next(**{**values, "header": values.get("header") == "Link"})
