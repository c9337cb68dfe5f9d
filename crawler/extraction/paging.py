"""From one page of records to the next, in the ways that platforms have."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.extraction.answer import Answer
from crawler.extraction.jsonpath import find, texts
from crawler.extraction.recipe import Next

_LINK = re.compile(r"<([^<>]+)>([^<>]*)")
_NEXT = re.compile(r"\brel\s*=\s*\"?[^\";]*\bnext\b", re.IGNORECASE)


def next_page(following: Next, answer: Answer, value: Any, number: int) -> str | None:
    """Address of the page of results after ``answer``, as it is stated; ``None`` if it is the last.

    :param value: the JSON of the answer.
    :param number: how many records it holds.
    """
    if following.header:
        return _linked(answer)
    if following.address:
        return next(iter(texts(find(following.address, value))), None)
    if following.value:
        stated = texts(find(following.value, value))
        return _with(answer.url, following.query, stated[0]) if stated else None
    if not number or number < following.size:
        return None
    if following.more and not find(following.more, value):
        return None
    now = dict(parse_qsl(urlsplit(answer.url).query)).get(following.query, "")
    page = int(now) if now.isdecimal() and len(now) < 9 else following.first
    return _with(answer.url, following.query, str(page + 1))


def _linked(answer: Answer) -> str | None:
    for address, parameters in _LINK.findall(answer.link):
        if _NEXT.search(parameters):
            return str(address)
    return None


def _with(url: str, name: str, value: str) -> str:
    """``url`` with one parameter of its query set."""
    parts = urlsplit(url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*pairs, (name, value)])))
