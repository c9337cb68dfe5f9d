"""The price that a thread has a field of its own for, as classified add-ons of forums show it."""

from __future__ import annotations

from itertools import islice

from lxml.etree import _Element

from crawler.extraction import phrases
from crawler.extraction.text import visible

_MAX_WORDS = 80
_MAX_FIELDS = 40


def find(post: _Element) -> str:
    """The value beside the label "Price" in a post, as written; empty if there is none."""
    for label in islice(post.iter("dt", "th"), _MAX_FIELDS):
        value = label.getnext()
        if value is None or value.tag not in {"dd", "td"}:
            continue
        if phrases.pattern("asked_before").fullmatch(visible(label, _MAX_WORDS).strip(" :")):
            return visible(value, _MAX_WORDS)
    return ""
