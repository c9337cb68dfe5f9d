"""Addresses of threads: which links lead to a thread, and where its first page is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from crawler.extraction import datafile

_PAGE = re.compile(
    r"[/?&;](?:page|p|pg|seite|pagina)[-/=]?(\d{1,5})(?=$|[/?&#;.])|/page(\d{1,5})(?=$|[/?&#])"
    r"|-page-(\d{1,5})(?:\.html)?$",
    re.IGNORECASE,
)
_START = re.compile(r"[?&;](?:start|st|offset)=(\d+)|[?&;/]topic[=,]\d+\.(\d+)")
_POST = re.compile(r"/t/[^/]+/\d+/(\d+)$")
_POSTS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class _Form:
    """How a forum program writes the address of a thread."""

    pattern: re.Pattern[str]
    first: str
    """The address of the first page, as a replacement for what the pattern finds."""


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(re.compile(entry["address"], re.IGNORECASE), entry["first"])
        for entry in datafile.read("threads.yaml")
    )


def first_page(url: str) -> str | None:
    """The address of the first page of the thread at ``url``, ``None`` if it is no thread's.

    Links to the last post, to a later page or to one answer all lead to the same one.
    """
    parts = urlsplit(url)
    said = parts.path + (f"?{parts.query}" if parts.query else "")
    for form in _forms():
        if found := form.pattern.match(said):
            return f"{parts.scheme}://{parts.netloc}{found.expand(form.first)}"
    return None


def page_number(url: str) -> int:
    """The number of the page of a thread that ``url`` names, 1 if it names none."""
    parts = urlsplit(url)
    said = parts.path + (f"?{parts.query}" if parts.query else "")
    if (first := first_page(url)) and first == url:
        return 1
    if found := _START.search(said):
        return 2 if int(found[1] or found[2]) > 0 else 1
    if found := _POST.search(parts.path):
        return 1 + int(found[1]) // _POSTS_A_PAGE
    found = _PAGE.search(said)
    return int(next(number for number in found.groups() if number)) if found else 1
