"""The price that a post in a forum asks: only where a label says so, and only if there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml.etree import _Element

from crawler.extraction import datafile
from crawler.extraction import price as prices
from crawler.extraction.currency import Where
from crawler.extraction.text import visible

_MAX_LINE = 160
_MAX_WORDS = 80
_MAX_FIELDS = 40


@cache
def _words(name: str) -> str:
    return "|".join(datafile.read("forums.yaml")[name])


@cache
def _offer() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words('offers')})(?!\w)", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"^[\W_]*(?:{_words('prices')})(?!\w)(?:\s+(?:is|ist|est|es|was|:))?[\s:=\-–]*(?=\S)",
        re.IGNORECASE,
    )


def is_offer(*said: str) -> bool:
    """Whether a title, a label or a section is about selling."""
    return any(_offer().search(text) for text in said)


def find(text: str, where: Where) -> str:
    """The one price that lines of a post state behind a label; empty for none or several.

    :param text: the post, a line for a line.
    """
    found = {}
    for line in text.splitlines():
        for part in re.split(r"(?<=[.!;])\s+(?=\D)", line[:_MAX_LINE]):
            if label := _label().match(part):
                said = part[label.end() :][:_MAX_WORDS].strip()
                price = prices.parse(said, where=where)
                if price.amount is None and any(map(str.isdigit, said)):
                    return ""  # a range, or a price for each of several things
                if price.amount is not None and price.currency:
                    found[price.amount, price.currency] = said
    return next(iter(found.values())) if len(found) == 1 else ""


def field(post: _Element) -> str:
    """The value of a price field, as classified add-ons put it above the post; empty for none."""
    for name, value in _fields(post):
        if (label := _label().match(f"{name} .")) and label.end() > len(name):
            return value
    return ""


def _fields(post: _Element) -> Iterator[tuple[str, str]]:
    for count, term in enumerate(post.iter("dt", "th")):
        if count >= _MAX_FIELDS:
            return
        value = term.getnext()
        if value is not None and value.tag in {"dd", "td"}:
            yield visible(term, _MAX_WORDS), visible(value, _MAX_WORDS)
