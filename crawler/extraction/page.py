"""One fetched page: its bytes read as characters, its tree parsed once and only when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element

from crawler.extraction.charset import to_utf8
from crawler.extraction.limits import MAX_ELEMENTS, bounded
from crawler.extraction.text import fold, visible

MAX_URL = 4_000
"""Characters of an address; a longer one is not an address."""

_MAX_METAS = 2_000
_SAMPLE = 4_000
_LANGUAGE_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])")
# An address that needs nothing done: no dots to resolve, no space, no odd characters.
_PLAIN_URL = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/(?!\.)[\w%~,;=&@+$!*'()-][\w.%~,;=&@+$!*'()-]*)*/?(?:[?#][^\s\\]*)?"
)
_BODY = re.compile(rb"<body[\s>]", re.IGNORECASE)
_HEAD_MATTER = re.compile(rb"<(?:meta|base|title|link[^>]+canonical)[\s>]")
# What the pattern cannot do without: to search for these first spares most pages the pattern.
_HEAD_SIGNS = (b"<meta", b"<base", b"<title", b"canonical")
# Encodings that one language alone is written in.
_LANGUAGES = {
    "gb18030": "zh", "gbk": "zh", "gb2312": "zh", "big5": "zh", "big5hkscs": "zh",
    "shift_jis": "ja", "cp932": "ja", "euc_jp": "ja", "euc-jp": "ja", "iso2022_jp": "ja",
    "euc_kr": "ko", "euc-kr": "ko", "cp949": "ko",
}  # fmt: skip
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_EMPTY = etree.fromstring(b"<html><body/></html>", etree.HTMLParser())


class Page:
    """A page as it came, and what it says about itself.

    :param url: the address it was read from, after redirects.
    :param content_type: the ``Content-Type`` header, which may name the encoding.
    :param fetched_at: when it was fetched; "3 days ago" counts from here.
    """

    def __init__(
        self,
        url: str,
        body: bytes,
        content_type: str | None = None,
        fetched_at: datetime | None = None,
    ) -> None:
        self.url = url
        self.fetched_at = fetched_at
        self.body, self.encoding = to_utf8(bounded(body), content_type)

    @cached_property
    def root(self) -> _Element:
        """The tree; a page that holds no element is an empty document."""
        return parse(self.body)

    @cached_property
    def elements(self) -> tuple[_Element, ...]:
        """The first elements of the tree in document order, a bounded number.

        Kept, because to make the Python side of an element anew costs more than to look at it.
        """
        return tuple(islice(self.root.iter(etree.Element), MAX_ELEMENTS))

    @cached_property
    def head(self) -> _Element:
        """The tree of what stands before ``<body>``: a tenth of the work where that is enough.

        The whole tree, where a page keeps what belongs there elsewhere.
        """
        body = _BODY.search(self.body)
        if body is None:
            return self.root
        rest = self.body[body.start() :].lower()
        if any(sign in rest for sign in _HEAD_SIGNS) and _HEAD_MATTER.search(rest):
            return self.root
        return parse(self.body[: body.start()])

    @cached_property
    def base(self) -> str:
        """What relative addresses on this page are relative to."""
        for element in self.head.iter("base"):
            if href := (element.get("href") or "").strip():
                return _join(self.url, href) or self.url
        return self.url

    def absolute(self, href: str | None) -> str | None:
        """``href`` as an absolute http(s) address without fragment, ``None`` if it is none."""
        if not href or not (href := href.strip()) or href.startswith("#"):
            return None
        return _join(self.base, href)

    @cached_property
    def metas(self) -> Mapping[str, list[str]]:
        """``<meta>`` contents by lower-case ``property``, ``name`` or ``http-equiv``, in order."""
        found: dict[str, list[str]] = {}
        for element in islice(self.head.iter("meta"), _MAX_METAS):
            name = element.get("property") or element.get("name") or element.get("http-equiv")
            content = element.get("content")
            if name and content and (content := fold(content)):
                found.setdefault(name.strip().lower(), []).append(content)
        return found

    def meta(self, *names: str) -> str | None:
        """The first content that one of ``names`` has, in the order of ``names``."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    @cached_property
    def canonical(self) -> str | None:
        """The address that the page says is its own, believed or not."""
        for element in self.head.iter("link"):
            if element.get("rel") in {"canonical", "Canonical"}:
                return self.absolute(element.get("href"))
        return self.absolute(self.meta("og:url"))

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1 code of the language that the page declares, or that its letters are of."""
        for tag in self._locales():
            return tag[1].lower() if len(tag[1]) == 2 else None
        if self.encoding in _LANGUAGES:
            return _LANGUAGES[self.encoding]
        scripts = (("ja", _KANA), ("ko", _HANGUL), ("zh", _HAN))
        return next((code for code, letters in scripts if letters.search(self.title)), None)

    @cached_property
    def country(self) -> str | None:
        """ISO 3166 code of the country whose language the page declares (``en-AU``)."""
        return next((tag[2].upper() for tag in self._locales() if tag[2]), None)

    def _locales(self) -> Iterator[re.Match[str]]:
        """Declared languages, the most trusted first; OpenGraph is asked only if it must be."""
        declared = self.head.get("lang") or self.head.get("xml:lang") or ""
        if tag := _LANGUAGE_TAG.match(declared.strip()):
            yield tag
        for name in ("og:locale", "content-language"):
            if tag := _LANGUAGE_TAG.match(self.meta(name) or ""):
                yield tag

    @cached_property
    def sample(self) -> str:
        """The beginning of what a reader sees, enough to tell its language."""
        body = next(self.root.iter("body"), None)
        return visible(body, _SAMPLE) if body is not None else ""

    @cached_property
    def title(self) -> str:
        """The text of ``<title>``."""
        element = next(self.head.iter("title"), None)
        return fold(element.text) if element is not None and element.text else ""


def parse(html: bytes) -> _Element:
    """The tree of UTF-8 bytes, however broken; empty if there is no element in them."""
    # huge_tree only lifts libxml2's limit on depth from 256 to 2,048 elements, which pages
    # with unclosed tags need; what lies deeper is not read.
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(html, parser)
    except etree.XMLSyntaxError:
        return _EMPTY
    return root if root is not None else _EMPTY


def _join(base: str, href: str) -> str | None:
    if len(href) > MAX_URL:
        return None
    if _PLAIN_URL.fullmatch(href):
        return href.partition("#")[0]
    try:
        # Browsers drop line breaks and tabs inside an address and read \ as /.
        url = urljoin(base, re.sub(r"[\t\r\n]", "", href).replace("\\", "/"))
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return url.partition("#")[0].replace(" ", "%20") if usable else None
