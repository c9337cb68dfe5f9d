"""A thread of a forum: its opening post is the advert, whoever answers is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml.etree import _Element

from crawler.extraction import (
    forum_program,
    opening,
    post_blocks,
    price_field,
    schema_org,
    thread_address,
)
from crawler.extraction.draft import Draft
from crawler.extraction.forum_program import Program, common, elements
from crawler.extraction.opening import Opening
from crawler.extraction.page import Page
from crawler.extraction.schema_org import Node
from crawler.extraction.text import fold, visible

_MAX_LABEL = 40
_TOPIC = re.compile(r"^(?:topic|thread|thema|onderwerp|sujet|tema)\s*:\s+", re.IGNORECASE)
_READ_SO_OFTEN = re.compile(
    r"\s*\((?:read|gelesen|lu|leído|letto|gelezen)[^()]*\)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Thread:
    """What a page says about its thread."""

    seen: Draft | None
    """The opening post as a reader sees it; what it leaves empty, the post does not have."""
    drafts: tuple[Draft, ...]
    """The thread as the page states and shows it, best source first."""
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
    shown = Draft(source="visible")
    if known := forum_program.find(page):
        program, posts = known
        shown, first = _shown(program, page.root), opening.read(program, posts[0])
    elif (stated or post_blocks.is_forum(page)) and (blocks := post_blocks.find(page)):
        posts, first = list(blocks.posts), blocks.first
    else:
        return Thread(None, tuple(drafts), None) if drafts else None
    if thread_address.page_number(page.url) > 1:  # its first post is somebody's answer
        return Thread(None, (*drafts, shown), len(posts))
    shown.price = price_field.find(posts[0])
    return _settled(drafts, shown, first, len(posts))


def _settled(drafts: list[Draft], shown: Draft, first: Opening, posts: int) -> Thread:
    for draft in drafts:
        if draft.seller and fold(draft.seller) == fold(first.author):
            draft.seller_url = draft.seller_url or first.author_url
    written = replace(shown, seller=first.author, seller_url=first.author_url, posted=first.date)
    if first.body is None:  # this skin puts it elsewhere
        return Thread(None, (*drafts, written), posts)
    seen = Draft(
        source="visible",
        description=first.text,
        images=list(first.images),
        category=shown.category,
        price=shown.price,
        attributes={"edited": first.edited} if first.edited else {},
    )
    return Thread(seen, (*drafts, written), posts)


def _shown(program: Program, root: _Element) -> Draft:
    """The thread's title, and the label before it that tells offers from questions."""
    for selector in program.title:
        for element in elements(selector, root):
            labels = [each for each in elements(common("labels"), element) if each is not element]
            title = _READ_SO_OFTEN.sub("", visible(element, without=labels))
            if title := _TOPIC.sub("", title):
                said = (visible(each) for each in (*labels, *_beside(element)))
                label = next((each for each in said if each), "").strip(" []()")
                category = label if len(label) <= _MAX_LABEL else ""
                return Draft(source="visible", title=title, category=category)
    return Draft(source="visible")


def _beside(title: _Element) -> list[_Element]:
    """The label right before a title that is no part of it."""
    before = title.getprevious()
    labelled = before is not None and before in elements(common("labels"), before)
    return [before] if labelled and before is not None else []
