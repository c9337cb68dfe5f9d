"""The text of an element as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

MAX_TEXT = 200_000
"""Characters kept of one text; no advert is longer."""

_UNSEEN_TAGS = "script style noscript template svg head iframe object select option textarea button"

_BLOCK_TAGS = (
    "address article aside blockquote br center dd div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section table tbody td tfoot th thead"
    " tr ul"
)
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_LINE_SPACE = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")


def fold(text: str) -> str:
    """One line: white space folded, soft hyphens and zero-width spaces at the edges dropped."""
    return " ".join(text[:MAX_TEXT].split()).strip(" \u00ad\u200b\u2060\ufeff")


def paragraphs(text: str) -> str:
    """Text with its line breaks kept and everything else folded."""
    text = _LINE_SPACE.sub(" ", text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n"))
    return _MANY_BREAKS.sub("\n\n", _AROUND_BREAK.sub("\n", text)).strip()


def visible(element: _Element) -> str:
    """Everything a reader sees of ``element`` on one line."""
    return fold("".join(_pieces(element)))


def visible_paragraphs(element: _Element) -> str:
    """Everything a reader sees of ``element``, blocks as lines."""
    return paragraphs("".join(_pieces(element)))


def _pieces(element: _Element) -> Iterator[str]:
    """Text in document order, a line break at each edge of a block.

    A loop and not recursion, because hostile pages nest thousands of elements. What the page hides
    is left out, except ``element`` itself: whoever asks for it knows why.
    """
    stack: list[tuple[_Element, bool]] = [(element, False)]
    length = 0
    while stack and length < MAX_TEXT:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            if tag in _BLOCKS:
                yield "\n"
        else:
            stack.append((node, True))
            if node is element or (tag and tag not in _UNSEEN and not _hidden(node)):
                if tag in _BLOCKS:
                    yield "\n"
                if node.text:
                    length += len(node.text)
                    yield node.text
                stack.extend((child, False) for child in reversed(node))
            continue
        if node is not element and node.tail:
            length += len(node.tail)
            yield node.tail


def _hidden(node: _Element) -> bool:
    if node.get("hidden") is not None:
        return True
    style = node.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()
