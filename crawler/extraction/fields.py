"""How pages name what they show: class names, visible labels and links, from ``fields.yaml``."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import unquote

from lxml.etree import _Element

from crawler.extraction import datafile

_ATTRIBUTE_NAMES = (
    "data-testid data-test-id data-qa-id data-qa data-marker data-cy data-test data-aut-id"
    " data-id data-hook data-role itemprop"
)
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
# What an element's name may have more than the name of its field.
_MORE_WORDS = (
    "name info text value link content body box title label details card section block wrapper"
    " container area item ad vip view listing product main detail page row field data primary"
    " header attribute"
)
_MORE = frozenset(_MORE_WORDS.split())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-z]+")
_SHOP = re.compile(
    r"/(?:shops?|stores?|u|people|vendors?|boutique|tienda)/[^/]+/?(?:\?|$)", re.IGNORECASE
)
_MAX_LABEL = 34
_COLONS = " :：\u00a0"


@cache
def _names() -> dict[str, str]:
    """The field of each word."""
    return {
        word: field
        for field, said in datafile.read("fields.yaml").items()
        for word in said["names"].split()
    }


@cache
def _labels() -> dict[str, str]:
    return {
        label: field
        for field, said in datafile.read("fields.yaml").items()
        for labels in said["labels"].values()
        for label in labels
    }


@cache
def seller_link() -> re.Pattern[str]:
    """What the address of a seller's own page has in it."""
    words = "|".join(datafile.read("fields.yaml")["seller"]["links"].split())
    return re.compile(rf"[/?&](?:{words})(?:[/=.?-]|\d)|/@", re.IGNORECASE)


def is_handle(text: str, href: str) -> bool:
    """Whether a link's text is what its address ends with: ``/shop/OakAndIron`` says OakAndIron."""
    last = unquote(href.partition("?")[0].rstrip("/").rpartition("/")[2])
    return len(text) > 2 and _letters(text) == _letters(last) and _SHOP.search(href) is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def named(element: _Element) -> str | None:
    """The field that an element is named after: by its class, id or test id."""
    usual = 0
    for said in (element.get("class"), element.get("id")):
        if said is not None:
            usual += 1
            if found := _field_in(said):
                return found
    if len(element.attrib) > usual:  # few have others, and to list them takes longer
        for attribute, other in element.items():
            if attribute in _ATTRIBUTES and (found := _field_in(str(other))):
                return found
    return None


@lru_cache(maxsize=16_384)
def _field_in(names: str) -> str | None:
    return next((field for name in names.split()[:20] if (field := _field_of(name))), None)


@lru_cache(maxsize=8192)
def _field_of(name: str) -> str | None:
    """The field that one class name speaks of, if it speaks of nothing else."""
    if len(name) > 60 or not name.isascii():
        return None
    table = _names()
    words = [word for word in _BETWEEN.split(_CAMEL.sub("-", name).lower()) if word]
    if "-".join(words) in table:
        return table["-".join(words)]
    pairs = ["-".join(words[at : at + 2]) for at in range(len(words) - 1)]
    known = [word for word in (*words, *pairs) if word in table]
    hits = {table[word] for word in known}
    spent = {word for each in known for word in each.split("-")} | _MORE
    rest = [word for word in words if word not in spent and len(word) > 3]
    sure = any(word.endswith("-name") for word in known)
    return next(iter(hits)) if len(hits) == 1 and (sure or len(rest) <= 1) else None


def labelled(text: str) -> tuple[str, str] | None:
    """(field, rest of the text) if ``text`` begins with a label, or is one.

    A short label counts only with a colon: "by", "von" and "shop" stand everywhere.
    """
    label = " ".join(text[:_MAX_LABEL].split())
    for mark in ":：":
        if mark in label:
            said, _, rest = text.partition(mark)
            field = _labels().get(" ".join(said.split()).casefold())
            return (field, rest.strip()) if field else None
    if len(text) >= _MAX_LABEL:
        return None
    field = _labels().get(label.strip(_COLONS).casefold())
    return (field, "") if field else None


def is_clear(label: str) -> bool:
    """Whether a label without a colon can be nothing but a label."""
    return not label.isascii() or len(label.strip(_COLONS)) > 5
