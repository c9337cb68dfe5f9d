"""The room's own tables, kept as YAML beside the code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from crawler import strict_yaml


@cache
def read(name: str) -> Any:
    """The contents of a table, all scalars as text.

    :raises ValueError: if it is broken, which only a developer can have done.
    """
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    document = strict_yaml.parse(text, name)
    if document.findings:
        raise ValueError(str(document.findings[0]))
    return document.data
