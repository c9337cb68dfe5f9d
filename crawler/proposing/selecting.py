"""Selectors for what pages do not state to machines: found on one page, proven on the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.extraction import Found, Hints, Page, Selectors, read, region
from crawler.extraction.text import fold, visible
from crawler.proposing.candidate import Candidate, candidates

FIELDS = {
    "title": "title",
    "price": "price",
    "seller": "seller",
    "location": "location",
    "date": "posted_at",
    "description": "description",
}
"""Selector → field of the listing."""
_STATED = frozenset({"json-ld", "microdata"})
"""Sources that outlive a redesign."""
_TAKEN = _STATED | {"selector"}
_LONGEST = {"title": 300, "price": 60, "seller": 60, "location": 80, "date": 80}
_SHORTEST_TEXT = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """A listing page, and what is read off it without any selector."""

    page: Page
    found: Found | None
    index: Mapping[str, Candidate]

    def value(self, field: str) -> Any:
        """The field's value, ``None`` if it is empty."""
        value = getattr(self.found.listing, field) if self.found else None
        return None if value in ((), "") else value

    def is_stated(self, field: str) -> bool:
        """Whether the page itself tells machines."""
        return self.found is not None and self.found.sources.get(field, "") in _STATED


def samples(pages: Sequence[Page], hints: Hints) -> list[Sample]:
    """The pages, read as a sweep would read them."""
    return [Sample(page, _read(page, hints), candidates(page)) for page in pages]


def selectors(
    shown: Sequence[Sample], hints: Hints, *, skip: frozenset[str] = frozenset()
) -> dict[str, str]:
    """A selector for each field that not every page states, if one was found that fits all.

    :param skip: names of selectors that the site's kind has no use for.
    """
    chosen: dict[str, str] = {}
    for name, field in FIELDS.items():
        if name in skip or all(sample.is_stated(field) for sample in shown):
            continue
        if best := _best(name, shown, hints):
            chosen[name] = best
    return chosen


def _best(name: str, shown: Sequence[Sample], hints: Hints) -> str | None:
    field = FIELDS[name]
    known = [sample for sample in shown if sample.value(field) is not None]
    told = known or shown
    usable = set.intersection(*({*sample.index} for sample in told)) if told else set()
    order: list[tuple[tuple[Any, ...], str]] = []
    for selector in usable:
        rank = _rank(name, selector, told)
        if rank is not None and (known or rank[0] == 0):
            order.append((rank, selector))
    for _, selector in sorted(order)[:40]:
        if _fits(name, selector, shown, known, hints):
            return selector
    return None


def _rank(name: str, selector: str, told: Sequence[Sample]) -> tuple[Any, ...] | None:
    """What is better comes first; ``None`` for what cannot be it."""
    field = FIELDS[name]
    each = [sample.index[selector] for sample in told]
    texts = [visible(candidate.element, 2_000) for candidate in each]
    if not all(texts):
        return None
    longest = _LONGEST.get(name)
    if longest and max(map(len, texts)) > longest:
        return None
    if name == "description" and max(map(len, texts)) < _SHORTEST_TEXT:
        return None
    named = all(candidate.named == field for candidate in each)
    by_title = name == "title" and all(candidate.element.tag == "h1" for candidate in each)
    excess = sum(map(len, texts)) if name != "description" else -sum(map(len, texts))
    label = selector.startswith("/")
    return (
        0 if named or by_title else 1,
        excess,
        label,
        len(selector.split()),
        len(selector),
        selector,
    )


def _fits(
    name: str, selector: str, shown: Sequence[Sample], known: Sequence[Sample], hints: Hints
) -> bool:
    """Whether the selector gives every value that is known, and something sensible elsewhere."""
    field = FIELDS[name]
    compiled = Selectors.compile({name: selector})
    values = []
    for sample in shown:
        found = _read(sample.page, hints, compiled)
        value = getattr(found.listing, field) if found else None
        if sample in known and not _agree(name, value, sample):
            return False
        unstated = sample in known and not sample.is_stated(field)
        if unstated and (found is None or found.sources.get(field) not in _TAKEN):
            return False  # what agrees was read elsewhere: the selector gave nothing
        candidate = sample.index.get(selector)
        if candidate is not None and value is None and name in {"date", "price"} and not known:
            return False
        if sample not in known and candidate is not None and _is_elsewhere(candidate, sample):
            return False
        values.append(value)
    said = [value for value in values if value is not None]
    if not said:
        return False
    # What is the same on every page was read from the page's frame.
    return bool(known) or len(shown) == 1 or len(set(said)) > 1


def _agree(name: str, value: Any, sample: Sample) -> bool:
    expected = sample.value(FIELDS[name])
    if name == "description":
        said, wanted = fold(str(value or "")), fold(str(expected)).rstrip(".… ")
        return said.startswith(wanted[:200]) or wanted in said
    return bool(value == expected)


def _is_elsewhere(candidate: Candidate, sample: Sample) -> bool:
    return region.is_elsewhere(candidate.element, sample.page.root, None, (), beside=True)


def _read(page: Page, hints: Hints, chosen: Selectors | None = None) -> Found | None:
    listings = read(page, "new", chosen, hints, expected=True).listings
    return listings[0] if listings else None
