"""YAML as people write it, without YAML's surprises.

Every scalar stays the text that was typed (``1:1`` is not 61, ``no`` is not false), every value
keeps its line and column, and whatever makes YAML mean something else than it shows (anchors,
aliases, tags, duplicate keys) is a finding instead of a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

Position: TypeAlias = tuple[int, int]
Loc: TypeAlias = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"null", "Null", "NULL", "~", ""})
_GLUED_COMMENT = re.compile(r"\s+#\S")
MAX_BYTES = 8 * 2**20
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something about a file that its author should know."""

    path: str
    line: int
    """1-based."""
    column: int
    """1-based."""
    message: str
    severity: str = "error"
    """``error`` refuses the file, ``warning`` does not."""

    def __str__(self) -> str:
        note = "" if self.severity == "error" else f"{self.severity}: "
        return f"{self.path}:{self.line}: {note}{self.message}"


@dataclass(slots=True)
class Document:
    """One YAML file: plain Python values, all scalars text, and where each of them stands."""

    path: str
    data: Any = None
    positions: dict[Loc, Position] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def at(self, loc: Loc) -> Position:
        """Line and column of a value, or of the nearest enclosing one that has a place."""
        while loc not in self.positions and loc:
            loc = loc[:-1]
        return self.positions.get(loc, (1, 1))

    def finding(self, loc: Loc, message: str, severity: str = "error") -> Finding:
        """A finding at the place of ``loc``."""
        return Finding(self.path, *self.at(loc), message, severity)


def read(path: Path, *, null: bool = False, shown_as: str | None = None) -> Document:
    """Read the file at ``path``; see :func:`parse`. An unreadable file is a finding."""
    name = shown_as or str(path)
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            reason = f"is {len(raw):,} bytes long; at most {MAX_BYTES:,} are read"
            return Document(name, findings=[Finding(name, 1, 1, reason)])
        return parse(raw.decode("utf-8-sig"), name, null=null)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Document(
            name,
            findings=[
                Finding(name, line, 1, "is not UTF-8 text; let your editor save it as UTF-8")
            ],
        )
    except OSError as error:
        return Document(name, findings=[Finding(name, 1, 1, f"cannot be read: {error.strerror}")])


def parse(text: str, path: str, *, null: bool = False) -> Document:
    """Parse YAML text strictly.

    :param path: the name to show in findings.
    :param null: read a plain ``null``, ``~`` or nothing as ``None`` instead of as text.
    """
    document = Document(path)
    try:
        _Builder(document, text, null).build()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        line = min(line, max(1, len(text.splitlines())))  # what is missing at the end has none
        problem = error.problem or error.context or "is not valid YAML"
        if "\t" in text.split("\n")[line - 1].partition("#")[0]:
            problem = "there is a tab in this line; indent with spaces"
        document.findings.append(Finding(path, line, column, f"not valid YAML: {problem}"))
    except yaml.YAMLError as error:
        document.findings.append(Finding(path, 1, 1, f"not valid YAML: {error}"))
    return document


class _Builder:
    """Builds a :class:`Document` from the parser's events, noting every surprise on the way."""

    def __init__(self, document: Document, text: str, null: bool) -> None:
        self.document = document
        self.lines = text.split("\n")
        self.null = null
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)

    def build(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.document.positions:
                    self._note(event, "a second document begins here; one file is one document")
                    return
                self.document.data = self._value(next(self.events), ())

    def _note(self, event: Any, message: str) -> None:
        mark = event.start_mark
        found = Finding(self.document.path, mark.line + 1, mark.column + 1, message)
        self.document.findings.append(found)

    def _value(self, event: Any, loc: Loc) -> Any:
        if len(loc) > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=event.start_mark)
        mark = event.start_mark
        self.document.positions.setdefault(loc, (mark.line + 1, mark.column + 1))
        if isinstance(event, yaml.AliasEvent):
            self._note(event, f"alias *{event.anchor}: write the value out")
            return ""
        if event.anchor:
            self._note(event, f"anchor &{event.anchor}: not used here, write values out")
        if event.tag and event.tag != "!":
            self._note(event, f"tag {event.tag}: not used here")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(loc)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(loc)
        return self._scalar(event)

    def _sequence(self, loc: Loc) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*loc, len(values))))
        return values

    def _mapping(self, loc: Loc) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._note(event, "a key must be a plain word")
                self._value(event, (*loc, "?"))
                self._value(next(self.events), (*loc, "?"))
                continue
            key = str(event.value)
            if key == "<<":
                self._note(event, "merge key <<: write the values out")
            if key in values:
                self._note(event, f"'{key}' stands here twice")
            mark: Any = event.start_mark
            self.document.positions[(*loc, key)] = (mark.line + 1, mark.column + 1)
            values[key] = self._value(next(self.events), (*loc, key))
        return values

    def _scalar(self, event: Any) -> str | None:
        text = str(event.value)
        if event.style:  # the C parser says "" for a plain scalar
            return text
        start, end = event.start_mark, event.end_mark
        if end.line > start.line and text:
            self._note(event, f"'{text[:40]}' runs over several lines; indent it or quote it")
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if text and _GLUED_COMMENT.match(rest):
            self._note(event, f"everything after '{text[:40]}' is a comment; quote the text with #")
        return None if self.null and text in _NULLS else text
