"""A thread of a forum: its opening post is the advert, whoever answers is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml.etree import _Element

from crawler.extraction import (
    forum_program,
    offer_price,
    opening,
    post_blocks,
    schema_org,
    thread_address,
)
from crawler.extraction.currency import Where
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


def read(
    page: Page, nodes: Iterable[tuple[str, Node]], where: Where, *, expected: bool = False
) -> Thread | None:
    """The thread on a page, ``None`` if the page is none.

    :param nodes: the page's schema.org objects with their source.
    :param expected: whether a list of offers led here; else the title has to say that it is one.
    """
    stated = [
        (source, inner)
        for source, node in nodes
        if schema_org.types(node) & schema_org.THREADS
        for inner in (*schema_org.nodes(node, "mainEntity"), node)
    ]
    drafts = [schema_org.posting(node, source) for source, node in stated]
    later = thread_address.page_number(page.url) > 1
    if known := forum_program.find(page):
        program, posts = known
        shown = _shown(program, page.root, posts[0])
        first = opening.read(program, posts[0])
        price = _price(page, posts[0], first, shown, where, expected)
        return _settled(drafts, replace(shown, price=price), first, len(posts), later)
    if not stated and not post_blocks.is_forum(page):
        return None
    if blocks := post_blocks.find(page):
        shown = Draft(source="visible")
        shown.price = _price(page, blocks.posts[0], blocks.first, shown, where, expected)
        return _settled(drafts, shown, blocks.first, len(blocks.posts), later)
    return Thread(None, tuple(drafts), None) if drafts else None


def _settled(drafts: list[Draft], shown: Draft, first: Opening, posts: int, later: bool) -> Thread:
    """A thread of which the first post on the page was read.

    :param later: whether this is a later page, where the first post is somebody's answer.
    """
    if later:
        return Thread(None, (*drafts, shown), posts)
    for draft in drafts:
        if draft.seller and fold(draft.seller) == fold(first.author):
            draft.seller_url = draft.seller_url or first.author_url
    seen = Draft(
        source="visible",
        description=first.text,
        images=list(first.images),
        category=shown.category,
        price=shown.price,
        attributes={"edited": first.edited} if first.edited else {},
    )
    written = replace(shown, seller=first.author, seller_url=first.author_url, posted=first.date)
    return Thread(seen, (*drafts, written), posts)


def _price(
    page: Page, post: _Element, first: Opening, shown: Draft, where: Where, expected: bool
) -> str:
    if stated := offer_price.field(post):
        return stated
    if expected or offer_price.is_offer(shown.title or page.title, shown.category):
        return offer_price.find(first.text, where)
    return ""


def _shown(program: Program, root: _Element, post: _Element) -> Draft:
    """The thread's title, and the label before it that tells offers from questions."""
    for selector in program.title:
        for element in elements(selector, root):
            labels = [each for each in elements(common("labels"), element) if each is not element]
            if title := _TOPIC.sub("", _READ_SO_OFTEN.sub("", visible(element, without=labels))):
                label = next(
                    (said for each in (*labels, *_beside(element)) if (said := visible(each))), ""
                )
                label = label.strip(" []()") if len(label) <= _MAX_LABEL else ""
                return Draft(source="visible", title=title, category=label)
    return Draft(source="visible")


def _beside(title: _Element) -> list[_Element]:
    """Labels right before a title that are no part of it."""
    before = title.getprevious()
    return (
        [before] if before is not None and before in {*elements(common("labels"), before)} else []
    )
