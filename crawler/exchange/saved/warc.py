"""WARC, the format in which web archives keep what servers answered; read as it streams by."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from typing import IO, Any

from crawler.errors import MissingError
from crawler.exchange.saved.capture import ARCHIVE, Capture, LeftOut
from crawler.exchange.saved.unpacked import MAX_BYTES
from crawler.extraction import Page

SIGNATURE = b"WARC/"
_PAGES = ("text/html", "application/xhtml+xml", "application/json", "text/json")
_PAGED = frozenset({"response", "resource", "revisit"})
_DAMAGE = (ValueError, OSError, EOFError, zlib.error, AttributeError)
"""What the library may raise for bytes that are not what they should be."""
_ONE_PIECE = "is packed as one piece: unpack it with gunzip, and read that"
_BOMB = 2**30
"""Unpacked bytes of one record that are too many if the whole archive holds far less."""
_MOST_PACKED = 50
"""Times that ordinary records become smaller, and more."""


def require_library() -> None:
    """:raises MissingError: if warcio, which reads the format, is not installed."""
    try:
        import warcio  # noqa: F401
    except ModuleNotFoundError:
        raise MissingError(
            "web archives (WARC) need the package warcio: pip install 'listing-patrol[archive]'"
        ) from None


def read(handle: IO[bytes], name: str, size: int) -> Iterator[Capture | LeftOut]:
    """The pages of an archive, packed or not, in its order; never more of it in memory than one.

    Pictures, styles, redirects and what was sent to the servers are passed over. An archive that
    breaks off gives what stands before that, and says where.

    :param size: bytes of the whole archive.
    """
    from warcio.archiveiterator import ArchiveIterator

    archive = ArchiveIterator(handle)
    records = _Records(archive)
    for record in records:
        place = f"{name}@{archive.offset}"
        said = record.rec_headers.get_header("Content-Length") or ""
        length = int(said) if said.isdecimal() else 0
        if length > _BOMB and length > _MOST_PACKED * size:
            yield LeftOut(place, f"is a record of {length:,} bytes in an archive of {size:,}: "
                          "a trap, so the rest of the archive was not read")  # fmt: skip
            return
        page = list(_page(record, place))
        if missing := records.missing(record):
            yield LeftOut(place, f"breaks off {missing:,} bytes before its end")
        else:
            yield from page
    if records.broken:
        yield LeftOut(f"{name}@{archive.offset}", records.broken)


@dataclass
class _Records:
    """The records of an archive, as far as it can be read."""

    archive: Any
    broken: str = ""
    """Why no further record could be read."""
    _damaged: int = field(default=0)

    def __iter__(self) -> Iterator[Any]:
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.statusandheaders import StatusAndHeadersParserException

        while True:
            try:
                with redirect_stderr(StringIO()):  # the library writes hostile bytes there
                    record = next(self.archive)
            except StopIteration:
                return
            except ArchiveLoadFailed as error:
                whole = "non-chunked gzip" in str(error)
                self.broken = _ONE_PIECE if whole else "holds no record from here on; not read on"
                return
            except (StatusAndHeadersParserException, *_DAMAGE):
                self.broken = "cannot be read from here on: the archive is damaged"
                return
            yield record

    def missing(self, record: Any) -> int:
        """Bytes of the record that the archive does not hold; reads to its end."""
        with redirect_stderr(StringIO()):
            self.archive.read_to_end()
        return max(0, int(getattr(record.raw_stream, "limit", 0)))


def _page(record: Any, place: str) -> Iterator[Capture | LeftOut]:
    """The page that a record holds, if it is one."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in _PAGED or not url.startswith(("http:", "https:")):
        return
    http = record.http_headers
    content_type = http.get_header("Content-Type") if http else None
    if record.rec_type == "resource":
        content_type = content_type or record.rec_headers.get_header("Content-Type")
    if (content_type or _PAGES[0]).partition(";")[0].strip().lower() not in _PAGES:
        return
    if record.rec_type == "revisit":
        yield LeftOut(place, f"{url} is only said to be as it was at an earlier visit")
        return
    status = http.get_statuscode() if http else "200"
    if status.startswith("3"):
        return
    if not status.startswith("2"):
        yield LeftOut(place, f"{url} was answered with HTTP {status}")
        return
    body, why = _payload(record)
    if why:
        yield LeftOut(place, f"{url} {why}")
        return
    visited = _moment(record.rec_headers.get_header("WARC-Date"))
    page = Page(url, body, content_type, fetched_at=visited)
    yield Capture(page, place, ARCHIVE)


def _payload(record: Any) -> tuple[bytes, str]:
    """What the server sent, unpacked, and no more of it than a page can have; or why not."""
    from warcio.bufferedreaders import BufferedReader

    http = record.http_headers
    packing = (http.get_header("Content-Encoding") or "").strip().lower() if http else ""
    if packing not in {"", "identity", *BufferedReader.get_supported_decompressors()}:
        return b"", f"is packed as '{packing}', which cannot be read"
    try:
        with redirect_stderr(StringIO()):
            body = record.content_stream().read(MAX_BYTES)
    except _DAMAGE:
        return b"", "is broken inside"
    return body, ""


def _moment(text: str | None) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(text or "")
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
