"""A new site at the end of ``sites:``, everything else in the file to the letter as it was."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from crawler.config import load
from crawler.editing.insertion import NoPlaceError
from crawler.errors import InputError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")


def add_site(file: Path, name: str, entry: Sequence[str]) -> None:
    """Write the lines of a site into the file, which loads before and after.

    :param entry: the first line begins with ``- ``.
    :raises InputError: if the name is taken.
    :raises NoPlaceError: if the file leaves no place for it, or may not be written.
    """
    if any(site.name == name for site in load(file).sites):
        raise InputError(f"{file}: there is a site named '{name}' already; choose another --name")
    _replace(file, inserted(file.read_bytes().decode(), entry))


def inserted(text: str, entry: Sequence[str]) -> str:
    """The text with the entry behind the last site.

    :param text: a configuration that loads.
    :raises NoPlaceError: if the list of sites is not written as one line per value.
    """
    root: Any = yaml.compose(text, Loader=_LOADER)
    lines = [line for line in _LINE.findall(text) if line]
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if root.flow_style:
        raise NoPlaceError("is written in braces")
    sites = next((value for key, value in root.value if key.value == "sites"), None)
    if sites is None:
        return _joined(lines, len(lines), ["", "sites:", *(f"  {line}" for line in entry)], end)
    if sites.flow_style and not sites.value:
        return _filled(lines, sites, entry, end)
    if sites.flow_style:
        raise NoPlaceError("has its sites in brackets")
    indent = " " * sites.start_mark.column
    after = _last_line(sites) + 1
    return _joined(lines, after, ["", *(f"{indent}{line}" for line in entry)], end)


def _filled(lines: list[str], sites: Any, entry: Sequence[str], end: str) -> str:
    """``sites: []`` with the entry below it."""
    start, stop = sites.start_mark, sites.end_mark
    if start.line != stop.line:
        raise NoPlaceError("has its sites in brackets")
    line = lines[start.line]
    lines[start.line] = line[: start.column].rstrip() + line[stop.column :]
    return _joined(lines, start.line + 1, [f"  {line}" for line in entry], end)


def _joined(lines: list[str], at: int, added: Sequence[str], end: str) -> str:
    """The text with these lines before line ``at``, which counts from 0."""
    if at and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += end
    return "".join([*lines[:at], *(f"{line}{end}" for line in added), *lines[at:]])


def _last_line(node: Any) -> int:
    """The line, from 0, on which a block really ends; the parser counts what follows in."""
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        return int(node.end_mark.line) - 1
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        return int(node.end_mark.line)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)


def _replace(file: Path, text: str) -> None:
    """Put the text in the place of the file, if the program can still read it."""
    real = file.resolve()
    if not os.access(real, os.W_OK):
        raise NoPlaceError("may not be written")
    try:
        handle, name = tempfile.mkstemp(prefix=".config-", suffix=".yaml", dir=real.parent)
    except OSError as error:
        raise NoPlaceError(f"may not be written: {error.strerror}") from None
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode())
        try:
            load(draft)
        except InputError as error:
            said = str(error).replace(str(draft), str(file))
            raise NoPlaceError(f"would not load any more: {said}") from None
        shutil.copymode(real, draft)
        draft.replace(real)
    finally:
        draft.unlink(missing_ok=True)
