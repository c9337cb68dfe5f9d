"""Compiled XPath with a plain type: what each of our own paths gives is known beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from lxml import etree
from lxml.etree import _Element


def elements(path: str) -> Callable[[_Element], list[_Element]]:
    """A function that gives the elements which ``path`` selects, in document order."""
    return cast("Callable[[_Element], list[_Element]]", etree.XPath(path))


def strings(path: str) -> Callable[[_Element], list[str]]:
    """A function that gives the texts or attribute values which ``path`` selects."""
    return cast("Callable[[_Element], list[str]]", etree.XPath(path, smart_strings=False))
