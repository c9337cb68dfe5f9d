"""The link to the next page of results, where the site's configuration does not name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from lxml.etree import _Element

from crawler.extraction import phrases, xpath
from crawler.extraction.address import site_of
from crawler.extraction.page import Page
from crawler.extraction.text import visible

_RELATED = xpath.strings(
    "(//link|//a)[contains(concat(' ', normalize-space(@rel), ' '), ' next ')]/@href"
)
_MAX_LINKS = 3_000
_MAX_WORDS = 40
_NEXT_NAME = re.compile(
    r"(?:^|[\s_-])(?:next|nextpage|pagination-?next|pager-?next|naechste|suivant|siguiente|volgende"
    r"|proxima|successiva|nastepna|load-?more|show-?more)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NO_NEXT = re.compile(
    r"disabled|slick|swiper|carousel|slider|lightbox|gallery|calendar|prev(?:$|[\s_-])",
    re.IGNORECASE,
)
_PAGER_NAME = re.compile(
    r"pag(?:er|es|ing|ination|ina|e-?nav|elinks|elist|e-?numbers?)|nav-links|seiten|blaettern",
    re.IGNORECASE,
)
_ARROWS = frozenset(["›", "»", "→", ">", ">>", "❯", "⟩", "▶", "►", "&gt;"])
_LESS = re.compile(r"[\s›»→><«‹←❯⟩▶►.…]+")
_NUMBER = re.compile(r"\d{1,5}")
_IN_PATH = re.compile(
    r"(?:/(?:page|p|pag|pagina|seite|s|strona|sida|side|str|oldal)[-/_:]?|[-_,](?:page|p|seite|pag|str)[-_]?|/)(\d{1,5})"
    r"(?=/?(?:\.html?)?$|/)",
    re.IGNORECASE,
)
_PARAMETER = re.compile(
    r"(?:.*[\[_-])?(?:page\w*|pagina\w*|paging\w*|pag|pg|p|pn|pgn?um|seite|strona|sida|side|sivu|str|start\w*"
    r"|offset|from|skip|first|o|st|cursor|after|before|curpage|currentpage|nr|board)\]?",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    r"(?:^|[\s_-])(?:current|active|selected|on|here|is-active|page-current)(?:$|[\s_-])", re.I
)
_OWN = re.compile(r"(?:.*[\[_-])?(?:page\w*|pagina|pag|pg|p|seite)\]?", re.IGNORECASE)
_MAX_NUMBERS = 60


def next_page(page: Page) -> str | None:
    """The address of the page of results after this one, ``None`` for the last.

    What the page declares (``rel=next``), else a link that is named or says "next" in some
    language, else the number after the one of this page.
    """
    if b"next" in page.body:
        for href in _RELATED(page.root):
            if address := _other(page, href):
                return address
    links = [link for link in islice(page.root.iter("a"), _MAX_LINKS) if link.get("href")]
    return _said(page, links) or _counted(page, links)


def _other(page: Page, href: str | None) -> str | None:
    """An address on this site that is not the page's own."""
    address = page.absolute(href)
    if address is None or site_of(address) != site_of(page.url):
        return None
    return None if _same(address, page.url) else address


def _same(one: str, other: str) -> bool:
    first, second = urlsplit(one), urlsplit(other)
    same_path = first.path.rstrip("/") == second.path.rstrip("/")
    return same_path and sorted(parse_qsl(first.query)) == sorted(parse_qsl(second.query))


def _said(page: Page, links: list[_Element]) -> str | None:
    for link in links:
        if not _is_named_next(link):
            continue
        address = _other(page, link.get("href"))
        if address is None:
            continue
        beside = _folder(address) == _folder(page.url)
        if _is_paging(address, page.url) or _in_pager(link) or (beside and _stands_alone(link)):
            return address
    return None


def _folder(address: str) -> str:
    """The path of an address without its last part."""
    return urlsplit(address).path.rstrip("/").rpartition("/")[0]


