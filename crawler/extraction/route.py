"""From the page that a person knows to the address that a program asks for the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, quote, unquote, urlsplit

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Route:
    """Pages of one form, and where their records are."""

    page: str
    """Path and query with names in braces, such as ``/tags/{tag}`` or ``/search?q={words}``."""
    api: str
    """The same in the API; empty if such a page only says which site is meant."""
    path: tuple[re.Pattern[str], ...]
    query: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, page: str, api: str) -> Self:
        """The route between two patterns."""
        parts = urlsplit(page)
        path = tuple(_pattern(part) for part in _segments(parts.path))
        return cls(page, api, path, {name: _pattern(said) for name, said in _pairs(parts.query)})

    def match(self, url: str) -> dict[str, str] | None:
        """What stands in ``url`` where the pattern has its names, ``None`` if it does not fit."""
        parts = urlsplit(url)
        path, query = _segments(parts.path), dict(_pairs(parts.query))
        if len(path) != len(self.path) or not self.query.keys() <= query.keys():
            return None
        found: dict[str, str] = {}
        said = [*path, *(query[name] for name in self.query)]
        for wanted, value in zip((*self.path, *self.query.values()), said, strict=True):
            fits = wanted.fullmatch(value)
            if fits is None:
                return None
            found |= fits.groupdict()
        return found


def translated(url: str, routes: tuple[Route, ...]) -> str | None:
    """Path and query of the API that stand for the page at ``url``; ``None`` if none do."""
    for route in routes:
        if (found := route.match(url)) is not None:
            return fill(route.api, found)
    return None


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern with its names replaced by their values."""
    return _PLACE.sub(lambda place: quote(values[place[1]], safe=""), pattern)


def _pattern(text: str) -> re.Pattern[str]:
    """A piece of an address in which ``{name}`` stands for anything."""
    literal = _PLACE.split(text)  # text, name, text …
    pieces = (
        f"(?P<{piece}>.+)" if at % 2 else re.escape(piece) for at, piece in enumerate(literal)
    )
    return re.compile("".join(pieces), re.DOTALL)


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query)


def _segments(path: str) -> tuple[str, ...]:
    return tuple(unquote(part) for part in path.split("/") if part)
