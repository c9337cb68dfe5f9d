"""Text that comes in: a file or standard input, which can be read more than once."""

from __future__ import annotations

import codecs
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

from crawler.errors import InputError

STANDARD_INPUT = "-"

# What Python's "surrogateescape" makes of a byte that is not text in the encoding.
_UNREADABLE = re.compile("[\udc80-\udcff]")


class Source:
    """An input text.

    :param name: what messages call it.
    :param handle: its bytes, from which any number of readings begin anew.
    :param encoding: a name that Python knows; a byte order mark is dropped.
    :raises InputError: if there is no such encoding.
    """

    def __init__(self, name: str, handle: IO[bytes], encoding: str = "utf-8") -> None:
        self.name = name
        self._handle = handle
        self.encoding = encoding
        try:
            known = codecs.lookup(encoding)
            "".encode(encoding)
        except LookupError:
            raise InputError(
                f"--encoding: '{encoding}' is not a known encoding; "
                "common ones are utf-8, cp1252, iso-8859-15, utf-16, gb18030"
            ) from None
        self._codec = "utf-8-sig" if known.name == "utf-8" else encoding

    def lines(self) -> Iterator[str]:
        """All lines with their ends, NUL turned into U+FFFD.

        :raises InputError: with the line, if it is not text in this encoding.
        """
        self._handle.seek(0)
        text = io.TextIOWrapper(self._handle, self._codec, errors="surrogateescape", newline="")
        number = 0
        try:
            for number, line in enumerate(text, 1):
                if not line.isascii() and _UNREADABLE.search(line):
                    raise self._not_text(number)
                yield line.replace("\0", "\ufffd")
        except UnicodeError:  # from an encoding of several bytes that cannot escape what it finds
            raise self._not_text(number + 1) from None
        finally:
            with suppress(ValueError):  # the traceback of an error may keep us beyond the file
                text.detach()

    def error(self, line: int, message: str) -> InputError:
        """A mistake in a line, to be raised."""
        return InputError(f"{self.name}:{line}: {message}")

    def _not_text(self, line: int) -> InputError:
        return self.error(
            line,
            f"is not {self.encoding} text; say how the file is encoded, "
            "for example --encoding cp1252",
        )


@contextmanager
def open_source(file: str, encoding: str = "utf-8") -> Iterator[Source]:
    """The input called ``file``, ``-`` being standard input.

    What can be read only once (a pipe) is set aside in a temporary file.

    :raises InputError: if it cannot be read.
    """
    if file == STANDARD_INPUT:
        with _set_aside(sys.stdin.buffer) as handle:
            yield Source("standard input", handle, encoding)
        return
    with open_file(file) as opened:
        if opened.seekable():
            yield Source(file, opened, encoding)
            return
        with _set_aside(opened) as handle:
            yield Source(file, handle, encoding)


def open_file(file: str) -> BinaryIO:
    """The bytes of ``file``.

    :raises InputError: if it cannot be read.
    """
    try:
        return Path(file).open("rb")
    except FileNotFoundError:
        raise InputError(f"there is no file '{file}'") from None
    except IsADirectoryError:
        raise InputError(f"'{file}' is a folder; name a file in it") from None
    except OSError as error:
        raise InputError(f"'{file}' cannot be read: {error.strerror}") from None


@contextmanager
def _set_aside(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        yield copy
