"""RSS 0.9 to 2.0 and Atom: the entries of a feed as adverts, however broken the XML is.

Read by lxml: a hostile feed of 6 MB keeps feedparser busy for minutes, this for less than a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import name2codepoint
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import asking
from crawler.extraction.address import canonical
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page, parse
from crawler.extraction.settle import NO_HINTS, Found, Hints, Settlement
from crawler.extraction.text import fold

MAX_ENTRIES = 10_000
"""Entries that are read of one feed."""

_FEED = re.compile(rb"<(?:rss|(?:\w+:)?RDF|(?:\w+:)?feed)[\s>]")
_START = 2_000
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,7});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PLAIN_NAMESPACES = ("http://purl.org/rss/", "http://my.netscape.com/", "http://www.w3.org/2005/atom",
                     "http://purl.org/atom/", "http://backend.userland.com/")  # fmt: skip
_PREFIXES = {
    "http://base.google.com/ns/": "g", "http://search.yahoo.com/mrss": "media",
    "http://purl.org/dc/": "dc", "http://purl.org/rss/1.0/modules/content": "content",
    "http://www.georss.org/": "georss", "http://www.itunes.com/": "itunes",
}  # fmt: skip
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)", re.IGNORECASE)
_MAILED = re.compile(r"[^\s@]+@[^\s@]+\s*\((.+)\)")
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    found: Found | None
    """What the feed itself says of the advert; ``None`` without a title."""
    url: str | None
    """The advert's own page."""
    identity: str
    """What tells it from the others on its site: its id, else its address."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed, and where it goes on."""

    entries: tuple[Entry, ...]
    next_url: str | None


def is_feed(page: Page) -> bool:
    """Whether a page is a feed."""
    return (
        _FEED.search(page.body[:_START]) is not None and b"<html" not in page.body[:_START].lower()
    )


def read(page: Page, site: str, hints: Hints = NO_HINTS) -> Feed:
    """The entries of a feed; none if it holds none."""
    root = _root(page.body)
    if root is None:
        return Feed((), None)
    entries = (each for each in root.iter(etree.Element) if _name(each) in {"item", "entry"})
    found = (_entry(each, page, site, hints) for each in islice(entries, MAX_ENTRIES))
    return Feed(tuple(entry for entry in found if entry), _next(root, page))


def links(page: Page) -> list[str]:
    """Addresses of the feeds that an HTML page names; feeds of comments come last."""
    named = [
        (link.get("title") or "", page.absolute(link.get("href")))
        for link in page.head.iter("link")
        if (link.get("type") or "").lower() in _FEED_TYPES
    ]
    ordered = sorted(named, key=lambda each: "comment" in f"{each[0]} {each[1]}".lower())
    return list(dict.fromkeys(address for _, address in ordered if address))


def _root(body: bytes) -> _Element | None:
    # Depth stays limited to 256 elements, and no entity of the feed's own is expanded.
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True,
        remove_comments=True, remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    start = max(body.find(b"<"), 0)
    try:
        return etree.fromstring(_ENTITY.sub(_character, body[start:]), parser)
    except etree.XMLSyntaxError:
        return None


def _character(entity: re.Match[bytes]) -> bytes:
    """The character that HTML's entity stands for: XML knows only five of them."""
    name = entity[1].decode()
    if name in _XML_ENTITIES or name not in name2codepoint:
        return entity[0]
    return chr(name2codepoint[name]).encode()


def _name(element: _Element) -> str:
    """``title``, ``dc:creator``, ``g:price``: one name for all versions of a namespace."""
    space, _, local = str(element.tag).rpartition("}")
    space = space.lstrip("{").lower()
    for start, prefix in _PREFIXES.items():
        if space.startswith(start):
            return f"{prefix}:{local}"
    # A prefix that the feed forgot to declare is still there, as a part of the name.
    return local if not space or space.startswith(_PLAIN_NAMESPACES) else f"?:{local}"


