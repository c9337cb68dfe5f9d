"""The text of an element as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape

from lxml import etree
from lxml.etree import _Element

MAX_TEXT = 200_000
"""Characters kept of one text; no advert is longer."""
MAX_LINE = 120
"""Characters of a first line that stands for a headline."""

# Ends of paragraphs and lines, and ``<br>``: control characters until the text is whole, so that
# line ends in the page's source are not mistaken for them.
_PARAGRAPH, _LINE, _BREAK = "\x1d", "\x1e", "\x1f"
_LINE_TAGS = (
    "address article aside center dd div dl dt fieldset figcaption figure footer form header hr"
    " legend li main nav section tbody td tfoot th thead tr caption details summary"
)
_PARAGRAPH_TAGS = "blockquote h1 h2 h3 h4 h5 h6 ol p pre table ul"
_UNSEEN_TAGS = (
    "script style noscript template svg head iframe object select option textarea button title"
)
_BREAKS = dict.fromkeys(_LINE_TAGS.split(), _LINE)
_BREAKS["br"] = _BREAK
_BREAKS |= dict.fromkeys(_PARAGRAPH_TAGS.split(), _PARAGRAPH)
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_EDGES = " \u00ad\u200b\u2060\ufeff"
_SPACE_IN_LINE = re.compile(r"[^\S\x1d-\x1f]+")
_LINE_SPACE = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")
_MARKS = re.compile(r" ?[\x1d-\x1f][ \x1d-\x1f]*")
_TAG = re.compile(r"</?(?:p|br|div|ul|ol|li|b|strong|i|em|u|span|a|h[1-6]|table|font|img)\b[^<>]*>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def fold(text: str) -> str:
    """One line: white space folded, invisible characters at the ends dropped."""
    return " ".join(text[:MAX_TEXT].split()).strip(_EDGES)


def paragraphs(text: str) -> str:
    """Text with its line breaks kept and everything else folded."""
    text = _LINE_SPACE.sub(" ", text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n"))
    return _MANY_BREAKS.sub("\n\n", _AROUND_BREAK.sub("\n", text)).strip().strip(_EDGES)


def plain(text: str) -> str:
    """The text that HTML inside a text stands for; other text as it is."""
    if "<" in text and _TAG.search(text):
        parser = etree.HTMLParser(remove_comments=True, remove_pis=True)
        root = etree.fromstring(f"<div>{text[:MAX_TEXT]}</div>", parser)
        return visible_paragraphs(root) if root is not None else text
    return unescape(text) if "&" in text else text


def first_line(text: str) -> str:
    """What a text without a headline is called by."""
    return fold(plain(text).strip().partition("\n")[0])[:MAX_LINE]


def visible(
    element: _Element, most: int = MAX_TEXT, without: Collection[_Element] = frozenset()
) -> str:
    """Everything a reader sees of ``element`` on one line, cut after ``most`` characters or so.

    :param without: elements that are left out.
    """
    return fold("".join(_pieces(element, most, without)))


def visible_paragraphs(element: _Element, without: Collection[_Element] = frozenset()) -> str:
    """Everything a reader sees of ``element``, blocks as lines.

    :param without: elements that are left out.
    """
    text = _SPACE_IN_LINE.sub(" ", "".join(_pieces(element, MAX_TEXT, without)))
    return _MARKS.sub(_breaks, text).strip().strip(_EDGES)


def _breaks(match: re.Match[str]) -> str:
    marks = match[0]
    return "\n\n" if _PARAGRAPH in marks or marks.count(_BREAK) > 1 else "\n"


def _pieces(element: _Element, most: int, without: Collection[_Element]) -> Iterator[str]:
    """Text in document order, with marks where lines and paragraphs end.

    A loop and not recursion, because hostile pages nest thousands of elements. What the page hides
    is left out, except ``element`` itself: whoever asks for it knows why.
    """
    waiting: list[_Element | str] = [element]
    length = 0
    while waiting and length < most:
        part = waiting.pop()
        if isinstance(part, str):
            length += len(part.strip())
            yield part
            continue
        tag = part.tag
        if part is not element:
            if part.tail:
                waiting.append(part.tail)
            if tag in _UNSEEN or part in without or _is_hidden(part):
                continue
        if mark := _BREAKS.get(tag):
            yield mark
            if mark != _BREAK:
                waiting.append(mark)
        waiting.extend(reversed(part))
        if part.text:
            waiting.append(part.text)


def _is_hidden(element: _Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
