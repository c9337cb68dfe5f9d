"""Where output goes: a file that is there whole or not at all, or standard output."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TextIO

from crawler.errors import DiskFullError, InputError

STANDARD_OUTPUT = "-"


@contextmanager
def open_text(file: str, *, bom: bool = False) -> Iterator[TextIO]:
    """A UTF-8 text that becomes ``file`` once everything is written; ``-`` is standard output.

    A lone surrogate, which UTF-8 cannot hold, is written as ``\\udXXX``: in JSON, the only place
    it can come from, that is how it was written.

    :param bom: begin with a byte order mark, which Excel wants.
    :raises InputError: if ``file`` cannot be written.
    :raises DiskFullError: if there is no space left for it.
    """
    with open_binary(file) as handle:
        codec = "utf-8-sig" if bom else "utf-8"
        text = TextIOWrapper(handle, codec, errors="backslashreplace", newline="")
        try:
            yield text
            text.flush()
        finally:
            text.detach()


@contextmanager
def open_binary(file: str) -> Iterator[IO[bytes]]:
    """Bytes that become ``file`` once everything is written; ``-`` is standard output."""
    if file == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(file).resolve()
    try:
        if target.exists() and not target.is_file():  # /dev/null, a pipe: nothing to replace
            with target.open("wb") as handle:
                yield handle
        else:
            with _replacing(target) as handle:
                yield handle
    except OSError as error:
        raise _told(error, file) from error


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _told(error: OSError, file: str) -> Exception:
    if error.errno == errno.ENOSPC:
        return DiskFullError(f"no space left to write {file}; nothing was written")
    if error.errno == errno.ENOENT:
        return InputError(f"{file} cannot be written: the folder does not exist")
    return InputError(f"{file} cannot be written: {error.strerror}")
