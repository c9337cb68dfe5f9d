"""The bytes of a file, unpacked if it is packed, never more than a page can have."""

from __future__ import annotations

import gzip
import io
import sys
import zlib

from crawler.errors import InputError
from crawler.exchange.source import STANDARD_INPUT, open_file

MAX_BYTES = 2**26
"""That are read of a file or a record; one that holds more is no page, or a trap."""
GZIP = b"\x1f\x8b"


def read_file(file: str) -> bytes:
    """The bytes of ``file``, unpacked; ``-`` is standard input.

    :raises InputError: if it cannot be read.
    """
    if file == STANDARD_INPUT:
        return _unpacked(sys.stdin.buffer.read(MAX_BYTES), "standard input")
    with open_file(file) as handle:
        return _unpacked(handle.read(MAX_BYTES), file)


def _unpacked(body: bytes, name: str) -> bytes:
    if not body.startswith(GZIP):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as unpacked:
            return unpacked.read(MAX_BYTES)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(f"'{name}' is a broken gzip file; save or copy it again") from None
