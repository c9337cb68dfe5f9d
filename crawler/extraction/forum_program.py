"""Forum programs and where they put things: the table ``forums.yaml``, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import datafile
from crawler.extraction.page import Page
from crawler.extraction.selectors import Selector, compile_selector


@dataclass(frozen=True, slots=True)
class Program:
    """A forum program; several selectors of a field are tried in their order."""

    marker: bytes
    """In the pages of this program only, as far as one text can tell."""
    title: tuple[Selector, ...]
    post: Selector
    opening: Selector | None
    """The opening post, where it is built otherwise than the answers."""
    author: tuple[Selector, ...]
    body: tuple[Selector, ...]
    date: tuple[Selector, ...]

    def posts(self, root: _Element) -> list[_Element]:
        """The posts on a page, the opening one first."""
        first = elements(self.opening, root)[:1] if self.opening else []
        return first + [post for post in elements(self.post, root) if post not in first]


@cache
def programs() -> tuple[Program, ...]:
    """All programs, in the order in which they are tried."""
    return tuple(_program(entry) for entry in datafile.read("forums.yaml")["programs"])


@cache
def common(name: str) -> Selector:
    """What all programs have in a post, by name: ``quotes``, ``signatures``, ``edits`` …"""
    return compile_selector(datafile.read("forums.yaml")[name])


def find(page: Page) -> tuple[Program, list[_Element]] | None:
    """The program that made a page of a thread, and the page's posts."""
    for program in programs():
        if program.marker in page.body and (posts := program.posts(page.root)):
            return program, posts
    return None


def elements(selector: Selector, root: _Element) -> list[_Element]:
    """The elements that a selector finds."""
    return [node for node in selector.nodes(root) if isinstance(node, etree._Element)]


def first(selectors: tuple[Selector, ...], root: _Element) -> _Element | None:
    """The first element that the first fitting selector finds."""
    found = (element for selector in selectors for element in elements(selector, root))
    return next(found, None)


def _program(entry: dict[str, Any]) -> Program:
    def several(name: str) -> tuple[Selector, ...]:
        said = entry[name]
        return tuple(map(compile_selector, said if isinstance(said, list) else [said]))

    opening = entry.get("opening")
    return Program(
        marker=entry["marker"].encode(),
        title=several("title"),
        post=compile_selector(entry["post"]),
        opening=compile_selector(opening) if opening else None,
        author=several("author"),
        body=several("body"),
        date=several("date"),
    )
