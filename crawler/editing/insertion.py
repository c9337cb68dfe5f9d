"""New terms in the text of a keyword file, everything else to the letter as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from crawler.lexicon import Term

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[^\W\d_](?:[\w '’-]*\w)?")
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\Z)")
"""A line with its end, as YAML counts lines."""
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML takes only escaped, or for the end of a line, besides what JSON escapes."""
_NOT_TEXT_ELSEWHERE = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


class NoPlaceError(Exception):
    """There is no list that the terms could be added to; the text says why."""


def insert(text: str, group: int, terms: Sequence[Term]) -> str:
    """The text with ``terms`` at the end of the group's list.

    :param text: a keyword file that loads.
    :param group: its number, from 0; of a file in short form 0.
    :raises NoPlaceError: if the group has no list of terms.
    """
    listed = _list_of(yaml.compose(text, Loader=_LOADER), group)
    lines = _LINE.findall(text)
    if listed.flow_style:
        end = listed.end_mark
        line = lines[end.line]
        bracket = end.column - 1
        so_far = "".join([*lines[: end.line], line[:bracket]]).rstrip()
        comma = "" if so_far.endswith(("[", ",")) else ", "
        added = comma + ", ".join(map(written, terms))
        lines[end.line] = line[:bracket] + added + line[bracket:]
        return "".join(lines)
    last = _end(listed)
    line_end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[last].endswith("\n"):
        lines[last] += line_end
    indent = " " * listed.start_mark.column
    lines[last + 1 : last + 1] = [f"{indent}- {written(term)}{line_end}" for term in terms]
    return "".join(lines)


def new_file(file_id: str, domain: str, terms: Iterable[Term]) -> str:
    """A keyword file in short form."""
    lines = [f"schema: lexicon/1\nid: {file_id}\ndomain: {domain}\nterms:"]
    return "\n".join([*lines, *(f"  - {written(term)}" for term in terms)]) + "\n"


def written(term: Term) -> str:
    """A term as one line of YAML."""
    said = term.model_dump(mode="json", exclude_defaults=True)
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in said.items()) + "}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT_ELSEWHERE:
        return value
    return _UNPRINTABLE.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _list_of(root: Any, group: int) -> Any:
    groups = _under(root, "groups")
    listed = _under(root if groups is None else groups.value[group], "terms")
    if listed is None:
        raise NoPlaceError("takes its terms from a table: add the word there")
    return listed


def _under(mapping: Any, key: str) -> Any:
    return next((value for name, value in mapping.value if name.value == key), None)


def _end(node: Any) -> int:
    """The line, from 0, on which a block really ends; the parser counts what follows in."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        line: int = node.end_mark.line
        return line
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)
