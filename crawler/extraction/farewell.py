"""Pages that say that their advert is over."""

from __future__ import annotations

import re

from lxml.etree import _Element

from crawler.extraction import phrases
from crawler.extraction.page import Page
from crawler.extraction.text import visible

_MIN_NOTICE = 4
_MAX_NOTICE = 240
_MAX_PLACES = 10
_SILENT = frozenset({"script", "style", "template", "noscript", "option", "textarea", "head"})
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hidden|hide|d-none|is-hidden|invisible|template)(?:\s|$)")


def said(page: Page) -> str | None:
    """The sentence with which the page says that its advert is over, if it does."""
    over = phrases.pattern("gone", page.language)
    if over.search(page.title):
        return page.title
    notices = [
        (own, each)
        for each in page.elements
        if each.tag not in _SILENT and (own := _own_text(each))
    ]
    whole = "\n".join(own for own, _ in notices)
    ends = [end for end in phrases.endings("gone", page.language) if end in whole]
    places = 0
    for own, element in notices if ends else ():
        if not any(end in own for end in ends) or not over.search(own):
            continue
        notice = visible(element, _MAX_NOTICE + 1)
        if len(notice) <= _MAX_NOTICE and over.search(notice) and not _is_unseen(element):
            return notice
        places += 1
        if places > _MAX_PLACES:
            break
    return None


def not_found(page: Page) -> bool:
    """Whether the page says that there is no such page."""
    headings = (page.title, *(visible(each, 200) for each in page.root.iter("h1")))
    return any(phrases.pattern("not_found").search(heading) for heading in headings)


def _own_text(element: _Element) -> str:
    """The text that stands in ``element`` itself, in small letters; empty if it is no notice."""
    own = element.text or ""
    if len(element):
        own += " ".join(child.tail for child in element if child.tail)
    if not _MIN_NOTICE <= len(own) <= _MAX_NOTICE * 2:
        return ""
    return " ".join(own.lower().split())


def _is_unseen(element: _Element) -> bool:
    """Whether the page keeps a notice for later instead of showing it."""
    for around in (element, *element.iterancestors()):
        style = (around.get("style") or "").replace(" ", "")
        if around.get("hidden") is not None or "display:none" in style:
            return True
        if around.tag in {"template", "noscript", "dialog"}:
            return True
        if _HIDDEN_CLASS.search(around.get("class") or ""):
            return True
    return False