def _stands_alone(link: _Element) -> bool:
    """Whether a link says "next page" in so many words, and in no article or slide show."""
    around = list(link.iterancestors())
    names = " ".join(f"{each.get('class') or ''} {each.get('id') or ''}" for each in around[:5])
    if _NO_NEXT.search(names) or any(each.tag in {"article", "header"} for each in around):
        return False
    said = _LESS.sub(" ", visible(link, 2 * _MAX_WORDS)).strip().lower()
    return phrases.pattern("next_page").fullmatch(said) is not None


def _is_named_next(link: _Element) -> bool:
    """Whether the link, or the item of a list it stands in, is called "next"."""
    parent = link.getparent()
    near = [link] if parent is None or len(parent) > 1 else [link, parent]
    names = " ".join(f"{each.get('class') or ''} {each.get('id') or ''}" for each in near)
    if _NO_NEXT.search(names):
        return False
    if _NEXT_NAME.search(names):
        return True
    says = (visible(link, 2 * _MAX_WORDS), link.get("aria-label") or "", link.get("title") or "")
    for words in says:
        if words.strip() in _ARROWS:
            return True
        said = _LESS.sub(" ", words).strip().lower()
        if said and len(said) <= _MAX_WORDS and phrases.pattern("next_page").fullmatch(said):
            return True
    return False


def _in_pager(link: _Element) -> bool:
    around = [each for each in islice(link.iterancestors(), 5) if each.tag != "body"]
    names = [
        " ".join(each.get(name) or "" for name in ("class", "id", "aria-label")) for each in around
    ]
    return any(map(_PAGER_NAME.search, names)) and not any(map(_NO_NEXT.search, names))


def _is_paging(address: str, own: str) -> bool:
    """Whether two addresses differ only in what tells the page of a list."""
    said, mine = urlsplit(address), urlsplit(own)
    if _IN_PATH.sub("", said.path).rstrip("/") != _IN_PATH.sub("", mine.path).rstrip("/"):
        return False
    differing = set(parse_qsl(said.query)) ^ set(parse_qsl(mine.query))
    if not differing:
        return True
    return any(_PARAMETER.fullmatch(name) for name, _ in differing)


def _counted(page: Page, links: list[_Element]) -> str | None:
    """The link that bears the number after the one of this page."""
    numbered = [
        (int(said), link)
        for link in links
        if _NUMBER.fullmatch(said := visible(link, 10).strip("[]() "))
    ]
    groups: dict[_Element, dict[int, str]] = {}
    for number, link in numbered:
        address = _other(page, link.get("href"))
        own = page.absolute(link.get("href"))
        if own is None or not (_in_pager(link) or _is_paging(own, page.url)):
            continue
        for around in islice(link.iterancestors(), 3):
            group = groups.setdefault(around, {})
            if address:
                group.setdefault(number, address)
    for around, group in groups.items():
        if not 1 <= len(group) <= _MAX_NUMBERS:
            continue
        marked = _current(around, group)
        current = marked or _own_number(page.url)
        if current + 1 in group and (marked or len(group) > 1):
            return group[current + 1]
    return None


def _current(pager: _Element, group: dict[int, str]) -> int | None:
    """The number that is marked, or that is no link to elsewhere."""
    for element in islice(pager.iter("a", "span", "strong", "b", "li", "em", "td", "button"), 300):
        said = visible(element, 10).strip("[]() ")
        if not _NUMBER.fullmatch(said):
            continue
        marked = _CURRENT.search(element.get("class") or "") or element.get("aria-current")
        linked = next(_links_around(element), None) is not None
        plain = element.tag in {"strong", "b", "em", "span"} and not linked
        if marked or (plain and int(said) not in group):
            return int(said)
    return None


def _links_around(element: _Element) -> Iterator[_Element]:
    yield from element.iterancestors("a")
    yield from element.iter("a")


def _own_number(url: str) -> int:
    """The number that the address of this page bears; 1 if it bears none."""
    parts = urlsplit(url)
    for name, value in parse_qsl(parts.query):
        if _OWN.fullmatch(name) and value.isdigit():
            return int(value)
    found = list(_IN_PATH.finditer(parts.path))
    return int(found[-1][1]) if found else 1
