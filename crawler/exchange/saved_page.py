"""Pages that were saved to a file, by a browser or a download tool."""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from pathlib import Path
from urllib.parse import urlsplit

from crawler.errors import InputError
from crawler.exchange.source import STANDARD_INPUT, open_file
from crawler.extraction import Page

_GZIP = b"\x1f\x8b"
_ENDINGS = (".html", ".htm", ".html.gz", ".htm.gz")
_MAX_BYTES = 2**26
"""Unpacked; a compressed page that says more is not a page."""
# What browsers and the SingleFile extension write at the top of a page they save.
_SAVED_FROM = re.compile(
    rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)"
)


def read_page(file: str) -> bytes:
    """The bytes of a saved page, unpacked; ``-`` is standard input.

    :raises InputError: if it cannot be read.
    """
    if file == STANDARD_INPUT:
        return _unpacked(sys.stdin.buffer.read(_MAX_BYTES), "standard input")
    with open_file(file) as handle:
        return _unpacked(handle.read(_MAX_BYTES), file)


def _unpacked(body: bytes, name: str) -> bytes:
    if not body.startswith(_GZIP):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as unpacked:
            return unpacked.read(_MAX_BYTES)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(f"'{name}' is a broken gzip file; save or copy it again") from None


def pages_in(folder: Path) -> list[Path]:
    """The saved pages anywhere in ``folder``, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.name.lower().endswith(_ENDINGS))


def open_saved(body: bytes, otherwise: str) -> Page:
    """A saved page under the address it was saved from, as far as it says so itself.

    :param otherwise: the address of a page that does not say.
    """
    page = Page(otherwise, body)
    if saved_from := _SAVED_FROM.search(page.body, 0, 4096):
        return Page(saved_from[1].decode("utf-8", "replace"), body)
    if page.canonical and _names_a_page(page.canonical):
        return Page(page.canonical, body)
    return page


def _names_a_page(address: str) -> bool:
    """Not the front page, which some sites declare as the address of all their pages."""
    parts = urlsplit(address)
    return bool(parts.path.strip("/") or parts.query)
