"""Plain HTML as browsers, the SingleFile extension and mirroring tools save it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from crawler.exchange.saved.capture import ARCHIVE, BY_HAND, Source
from crawler.extraction import Page

_LOOKED_AT = 8_192
# What browsers, SingleFile and HTTrack write at the top of a page that they save.
_BROWSER = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]+)")
_SINGLEFILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)(?:\s+saved date:\s*([^\r\n<>]{10,100}))?"
)
_HTTRACK = re.compile(
    rb"<!--\s*Mirrored from ([^\s<>]+) by HTTrack Website Copier[^,<>]*, ([^<>]{10,60}?)\s*-->"
)
_JAVASCRIPT_DATE = re.compile(r"\w{3} (\w{3} \d{1,2} \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4})")
COMPANIONS = (
    "files", "file", "Dateien", "fichiers", "bestanden", "archivos", "ficheiros", "pliki", "filer",
    "soubory",
)  # fmt: skip
"""Last words, by language, of the folders that browsers make for the parts of a page they save."""
_BESIDE = re.compile(
    rb"(=\s*)(?:\"(?:\./)?[^\"<>/:]{1,250}_(?:%s)/[^\"<>]*\"|'(?:\./)?[^'<>/:]{1,250}_(?:%s)/[^'<>]*')"
    % (("|".join(COMPANIONS).encode(),) * 2)
)
_DATA = re.compile(rb"data:[\w/+.-]{0,60}(?:;[\w=-]{1,40}){0,4},[^\s\"'<>()]*")
# SingleFile keeps the address of what it embeds only if it was told to.
_PICTURE = re.compile(rb"<(?:img|source)\b[^<>]{0,8192}>")
_ORIGINAL = re.compile(rb"\sdata-sf-original-src\s*=\s*[\"']?(https?://[^\s\"'<>]+)")
_EMBEDDED = re.compile(rb"\ssrc\s*=\s*(?:\"data:,\"|'data:,'|data:,)")


def read(body: bytes) -> Source:
    """The page without its pictures, and what the program that saved it says."""
    top = body[:_LOOKED_AT]
    if said := _SINGLEFILE.search(top):
        return Source(_addressed(body), _text(said[1]), saved_at=_javascript_date(said[2]))
    if said := _HTTRACK.search(top):
        address = _text(said[1])
        url = address if "://" in address else f"http://{address}"
        return Source(body, url, saved_at=_mail_date(said[2]), how=ARCHIVE)
    if said := _BROWSER.search(top):
        return Source(_BESIDE.sub(rb'\1""', body), _text(said[1]), how=BY_HAND)
    return Source(_BESIDE.sub(rb'\1""', body))


def stated_address(page: Page) -> str | None:
    """The address that the page itself declares, if that tells it from other pages of its site."""
    parts = urlsplit(page.canonical or "")
    # The front page is what some sites declare as the address of all their pages.
    return page.canonical if parts.path.strip("/") or parts.query else None


def _addressed(body: bytes) -> bytes:
    """A SingleFile page with the addresses of its pictures in their place, where it kept them."""
    return _PICTURE.sub(_with_address, _DATA.sub(b"data:,", body))


def _with_address(picture: re.Match[bytes]) -> bytes:
    if original := _ORIGINAL.search(picture[0]):
        return _EMBEDDED.sub(lambda _: b' src="' + original[1] + b'"', picture[0], count=1)
    return picture[0]


def _text(said: bytes) -> str:
    return said.decode("utf-8", "replace")


def _javascript_date(said: bytes | None) -> datetime | None:
    """``Tue Nov 03 2026 10:11:12 GMT+0100 (Central European Standard Time)``"""
    if said and (found := _JAVASCRIPT_DATE.match(_text(said))):
        with suppress(ValueError, OverflowError):
            moment = datetime.strptime(found[1], "%b %d %Y %H:%M:%S GMT%z")
            return moment.astimezone(UTC)
    return None


def _mail_date(said: bytes) -> datetime | None:
    """``Sat, 05 Mar 2016 10:00:00 GMT``"""
    with suppress(ValueError, TypeError, OverflowError):
        return parsedate_to_datetime(_text(said)).astimezone(UTC)
    return None