def _entry(element: _Element, page: Page, site: str, hints: Hints) -> Entry | None:
    said: dict[str, str] = {}
    for child in element.iterchildren(etree.Element):
        said.setdefault(_name(child), _text(child))
    url = page.absolute(_link(element, said))
    identity = said.get("guid") or said.get("id") or ""
    key = canonical(identity) if identity.startswith("http") else f"urn:patrol:{site}:{identity}"
    if not (url or identity):
        return None
    draft = _draft(element, said)
    settlement = Settlement(page, site, hints)
    settlement.add(draft)
    if settlement.lacks("price"):
        text = settlement.value("description") or ""
        price = asking.find(settlement.value("title") or "", text, settlement.where)
        settlement.add(Draft(source="feed", price=price))
    found = settlement.found(url or f"urn:patrol:{site}:{fold(identity)}")
    return Entry(found, url, key if identity else canonical(url or ""))


def _draft(element: _Element, said: dict[str, str]) -> Draft:
    def first(*names: str) -> str:
        return next((said[name] for name in names if said.get(name)), "")

    text = first("content:encoded", "content", "description", "summary", "g:description",
                 "media:description")  # fmt: skip
    author = first("dc:creator", "author", "g:brand_owner", "itunes:author")
    mailed = _MAILED.fullmatch(author)
    return Draft(
        source="feed",
        title=first("title", "g:title", "media:title", "dc:title"),
        description=text,
        price=first("g:sale_price", "g:price", "price", "?:price"),
        currency=first("currency", "?:currency"),
        seller=mailed[1] if mailed else author if "@" not in author else "",
        location=first("g:location", "georss:featurename", "location"),
        category=first("category", "g:product_type", "dc:subject"),
        images=list(dict.fromkeys(_images(element, text))),
        posted=first("pubDate", "published", "dc:date", "issued", "created", "updated", "date"),
        listing_id=first("g:id"),
        condition=first("g:condition").lower(),
        availability=first("g:availability").lower().replace(" ", "_"),
    )


def _text(element: _Element) -> str:
    """The text of an element; of one that holds elements, their markup."""
    if _name(element) == "category" and (term := element.get("term")):
        return term
    if _name(element) == "author" and len(element):
        names = (child.text for child in element if _name(child) == "name")
        return fold(next((name for name in names if name), ""))
    if len(element):
        return etree.tostring(element, encoding="unicode", with_tail=False)
    return (element.text or "").strip()


def _link(element: _Element, said: dict[str, str]) -> str:
    for link in element.iterchildren(etree.Element):
        href = (link.get("href") or link.text or "").strip() if _name(link) == "link" else ""
        if href and link.get("rel", "alternate") == "alternate":
            return href
    about = [str(value) for name, value in element.items() if str(name).endswith("}about")]
    others = (said.get("g:link"), said.get("guid"), said.get("id"), *about)
    return next((each for each in others if each and each.startswith("http")), "")


def _images(element: _Element, text: str) -> Iterator[str]:
    """The pictures that an entry names, those that its text shows, or else a small one."""
    named = [address for each in element.iter(etree.Element) if (address := _image(each))]
    shown = parse(text.encode()).iter("img") if "<img" in text else ()
    found = [*named, *(src for each in shown if (src := each.get("src")))]
    small = (each for each in element.iter(etree.Element) if _name(each) == "media:thumbnail")
    yield from found or (url for each in small if (url := each.get("url")))


def _image(element: _Element) -> str:
    """The address of a picture, if this element is about one."""
    name, address = _name(element), element.get("url") or element.get("href") or ""
    if name in {"g:image_link", "g:additional_image_link"}:
        return (element.text or "").strip()
    if name == "link" and element.get("rel") != "enclosure":
        return ""
    if name not in {"enclosure", "media:content", "link"}:
        return ""
    kind = f"{element.get('type') or ''} {element.get('medium') or ''}"
    return address if "image" in kind or _PICTURE.search(address) else ""


def _next(root: _Element, page: Page) -> str | None:
    """Where an archived feed goes on (RFC 5005)."""
    for link in root.iter(etree.Element):
        if _name(link).rpartition(":")[2] == "link" and link.get("rel") == "next":
            return page.absolute(link.get("href"))
    return None
