"""A thread of a forum: its opening post is the advert, whoever answers is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import datafile, schema_org
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.schema_org import Node
from crawler.extraction.selectors import Selector, compile_selector
from crawler.extraction.text import visible, visible_paragraphs


@dataclass(frozen=True, slots=True)
class _Program:
    """A forum program and where it puts things, from ``forums.yaml``."""

    marker: bytes
    title: Selector
    post: Selector
    author: Selector
    body: Selector
    date: Selector


@dataclass(frozen=True, slots=True)
class Thread:
    """What a page says about its thread."""

    drafts: tuple[Draft, ...]
    """The opening post, best source first."""
    posts: int | None
    """Posts on this page, ``None`` if they cannot be told apart."""


def read(page: Page, nodes: Iterable[tuple[str, Node]]) -> Thread | None:
    """The thread on a page, ``None`` if the page is none.

    :param nodes: the page's schema.org objects with their source.
    """
    stated = [
        (source, inner)
        for source, node in nodes
        if schema_org.types(node) & schema_org.THREADS
        for inner in (*schema_org.nodes(node, "mainEntity"), node)
    ]
    drafts = [schema_org.posting(node, source) for source, node in stated]
    posts = None
    for program in _programs():
        if program.marker in page.body and (found := program.post.nodes(page.root)):
            posts = len(found)
            drafts.append(_opening(program, page.root, found[0]))
            break
    return Thread(tuple(drafts), posts) if drafts else None


@cache
def _programs() -> tuple[_Program, ...]:
    found = []
    for entry in datafile.read("forums.yaml"):
        names = ("title", "post", "author", "body", "date")
        selectors = {name: compile_selector(entry[name]) for name in names}
        found.append(_Program(marker=entry["marker"].encode(), **selectors))
    return tuple(found)


def _opening(program: _Program, root: _Element, post: _Element) -> Draft:
    body = _first(program.body, post)
    date = _first(program.date, post)
    pictures = body.iter("img") if body is not None else ()
    return Draft(
        source="visible",
        title=program.title.first(root) or "",
        seller=post.get("data-author") or program.author.first(post) or "",
        posted=(date.get("datetime") or visible(date)) if date is not None else "",
        description=visible_paragraphs(body) if body is not None else "",
        images=[src for each in pictures if (src := each.get("data-src") or each.get("src"))],
    )


def _first(selector: Selector, post: _Element) -> _Element | None:
    found = (node for node in selector.nodes(post) if isinstance(node, etree._Element))
    return next(found, None)
