"""The opening post of a thread: who wrote what and when, without quotes, signature and smilies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from crawler.extraction.forum_program import Program, common, elements, first
from crawler.extraction.selectors import Selector
from crawler.extraction.text import visible, visible_paragraphs

_MAX_NAME = 100
_MAX_DATE = 200
_SIGNED = re.compile(r"\n\s*(?:_{5,}|-{10,}|—{5,}|--)\s*(?:\n.*)?\Z", re.DOTALL)
_BEFORE_NAME = re.compile(
    r"^(?:by|von|par|door|por|da|posted by|author|autor)\s*:?\s+", re.IGNORECASE
)
_COUNT = re.compile(r"^\W*#\d+\s|\s#\d+\W*$")
_LABEL = re.compile(r"^[^\d:»]{0,40}(?::|»)\s*(?=\S)")
_NEXT_LABEL = re.compile(r"\s[^\d\s:]+(?: [^\d\s:]+)?:(?=\s).*$")
_BRACKET = re.compile(r"\s*\([^()]*[:：][^()]*\)?\s*$")
_WHOLE = re.compile(r"^[(\[](.*)[)\]]$")
_EDGES = " «»|·•-–—#,"
_DRAWN_CLASS = re.compile(r"smil(?:ie|ey)|emoji|emoticon|avatar|reaction|rank|badge", re.IGNORECASE)
_DRAWN_ADDRESS = re.compile(
    r"/[\w-]*(?:smil(?:ie|ey|e)s?|emoji|emoticon|avatar|icon|rank)s?[\w-]*/|twemoji|/spacer\.|/clear\.",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|heic)(?:$|[?#])", re.IGNORECASE)
_PIXELS = re.compile(r"\d+")
_SMALLEST = 33
"""Pixels; smaller pictures are drawn as part of the text."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a reader sees of an opening post, as written."""

    author: str
    author_url: str
    date: str
    text: str
    images: tuple[str, ...]
    edited: str
    """"Last edited by … on …", empty if the page does not say."""
    body: _Element | None


def read(program: Program, post: _Element) -> Opening:
    """The opening post as a known program shows it."""
    bodies = next((found for each in program.body if (found := elements(each, post))), [])
    author, address = _author(post, program.author)
    return compose(post, bodies, author, address, _date(post, program.date))


def compose(
    post: _Element, bodies: list[_Element], author: str, author_url: str, date: str
) -> Opening:
    """A post of which the parts are known.

    :param bodies: the elements that hold its text; more than one where quotes come between.
    """
    edited = _edits(post)
    unwanted = edited.keys() | {*elements(common("signatures"), post)}
    bodies = [body for body in bodies if body not in unwanted]
    found = {*bodies}
    outermost = [body for body in bodies if found.isdisjoint(body.iterancestors())]
    others = _not_the_authors(post, outermost)
    unwanted = others | edited.keys()
    text = "\n".join(visible_paragraphs(body, unwanted) for body in outermost).strip()
    if not text:  # an offer that is nothing but a quotation is still the offer
        text = "\n".join(visible_paragraphs(body, edited.keys()) for body in outermost).strip()
    previews = {*elements(common("previews"), post)}
    attached = elements(common("attachments"), post)
    return Opening(
        author=author,
        author_url=author_url,
        date=date,
        text=_SIGNED.sub("", text).strip(),
        images=tuple(dict.fromkeys(_pictures([*outermost, *attached], others | previews))),
        edited=next((words for words in edited.values() if words), ""),
        body=outermost[0] if outermost else None,
    )


def _not_the_authors(post: _Element, bodies: list[_Element]) -> set[_Element]:
    """Quotations and the signature; never what holds the text itself."""
    names = ("quotes", "old quotes", "signatures")
    found = {each for name in names for each in elements(common(name), post)}
    return {
        each for each in found if not any(b is each or each in b.iterancestors() for b in bodies)
    }


def _edits(post: _Element) -> dict[_Element, str]:
    found = (*elements(common("edits"), post), *elements(common("old edits"), post))
    said = {each: visible(each, _MAX_DATE * 2).strip(_EDGES) for each in found}
    said = {each: _WHOLE.sub(r"\1", words) for each, words in said.items()}
    return {each: words if len(words) <= _MAX_DATE else "" for each, words in said.items()}


def _author(post: _Element, selectors: tuple[Selector, ...]) -> tuple[str, str]:
    """Name and address of who wrote a post."""
    if stated := post.get("data-author"):
        element = first(selectors, post)
        return stated, link_of(element) if element is not None else ""
    for selector in selectors:
        for node in selector.nodes(post):
            if not isinstance(node, etree._Element):
                return str(node), ""
            if name := name_of(node):
                return name, link_of(node)
    return "", ""


def name_of(element: _Element) -> str:
    """A short name without "by" before it."""
    name = _BEFORE_NAME.sub("", visible(element, _MAX_NAME * 2)).strip(" ,:·»")
    return name if len(name) <= _MAX_NAME else ""


def link_of(element: _Element) -> str:
    """The address that an element is, holds, or lies in."""
    links = (*element.iter("a"), *element.iterancestors("a"))
    hrefs = (href for link in links if (href := link.get("href")))
    return next((href for href in hrefs if not href.startswith(("#", "javascript:"))), "")


def _date(post: _Element, selectors: tuple[Selector, ...]) -> str:
    for selector in selectors:
        for node in selector.nodes(post):
            if not isinstance(node, etree._Element):
                return str(node)
            if said := date_of(node):
                return said
    return ""


def date_of(element: _Element) -> str:
    """The moment that an element states for programs, else the date among its words."""
    for each in (element, *element.iter("time", "abbr", "span")):
        for name in ("datetime", "data-time", "data-timestamp", "title"):
            if (said := each.get(name)) and any(map(str.isdigit, said)):
                return said
    edits = {*elements(common("edits"), element), *elements(common("old edits"), element)}
    words = visible(element, _MAX_DATE * 2, edits - {element})
    words = _COUNT.sub("", words)
    words = words.rpartition("»")[2] if "»" in words.strip(_EDGES) else words
    words = _BRACKET.sub("", _LABEL.sub("", words.strip(_EDGES)))
    words = _NEXT_LABEL.sub("", words).strip(_EDGES)
    return words if any(map(str.isdigit, words)) and len(words) <= _MAX_DATE else ""


def _pictures(holders: list[_Element], unwanted: set[_Element]) -> Iterator[str]:
    """Addresses of the photos of a post: no smilies, avatars, or what is quoted or linked to."""
    for holder in holders:
        for picture in holder.iter("img"):
            around = {*picture.iterancestors()}
            if not (around & unwanted) and (address := _address(picture)):
                yield address


def _address(picture: _Element) -> str:
    said = (picture.get(name) or "" for name in ("data-url", "data-src", "data-lazy-src", "src"))
    source = next((each for each in said if each and not each.startswith("data:")), "")
    drawn = _DRAWN_CLASS.search(picture.get("class") or "") or _DRAWN_ADDRESS.search(source)
    if drawn or _is_no_photo(picture):
        return ""
    link = next(picture.iterancestors("a"), None)
    href = link.get("href") if link is not None else None
    return href if href and _PICTURE.search(href) else source


def _is_no_photo(picture: _Element) -> bool:
    """Whether it is too small for a photo, or as flat as a banner."""
    sizes = [_PIXELS.match(picture.get(name) or "") for name in ("width", "height")]
    width, height = (int(size[0]) if size else None for size in sizes)
    flat = width is not None and height is not None and width > 4 * height
    return flat or any(size is not None and size < _SMALLEST for size in (width, height))
