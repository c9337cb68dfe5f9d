"""What keeps one hostile or monstrous page from costing the night."""

from __future__ import annotations

import re

MAX_BYTES = 6 * 2**20
"""Bytes that are read of a page; a longer one is cut. The longest ordinary pages have 2 MB."""
MAX_ELEMENTS = 20_000
"""Elements that are looked at one by one; ordinary pages have up to 10,000."""

_ORDINARY = 64 * 2**10
_LONG = 8_192
_MAX_ATTRIBUTES = 500
# Pages saved by hand carry their pictures inside; dropping those comes before any cut.
_DATA_URI = re.compile(rb"data:[\w/+.-]{3,60};base64,[A-Za-z0-9+/=\s]{200,}")
_LONG_TAG = re.compile(rb"<([a-zA-Z][\w-]{0,30})([^<>]{%d,})>?" % _LONG)
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")


def bounded(body: bytes) -> bytes:
    """``body`` as far as it can be parsed in a second or two."""
    if len(body) > MAX_BYTES:
        body = _DATA_URI.sub(b"data:,", body)[:MAX_BYTES]
    if len(body) > _ORDINARY and max(map(len, body.split(b">"))) > _LONG:
        # The parser's time grows with the square of the attributes of one element.
        body = _LONG_TAG.sub(_without_attributes, body)
    return body


def _without_attributes(tag: re.Match[bytes]) -> bytes:
    many = len(_QUOTED.sub(b"", tag[2]).split()) > _MAX_ATTRIBUTES
    return b"<" + tag[1] + b">" if many else tag[0]
