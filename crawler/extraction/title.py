"""The title of an advert: what the page states, checked against what a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.extraction.page import Page, parse
from crawler.extraction.text import visible, visible_paragraphs

MAX_TITLE = 2_000
"""Characters that are kept of a title."""

_MAX_HEADING = 300
_MAX_LESSER = 150
_STEM = 5
_LEAST = 5
"""Letters of a title that is compared with others."""
_OF_GOODS = re.compile(
    r"page-?heading|(?:product|item|ad|listing|sku|goods)[-_]?(?:name|title)", re.IGNORECASE
)
_LESSER = frozenset({"h2", "h3"})
_TITLED = re.compile(
    r"title|subject|heading|sku-?name|goods-?name|item[-_]?name|product[-_]?name|nombre|titel|titre",
    re.IGNORECASE,
)
_MAX_HEADINGS = 8
_MAX_LABELS = 10
_LABEL = re.compile(
    r"(?:^|[-_\s])(?:g-hdn|hidden|sr-only|screen-reader-text|visuallyhidden|clipped|label|badge|prefix|chip|tag|flag)(?:$|[-_\s])",
    re.IGNORECASE,
)
# Boards put the price, and after it the place, into the heading.
_PRICED = re.compile(r"\s+[-–—|]?\s*(?:[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?[€£])(?:\s*\([^()]*\))?$")
_FRONT = re.compile(r"https?://[^/?#]+/?")
_HEADING = re.compile(rb"<h1[\s>].{0,5000}?</h1\s*>", re.IGNORECASE | re.DOTALL)
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»«>/]|-{1,2}|::)\s+|\s*[|»]\s*|:\s+(?=[^:]*$)")
_WORD = re.compile(r"\w+")
_GENERAL_WORDS = "www shop store com net org co the de online home html index official site page"
_TOO_GENERAL = frozenset(_GENERAL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Heading:
    """A main heading of the page."""

    text: str
    element: _Element


@dataclass(frozen=True, slots=True)
class Title:
    """A title, where it was read, and the heading that shows it."""

    text: str
    source: str
    heading: Heading | None


def headings(page: Page) -> list[Heading]:
    """The page's main headings, without empty ones.

    Old pages and programs have none that is marked so: then the lesser ones, and what is named a
    title, as far as the page's ``<title>`` repeats them.
    """
    main = _readable(islice(page.root.iter("h1"), _MAX_HEADINGS))
    if any(_repeats(page.title, head.text) for head in main):
        return main
    lesser = (
        element
        for element in page.elements
        if element.tag in _LESSER
        or any(_speaks_of_title(name) for name in (element.get("class"), element.get("id")) if name)
    )
    found = _readable(islice(lesser, _MAX_LESSER))
    repeated = [head for head in found if _repeats(page.title, head.text)]
    if not main and not repeated:
        return _named(found)
    # Whole words of the title before those that only have some in common with it.
    return [*repeated[:_MAX_HEADINGS], *main] if repeated else main


@lru_cache(maxsize=16_384)
def _speaks_of_title(name: str) -> bool:
    return _TITLED.search(name) is not None


def _named(heads: Sequence[Heading]) -> list[Heading]:
    """The one heading that is named after the goods: its first line, without numbers below it."""
    found = {
        line: Heading(line, head.element)
        for head in heads
        if _OF_GOODS.search(head.element.get("class") or "")
        and _is_words(line := visible_paragraphs(head.element).partition("\n")[0])
    }
    return list(found.values()) if len(found) == 1 else []


def _is_words(text: str) -> bool:
    """Whether a text has more letters than digits: a price has not."""
    return sum(map(str.isalpha, text)) > max(_LEAST, sum(map(str.isdigit, text)))


def _readable(elements: Iterable[_Element]) -> list[Heading]:
    found = (Heading(_text(element), element) for element in elements if not _is_emblem(element))
    return [heading for heading in found if 0 < len(heading.text) <= _MAX_HEADING]


def _is_emblem(heading: _Element) -> bool:
    """Whether a heading is the name of the site, with its link to the front page."""
    links = [link.get("href") or "" for link in islice(heading.iter("a"), 2)]
    links += [link.get("href") or "" for link in islice(heading.iterancestors("a"), 1)]
    return len(links) == 1 and (
        links[0] in {"/", "./", "index.php", "index.html"} or _FRONT.fullmatch(links[0]) is not None
    )


def _repeats(title: str, heading: str) -> bool:
    """Whether a title begins or ends with a heading, or a heading with the whole title."""
    one, other = title.casefold(), heading.casefold()
    if len(other) < _LEAST or len(one) < _LEAST:
        return False
    return other in one or one in other


def _text(heading: _Element) -> str:
    """What a heading says, without the labels before it: "For sale", "New", "News"."""
    text = visible(heading)
    for element in islice(heading.iter("span", "small", "a", "b", "em"), _MAX_LABELS):
        if _LABEL.search(element.get("class") or ""):
            label = visible(element)
            text = text.removeprefix(label).strip() if text != label else text
    for small in islice(heading.iter("small"), 1):  # what is below the title is no part of it
        text = text.removesuffix(visible(small)).strip() or text
    return _PRICED.sub("", text) or text


def is_heading(text: str, page: Page) -> bool:
    """Whether ``text`` is a main heading of the page, word for word.

    Looks at the headings cut out of the page: the whole tree costs more than all else on it.
    """
    found = islice(_HEADING.finditer(page.body), _MAX_HEADINGS)
    return any(_text(parse(heading[0])) == text for heading in found)


def find(text: str | None, page: Page) -> Heading | None:
    """The heading that says exactly ``text``."""
    return next((head for head in headings(page) if head.text == text), None)


def check(stated: str, page: Page, heads: Sequence[Heading]) -> tuple[str, Heading | None]:
    """A title that a schema.org object states, or the heading that means the same.

    Shops state a title dressed up for search engines and show their readers the plain one. Where
    OpenGraph repeats what is stated, a heading that says more is the one that is dressed up.
    """
    text, head = _heading_for(stated, page, heads)
    if head and stated == page.meta("og:title") and _words(stated) < _words(text):
        return stated, head
    return text, head


def from_page(page: Page, heads: Sequence[Heading]) -> Title:
    """A title where no schema.org object states one.

    A heading that OpenGraph or ``<title>`` repeats, else what these say without the site's name.
    """
    said = (
        ("opengraph", page.meta("og:title", "twitter:title") or ""),
        ("title", page.title),
    )
    stated = [(source, without_site(text, page)) for source, text in said if text]
    texts = {text for _, text in stated}
    for source, text in stated:
        shown, head = _heading_for(text, page, heads)
        if head is None:
            continue
        whole = len(stated) == 2 and len(texts) == 1 and not _SEPARATOR.search(text)
        if whole and _words(shown) < _words(text):
            return Title(text, source, head)  # the heading leaves out the brand
        return Title(shown, "visible", head)
    kin = [
        head for head in heads if head.element.tag == "h1" and _share_a_word(head.text, page.title)
    ]
    if len(kin) == 1 and "opengraph" not in {source for source, _ in stated}:
        return Title(kin[0].text, "visible", kin[0])  # <title> is written for search engines
    named = _named(heads)
    if named and "opengraph" not in {source for source, _ in stated}:
        return Title(named[0].text, "visible", named[0])  # <title> is the shop's on every page
    if stated:
        return Title(stated[0][1], stated[0][0], None)
    only = next((head for head in heads if not _is_site(head.text, page)), None)
    return Title(only.text if only else "", "visible", only)


def _heading_for(text: str, page: Page, heads: Sequence[Heading]) -> tuple[str, Heading | None]:
    """The heading that means the same as ``text``, and its own text; else ``text`` itself."""
    for head in heads:
        if head.text == text:
            return text, head
    alike = [head for head in heads if _agree(head.text, text) and not _is_site(head.text, page)]
    whole = [head for head in alike if _repeats(text, head.text)]
    for head in (*sorted(whole, key=lambda head: -len(head.text)), *alike):
        return head.text, head
    return text, None


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
    if len(heading) >= _LEAST and not heading.isascii() and heading.casefold() in stated.casefold():
        return True  # words that are not set apart
    one, other = _words(heading), _words(stated)
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) * 3 >= shorter * 2


def _share_a_word(one: str, other: str) -> bool:
    """Whether two texts have a word in common, whatever its ending."""
    stems = ({word[:_STEM] for word in _words(text) if len(word) >= _STEM} for text in (one, other))
    return not set.isdisjoint(*stems)


def _is_site(text: str, page: Page) -> bool:
    """Whether ``text`` is the name of the site and nothing else."""
    words = _words(text) - _TOO_GENERAL
    if words <= _words(page.meta("og:site_name") or ""):
        return True
    return "".join(_WORD.findall(text.lower())) == _label(page)


def _names_site(text: str, page: Page) -> bool:
    """Whether ``text``, the last part of a title, is the name of the site or a variant of it."""
    label = _label(page)
    letters = "".join(_WORD.findall(text.lower()))
    short = len(_words(text)) <= 5 and len(label) >= 3 and len(letters) >= 3
    return _is_site(text, page) or (short and (letters in label or label in letters))


def _label(page: Page) -> str:
    """The telling part of the host name: ``example`` of ``www.example.co.uk``."""
    host = (urlsplit(page.url).hostname or "").split(".")
    label = max(host[:-1] or host, key=len, default="").replace("-", "")
    return "" if label.isdigit() else label
