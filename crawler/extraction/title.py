"""The title of an advert: what the page states, checked against what a reader sees."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from crawler.extraction.page import Page, parse
from crawler.extraction.text import visible

MAX_TITLE = 2_000
"""Characters that are kept of a title."""

_MAX_HEADING = 300
# Headings are cut out and parsed alone: the whole tree costs more than all else on a page.
_HEADING = re.compile(rb"<h1[\s>].{0,5000}?</h1\s*>", re.IGNORECASE | re.DOTALL)
_MAX_HEADINGS = 8
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»«>/]|-{1,2}|::)\s+|\s*[|»]\s*|:\s+(?=[^:]*$)")
_WORD = re.compile(r"\w+")
_GENERAL_WORDS = "www shop store com net org co the de online home html index official site page"
_TOO_GENERAL = frozenset(_GENERAL_WORDS.split())


def headings(page: Page) -> list[str]:
    """The texts of the page's main headings, without empty ones."""
    found = islice(_HEADING.finditer(page.body), _MAX_HEADINGS)
    texts = (visible(parse(heading[0])) for heading in found)
    return [text for text in texts if text and len(text) <= _MAX_HEADING]


def choose(stated: str, page: Page, heads: list[str]) -> str:
    """The heading that means the same as ``stated``, else ``stated`` itself.

    Shops state a title dressed up for search engines and show their readers the plain one.
    """
    if stated in heads:
        return stated
    agreeing = (head for head in heads if _agree(head, stated) and not _is_site(head, page))
    return next(agreeing, stated)


def from_page(page: Page, heads: list[str]) -> str:
    """A title where nothing is stated: a heading that ``<title>`` repeats, else ``<title>``."""
    own = without_site(page.title, page)
    if not own:
        return next((head for head in heads if not _is_site(head, page)), "")
    return choose(own, page, heads)


def without_site(title: str, page: Page) -> str:
    """``title`` without the parts at its ends that are only the name of the site."""
    kept = title
    cuts = list(_SEPARATOR.finditer(title))
    while cuts and _names_site(kept[cuts[-1].end() :], page):
        kept = kept[: cuts.pop().start()]
    if cuts and _is_site(kept[: cuts[0].start()], page):
        kept = kept[cuts[0].end() :]
    return kept.strip() or title


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _agree(heading: str, stated: str) -> bool:
    """Whether two titles name the same thing: the shorter's words are mostly in the longer."""
    one, other = _words(heading), _words(stated)
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) * 3 >= shorter * 2


def _is_site(text: str, page: Page) -> bool:
    """Whether ``text`` is the name of the site and nothing else."""
    words = _words(text) - _TOO_GENERAL
    return words <= _words(page.meta("og:site_name") or "") or "".join(
        _WORD.findall(text.lower())
    ) == _label(page)


def _names_site(text: str, page: Page) -> bool:
    """Whether ``text``, the last part of a title, is the name of the site or a variant of it."""
    label = _label(page)
    letters = "".join(_WORD.findall(text.lower()))
    short = len(_words(text)) <= 5 and len(label) >= 3
    return _is_site(text, page) or (
        short and len(letters) >= 3 and (letters in label or label in letters)
    )


def _label(page: Page) -> str:
    """The telling part of the host name: ``example`` of ``www.example.co.uk``."""
    host = (urlsplit(page.url).hostname or "").split(".")
    label = max(host[:-1] or host, key=len, default="").replace("-", "")
    return "" if label.isdigit() else label
