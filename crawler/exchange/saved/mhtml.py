"""MHTML, into which Chrome, Edge and the old Internet Explorer save a page with all its parts."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from itertools import chain

from crawler.exchange.saved.capture import Source

_HEAD = 64 * 2**10
"""Bytes in which the headers of a part must end."""
_MAX_PARTS = 20_000
_MAX_DEPTH = 4
_HEADERS = re.compile(rb"\A\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_NOT_BASE64 = re.sub(rb"[A-Za-z0-9+/]", b"", bytes(range(256)))
_PAGES = ("text/html", "application/xhtml+xml")


def is_mhtml(body: bytes) -> bool:
    """Whether a file begins as a mail does that holds a web page."""
    headers = _HEADERS.match(body[:_HEAD])
    return headers is not None and re.search(rb"(?im)^mime-version:", headers[0]) is not None


def read(body: bytes) -> Source | None:
    """The page that the file was made for; ``None`` if it holds none.

    The part that the file names as its start, else the one that has the page's address, else the
    first page in it: the others are frames, pictures and styles.
    """
    outer = _headers(body)
    address = str(outer["Snapshot-Content-Location"] or "").strip()
    start = str(outer.get_param("start") or "").strip("<>")
    pages = [part for part in _parts(body) if _headers(part).get_content_type() in _PAGES]
    named = (part for part in pages if start and _id(part) == start)
    placed = (part for part in pages if address and _location(part) == address)
    chosen = next(chain(named, placed, pages), None)
    if chosen is None:
        return None
    charset = _headers(chosen).get_content_charset()
    return Source(
        body=_content(chosen),
        url=address or _location(chosen),
        content_type=f"text/html; charset={charset}" if charset else None,
        saved_at=_moment(str(outer["Date"] or "")),
    )


def _parts(body: bytes, depth: int = 0) -> Iterator[bytes]:
    """The innermost parts, with their headers, in order. A part that breaks off counts as well."""
    headers = _headers(body)
    boundary = headers.get_boundary()
    if headers.get_content_maintype() != "multipart" or not boundary or depth > _MAX_DEPTH:
        yield body
        return
    for piece in body.split(b"\n--" + boundary.encode("ascii", "replace"), _MAX_PARTS)[1:]:
        if piece.startswith(b"--"):  # which closes the whole
            return
        _, _, part = piece.partition(b"\n")
        yield from _parts(part, depth + 1)


def _headers(part: bytes) -> Message:
    end = _END_OF_HEADERS.search(part, 0, _HEAD)
    return BytesParser().parsebytes(part[: end.end() if end else _HEAD], headersonly=True)


def _content(part: bytes) -> bytes:
    """What a part holds, decoded as its headers say; broken base64 as far as it goes."""
    end = _END_OF_HEADERS.search(part, 0, _HEAD)
    content = part[end.end() if end else len(part) :]
    match str(_headers(part)["Content-Transfer-Encoding"] or "").strip().lower():
        case "quoted-printable":
            return binascii.a2b_qp(content)
        case "base64":
            letters = content.translate(None, _NOT_BASE64)
            letters = letters[:-1] if len(letters) % 4 == 1 else letters  # it breaks off there
            return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
        case _:
            return content


def _id(part: bytes) -> str:
    return str(_headers(part)["Content-ID"] or "").strip(" <>")


def _location(part: bytes) -> str:
    location = str(_headers(part)["Content-Location"] or "").strip()
    return location if location.startswith(("http://", "https://")) else ""


def _moment(text: str) -> datetime | None:
    with suppress(ValueError, TypeError, OverflowError):
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
