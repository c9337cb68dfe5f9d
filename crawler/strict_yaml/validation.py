"""A document held against a model; what does not fit becomes findings in plain words."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from crawler.strict_yaml.reading import Document, Finding, Loc

Model = TypeVar("Model", bound=BaseModel)

_PLAINER = {
    "tuple_type": "a list, such as [one, two]",
    "dict_type": "a block of keys and values",
    "model_type": "a block of keys and values",
    "path_type": "the path of a file or folder",
    "bool_parsing": "true or false",
}
"""Pydantic's errors in words for those who never heard of it."""


def validate(model: type[Model], document: Document) -> Model | None:
    """The document as ``model``, or ``None`` with every mistake among the document's findings."""
    if document.data is None and not document.findings:
        document.findings.append(document.finding((), "the file is empty"))
    if any(found.severity == "error" for found in document.findings) and document.data is None:
        return None
    try:
        valid = model.model_validate(document.data)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            document.findings.append(_explain(model, document, item))
        return None
    failed = any(found.severity == "error" for found in document.findings)
    return None if failed else valid


def _explain(model: type[BaseModel], document: Document, error: Any) -> Finding:
    loc: Loc = tuple(part for part in error["loc"] if not _is_union_tag(part))
    where = ".".join(str(part) for part in loc)
    match error["type"]:
        case "extra_forbidden":
            known = _fields_at(model, loc[:-1])
            return document.finding(loc, f"unknown key '{loc[-1]}'{suggest(str(loc[-1]), known)}")
        case "missing":
            return document.finding(loc[:-1], f"'{where}' is missing")
        case "value_error" | "assertion_error":
            reason = str(error["ctx"]["error"])
            return document.finding(loc, f"{where}: {reason}" if where else reason)
        case "literal_error" | "enum":
            options = str(error["ctx"]["expected"])
            near = suggest(str(error["input"]), re.findall(r"'([^']*)'", options))
            return document.finding(loc, f"{where}: {error['input']!r} is not {options}{near}")
        case kind:
            told = str(error["msg"]).removeprefix("Input should be ")
            shown = "nothing" if error["input"] is None else repr(error["input"])
            shown = shown if len(shown) <= 60 else shown[:57] + "..."
            message = f"{where or 'the file'}: {shown} should be {_PLAINER.get(kind, told)}"
            return document.finding(loc, message)


def _is_union_tag(part: object) -> bool:
    return isinstance(part, str) and (part.startswith("function-") or "[" in part)


def suggest(word: str, known: list[str]) -> str:
    """``"; did you mean 'x'?"`` if one of ``known`` is near ``word``, else nothing."""
    near = get_close_matches(word, known, 1, 0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def _fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """Names of the fields of the model that stands at ``loc``."""
    current: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int) or current is None:
            continue
        info = current.model_fields.get(part)
        current = _model_in(info.annotation) if info else None
    if current is None:
        return []
    return [info.alias or name for name, info in current.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if found := _model_in(argument):
            return found
    return None
