"""Single values of ``config.yaml`` as checked types; a value that makes no sense says why."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from crawler.config.address import check_egress, check_proxy, check_web_address
from crawler.strict_yaml import suggest

SELECTORS = (
    "listing", "next", "more", "title", "price", "currency", "seller", "location", "description",
    "images", "date",
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


def _written_as(pattern: str, what: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"'{text}' is not {what}")
        return text

    return check


check_name = _written_as(
    r"[a-z0-9][a-z0-9._-]{0,63}", "a name: small letters, digits, '.', '_' and '-' only"
)
"""The text itself if it can be the name of a site, else a ``ValueError``."""


def _check_contact(text: str) -> str:
    if not re.fullmatch(r"[^\s@()]+@[^\s@()]+\.[^\s@()]+|https?://[^\s()]+", text):
        raise ValueError(f"'{text}' is neither a mail address nor a web address")
    return text


def _check_database(text: str) -> str:
    if not re.fullmatch(r"sqlite:///.+|postgresql(?:\+\w+)?://.+", text):
        raise ValueError("it should be sqlite:///FILE or postgresql://USER@HOST/NAME")
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


def _check_charset(text: str) -> str:
    try:
        "".encode(text)
    except LookupError:
        raise ValueError(
            f"'{text}' is no character set that Python knows, such as windows-1252"
        ) from None
    return text


def spider_kinds() -> list[str]:
    """Names of the spider kinds: one per public file in ``spiders/``."""
    spec = find_spec("spiders")
    folders = (spec.submodule_search_locations or []) if spec else []
    files = (file.stem for folder in folders for file in Path(folder).glob("*.py"))
    return sorted(stem for stem in files if not stem.startswith("_"))


Name = Annotated[str, AfterValidator(check_name)]
WebAddress = Annotated[str, AfterValidator(check_web_address)]
ProxyAddress = Annotated[str, AfterValidator(check_proxy)]
Socket = Annotated[str, AfterValidator(check_egress)]
Contact = Annotated[str, AfterValidator(_check_contact)]
DatabaseAddress = Annotated[str, AfterValidator(_check_database)]
SpiderKind = Annotated[str, AfterValidator(_check_spider)]
SelectorName = Annotated[str, AfterValidator(_one_of(SELECTORS))]
Selector = Annotated[str, AfterValidator(_check_selector)]
CoveredField = Annotated[str, AfterValidator(_one_of(COVERED))]
Language = Annotated[
    str, AfterValidator(_written_as(r"[a-z]{2}", "an ISO 639-1 code such as 'nl'"))
]
Country = Annotated[str, AfterValidator(_written_as(r"[A-Z]{2}", "an ISO 3166 code such as 'BE'"))]
Currency = Annotated[
    str, AfterValidator(_written_as(r"[A-Z]{3}", "an ISO 4217 code such as 'EUR'"))
]
Share = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[int, Field(ge=1, le=100)]
Count = Annotated[int, Field(ge=0)]
Charset = Annotated[str, AfterValidator(_check_charset)]
Positive = Annotated[int, Field(ge=1)]
Minutes = Annotated[float, Field(gt=0, allow_inf_nan=False)]
