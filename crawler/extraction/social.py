"""One post on a social network: who wrote it offers what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.extraction import datafile, picture
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.selectors import Selector, compile_selector
from crawler.extraction.text import fold, visible, visible_paragraphs

_MAX_TITLE = 120
_SHORTENED = re.compile(r"\s*https?://t\.co/\w+$")


@dataclass(frozen=True, slots=True)
class _Program:
    """A network and where it puts things, from ``posts.yaml``."""

    url: re.Pattern[str]
    marker: bytes
    selectors: dict[str, Selector]
    named: re.Pattern[str] | None


def read(page: Page) -> Draft | None:
    """The post that a page shows, ``None`` if it is no page of one post."""
    path = urlsplit(page.url).path
    for program in _programs():
        if program.url.search(path) and program.marker in page.body:
            draft = _shown(program, page) or _told(program, page)
            if draft is not None and (draft.title or draft.description):
                draft.title = draft.title or fold(draft.description.partition("\n")[0])[:_MAX_TITLE]
                return draft
    return None


@cache
def _programs() -> tuple[_Program, ...]:
    return tuple(
        _Program(
            url=re.compile(entry["url"]),
            marker=entry["marker"].encode(),
            selectors={
                name: compile_selector(said)
                for name, said in entry.items()
                if name not in {"name", "url", "marker", "named"}
            },
            named=re.compile(entry["named"], re.IGNORECASE) if "named" in entry else None,
        )
        for entry in datafile.read("posts.yaml")
    )


def _shown(program: _Program, page: Page) -> Draft | None:
    """The post as it stands on the page; ``None`` where scripts are to draw it first."""
    root = page.root
    found = [node for node in program.selectors["post"].nodes(root) if isinstance(node, _Element)]
    if not found:
        return None
    post, select = found[0], program.selectors
    author = _first(select.get("author"), post) or _first(select.get("author"), root)
    text = _element(select.get("text"), post)
    pictures = select["images"].values(post) if "images" in select else []
    return Draft(
        source="visible",
        title=_first(select.get("title"), post),
        seller=author,
        description=visible_paragraphs(text) if text is not None else "",
        posted=_first(select.get("date"), post) or _first(select.get("date"), root),
        images=[url for url in pictures if not picture.is_ornament(url)],
    )


def _told(program: _Program, page: Page) -> Draft | None:
    """The post as OpenGraph tells it."""
    title, text = page.meta("og:title") or "", page.meta("og:description") or ""
    named = program.named.search(title) if program.named else None
    if named is None or not text:
        return None
    return Draft(
        source="opengraph",
        seller=named["name"],
        description=_SHORTENED.sub("", text),
        posted=page.meta("article:published_time", "twitter:value1") or "",
        images=[
            url
            for url in page.metas.get("og:image", [])
            if "profile" not in url and "avatar" not in url
        ],
    )


def _first(selector: Selector | None, node: _Element) -> str:
    return (selector.first(node) if selector else None) or ""


def _element(selector: Selector | None, node: _Element) -> _Element | None:
    found = selector.nodes(node) if selector else []
    return next((each for each in found if isinstance(each, _Element) and visible(each, 10)), None)
