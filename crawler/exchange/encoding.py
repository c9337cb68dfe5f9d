"""The encoding of a file that does not say it, as far as its bytes can tell."""

from __future__ import annotations

import codecs
from pathlib import Path

from crawler.exchange.source import open_file

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4_096
_WINDOWS = "cp1252"


def encoding_of(file: str | Path) -> str:
    """By its byte order mark, else by its zero bytes (UTF-16), else UTF-8, else windows-1252.

    :raises InputError: if it cannot be read.
    """
    with open_file(str(file)) as handle:
        raw = handle.read()
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    even, odd = raw[:_LOOKED_AT:2].count(0), raw[1:_LOOKED_AT:2].count(0)
    if max(even, odd) > _LOOKED_AT // 16:  # every other byte of Latin letters
        return "utf-16-be" if even > odd else "utf-16-le"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _WINDOWS
    return "utf-8"
