"""A thread of a forum: its opening post is the advert, whoever answers is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml.etree import _Element

from crawler.extraction import schema_org, xpath
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.schema_org import Node
from crawler.extraction.text import visible, visible_paragraphs

_Find = Callable[[_Element], list[_Element]]


@dataclass(frozen=True, slots=True)
class _Software:
    """Where a forum program puts things; paths from a post, the heading from the page."""

    marker: bytes
    """Bytes that only its pages hold."""
    post: _Find
    author: _Find
    body: _Find
    date: _Find


def _with_class(name: str, tag: str = "*") -> str:
    return f"{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


def _software(marker: bytes, post: str, author: str, body: str, date: str = "time") -> _Software:
    return _Software(
        marker,
        xpath.elements(f".//{post}"),
        xpath.elements(f"(.//{author})[1]"),
        xpath.elements(f"(.//{body})[1]"),
        xpath.elements(f"(.//{date})[1]"),
    )


_PROGRAMS = (
    _software(  # XenForo 2
        b"message-userContent", _with_class("message--post", "article"),
        _with_class("message-name"), _with_class("bbWrapper"),
    ),
    _software(  # XenForo 1
        b"messageUserInfo", _with_class("message", "li"), _with_class("username"),
        _with_class("messageText"), _with_class("DateTime"),
    ),
    _software(  # Discourse
        b"crawler-post", _with_class("crawler-post"), "*[@itemprop='author']//*[@itemprop='name']",
        _with_class("post"),
    ),
    _software(  # phpBB 3
        b"viewtopic.php", _with_class("post", "div"),
        f"{_with_class('author')}//a[contains(@class, 'username')]", _with_class("content"),
    ),
    _software(  # vBulletin 4 and 5
        b"postbitlegacy", _with_class("postbitlegacy"), _with_class("username"),
        _with_class("postcontent"), _with_class("date"),
    ),
    _software(  # vBulletin 3
        b"post_message_", "table[starts-with(@id, 'post')]", _with_class("bigusername"),
        "*[starts-with(@id, 'post_message_')]", _with_class("thead", "td"),
    ),
    _software(  # Invision Community
        b"ipsComment_content", _with_class("ipsComment", "article"),
        _with_class("ipsComment_author") + "//h3", "*[@data-role='commentContent']",
    ),
    _software(  # Simple Machines Forum
        b"post_wrapper", _with_class("post_wrapper"), f"{_with_class('poster')}//h4",
        _with_class("inner"), _with_class("smalltext"),
    ),
    _software(  # MyBB
        b"post_body", _with_class("post"), _with_class("author_information") + "//a",
        _with_class("post_body"), _with_class("post_date"),
    ),
)  # fmt: skip


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
    for program in _PROGRAMS:
        if program.marker in page.body and (found := program.post(page.root)):
            posts = len(found)
            drafts.append(_opening(program, found[0]))
            break
    return Thread(tuple(drafts), posts) if drafts else None


def _opening(program: _Software, post: _Element) -> Draft:
    authors, bodies, dates = program.author(post), program.body(post), program.date(post)
    author = post.get("data-author") or (visible(authors[0]) if authors else "")
    date = (dates[0].get("datetime") or visible(dates[0])) if dates else ""
    body = bodies[0] if bodies else None
    return Draft(
        source="visible",
        seller=author,
        posted=date,
        description=visible_paragraphs(body) if body is not None else "",
        images=[src for each in body.iter("img") if (src := each.get("src"))]
        if body is not None
        else [],
    )
