"""What a file or a folder holds of saved pages."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from crawler.errors import InputError
from crawler.exchange.saved import mhtml, warc, web_page, webarchive
from crawler.exchange.saved.capture import Capture, LeftOut, Source
from crawler.exchange.saved.unpacked import GZIP, read_file
from crawler.exchange.source import STANDARD_INPUT, open_file
from crawler.extraction import Page

ENDINGS = (".html", ".htm", ".xhtml", ".mht", ".mhtml", ".webarchive", ".warc")
"""Of files that hold pages; each also with ``.gz``."""
_LOOKED_AT = 4_096
_BEGINNINGS = (b"<!doctype html", b"<html", b"<!-- saved from url=")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def collected(place: str) -> list[str]:
    """The files at ``place`` that hold pages: itself, or those anywhere below it, in order.

    Left to themselves are the folders that browsers make beside a page for its parts.

    :raises InputError: if there is no such file or folder, or no page in it.
    :raises MissingError: if there is a web archive and no library to read it.
    """
    folder = Path(place)
    if not folder.is_dir():
        files = [place]
    else:
        files = [str(path) for path in sorted(_below(folder)) if holds_pages(str(path))]
        if not files:
            raise InputError(f"the folder {place} holds no saved page ({', '.join(ENDINGS)})")
    if any(_is_warc(file) for file in files if file != STANDARD_INPUT):
        warc.require_library()
    return files


def holds_pages(file: str) -> bool:
    """Whether a file holds web pages, by its name or else by how it begins."""
    if file.lower().removesuffix(".gz").endswith(ENDINGS):
        return True
    try:
        start = _beginning(file)
    except InputError:
        return False
    text = start.removeprefix(_BYTE_ORDER_MARK).lstrip().lower()
    known = (warc.SIGNATURE, webarchive.BINARY)
    return start.startswith(known) or text.startswith(_BEGINNINGS) or mhtml.is_mhtml(start)


def captures(
    files: Iterable[str],
    *,
    url: str | None = None,
    otherwise: str = "",
    home: Path | None = None,
) -> Iterator[Capture | LeftOut]:
    """The pages in ``files``, one after the other.

    :param url: the address of a saved page, whatever it says itself.
    :param otherwise: what stands before the name of a page whose address nobody knows, to make
        one of it; empty leaves it without.
    :param home: the folder that the files were found in, which such names are relative to. One
        that cannot be read is then left out; one that was named by itself is a mistake.
    :raises InputError: if a file that was named cannot be read.
    """
    for file in files:
        try:
            if file != STANDARD_INPUT and _is_warc(file):
                with open_file(file) as handle:
                    yield from warc.read(handle, file, os.fstat(handle.fileno()).st_size)
            else:
                yield _capture(file, url, _named(file, otherwise, home))
        except InputError as error:
            if home is None:
                raise
            yield LeftOut(file, str(error))


def _capture(file: str, url: str | None, otherwise: str) -> Capture | LeftOut:
    source = _source(read_file(file))
    if source is None:
        return LeftOut(file, "holds no web page")
    saved_at = source.saved_at
    if saved_at is None and file != STANDARD_INPUT:
        saved_at = datetime.fromtimestamp(Path(file).stat().st_mtime, UTC)
    known = url or source.url
    page = Page(known or otherwise, source.body, source.content_type, saved_at)
    if not known and (stated := web_page.stated_address(page)):
        page = Page(stated, source.body, source.content_type, saved_at)
    return Capture(page, file, source.how)


def _source(body: bytes) -> Source | None:
    if body.startswith(webarchive.BINARY):
        return webarchive.read(body)
    return mhtml.read(body) if mhtml.is_mhtml(body) else web_page.read(body)


def _named(file: str, prefix: str, home: Path | None) -> str:
    """An address made of the name of a file, relative to ``home``, without its endings."""
    if not prefix:
        return ""
    path = Path(file).relative_to(home) if home else Path(Path(file).name)
    name = path.as_posix().removesuffix(".gz")
    stem = name.rpartition(".")[0] if name.lower().endswith(ENDINGS) else name
    return prefix + quote(stem, safe="")


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        pages = {name.rpartition(".")[0] for name in files if name.lower().endswith(ENDINGS)}
        folders[:] = [name for name in folders if not _belongs(name, pages)]
        yield from (Path(place, name) for name in files)


def _belongs(folder: str, pages: set[str]) -> bool:
    """Whether a browser made ``folder`` for the parts of one of the pages beside it."""
    stem, _, word = folder.rpartition("_")
    return stem in pages and word in web_page.COMPANIONS


def _is_warc(file: str) -> bool:
    name = file.lower().removesuffix(".gz")
    return name.endswith(".warc") or _beginning(file).startswith(warc.SIGNATURE)


def _beginning(file: str) -> bytes:
    """The first bytes of a file, unpacked."""
    with open_file(file) as handle:
        start = handle.read(_LOOKED_AT)
    if not start.startswith(GZIP):
        return start
    try:
        return zlib.decompressobj(31).decompress(start, _LOOKED_AT)
    except zlib.error:
        return b""
