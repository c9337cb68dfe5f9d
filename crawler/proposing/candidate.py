"""What an element could be called by: selectors that find it and nothing else on its page."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from crawler.extraction import Page, fields
from crawler.extraction.text import visible

_SILENT = frozenset(
    {"script", "style", "template", "noscript", "option", "select", "svg", "head", "title", "meta",
     "link", "html", "body", "input", "button", "form", "footer", "nav"}
)  # fmt: skip
_TEST_IDS = ("itemprop", "data-testid", "data-test-id", "data-qa", "data-marker", "data-cy")
_USABLE = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]{1,40}")
_MADE_UP = re.compile(
    r"\d{3}|[a-z]\d[a-z]|^(?:css|sc|jsx|styled|chakra|makeStyles)-|__[A-Za-z0-9]{5}$"
)
"""Class names that a program made up, and that are others after its next build."""
_LABELS = frozenset(
    {"dt", "th", "td", "label", "span", "b", "strong", "p", "div", "li", "h3", "h4"}
)
_MAX_LABEL = 34


@dataclass(frozen=True, slots=True)
class Candidate:
    """One element of one page."""

    element: _Element
    named: str | None
    """The field that it is named after."""


def candidates(page: Page) -> Mapping[str, Candidate]:
    """Selector → the one element that it finds on the page."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for element in page.elements:
        if element.tag in _SILENT or not isinstance(element.tag, str):
            continue
        named = fields.named(element)
        for selector in dict.fromkeys(_selectors(element)):
            if len(found[selector]) < 2:
                found[selector].append(Candidate(element, named))
        for selector, field, value in _labelled(element):
            if len(found[selector]) < 2:
                found[selector].append(Candidate(value, field))
    return {selector: each[0] for selector, each in found.items() if len(each) == 1}


def _selectors(element: _Element) -> Iterator[str]:
    """By test id, class and id, then by those of what is around it."""
    tag = str(element.tag)
    own = list(names(element))
    yield from own
    yield from (f"{tag}{name}" for name in own if name[0] in ".[")
    if tag in {"h1", "time", "address"}:
        yield tag
    around = element.getparent()
    for between in (" > ", " "):
        if around is None:
            return
        for outer in names(around):
            yield f"{outer}{between}{tag}"
            yield from (f"{outer} {name}" for name in own)
        around = around.getparent()


def names(element: _Element) -> Iterator[str]:
    """What an element is called: selectors of one word that are likely to last."""
    for name in _TEST_IDS:
        if (said := element.get(name)) and _USABLE.fullmatch(said):
            yield f"[{name}={json.dumps(said)}]"
    for said in (element.get("class") or "").split():
        if _is_stable(said):
            yield f".{said}"
    if (said := element.get("id")) and _is_stable(said) and not any(map(str.isdigit, said)):
        yield f"#{said}"


def _is_stable(name: str) -> bool:
    return bool(_USABLE.fullmatch(name)) and not _MADE_UP.search(name)


def _labelled(element: _Element) -> Iterator[tuple[str, str, _Element]]:
    """(XPath, field, element of the value) if the element is a label that a value follows."""
    if element.tag not in _LABELS or not (said := (element.text or "").strip()):
        return
    if len(element) or len(said) > _MAX_LABEL or '"' in said:
        return
    known = fields.labelled(said)
    following = element.getnext()
    if known is None or known[1] or following is None or not visible(following, 200):
        return
    yield (
        f'//{element.tag}[normalize-space()="{" ".join(said.split())}"]/following-sibling::*[1]',
        known[0],
        following,
    )
