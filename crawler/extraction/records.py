"""The adverts in the JSON that a platform gives to programs, read by its recipe."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote

from crawler.extraction.address import canonical
from crawler.extraction.answer import Answer, load
from crawler.extraction.draft import Draft
from crawler.extraction.jsonpath import find, texts
from crawler.extraction.page import Page
from crawler.extraction.paging import next_page
from crawler.extraction.recipe import Recipe
from crawler.extraction.settle import Found, Hints, Settlement
from crawler.extraction.text import first_line

MAX_RECORDS = 2_000
"""Records that are read of one answer; the longest lists that platforms give have 250."""

_PLACE = re.compile(r"\{([^{}]+)\}")
_RANGE = " - "


@dataclass(frozen=True, slots=True)
class Record:
    """An advert that was read, and the address that tells it from all others."""

    found: Found
    identity: str


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results."""

    records: tuple[Record, ...]
    leads: tuple[str, ...]
    """Addresses of single records that the list does not hold whole."""
    next_url: str | None
    total: int
    """Records on the page, those that are no adverts included."""
    untitled: int
    """Records without a title or an address."""

    @property
    def sign(self) -> str:
        """Tells this page from others that hold anything else; empty if it holds nothing."""
        held = "\n".join((*(record.identity for record in self.records), *self.leads))
        return hashlib.sha256(held.encode("utf-8", "replace")).hexdigest()[:16] if held else ""


class Reader:
    """Reads the answers of one platform for one site.

    :param home: where the site's pages for people are.
    """

    def __init__(self, recipe: Recipe, site: str, hints: Hints, home: str) -> None:
        self._recipe = recipe
        self._site, self._hints = site, hints
        self._home = Page(home, b"")

    def results(self, answer: Answer) -> Results | None:
        """The page of results, ``None`` if the answer is something else."""
        recipe, value = self._recipe, load(answer.body)
        listed = find(recipe.list, value)
        if not isinstance(listed, list):
            return None
        members = [each for each in listed[:MAX_RECORDS] if isinstance(each, dict)]
        kept = [each for each in members if not find(recipe.skip, each)]
        here = Page(answer.url, b"")
        records: list[Record | None] = []
        leads: list[str | None] = []
        if recipe.each:
            leads = [here.absolute(_filled(recipe.each, each)) for each in kept]
        else:
            records = [self._record(each, answer) for each in kept]
        return Results(
            tuple(each for each in records if each),
            tuple(each for each in leads if each),
            here.absolute(next_page(recipe.next, answer, value, len(listed))),
            len(members),
            records.count(None) + leads.count(None),
        )

    def single(self, answer: Answer) -> Record | str:
        """The record in an answer that holds one, or what stands there: ``gone``, ``untitled`` or
        ``other``."""
        value = load(answer.body)
        member = find(self._recipe.record, value)
        if not isinstance(member, dict):
            return "gone" if find(self._recipe.gone, value) else "other"
        if find(self._recipe.skip, member):
            return "gone"
        return self._record(member, answer) or "untitled"

    def _record(self, member: dict[str, Any], answer: Answer) -> Record | None:
        recipe = self._recipe
        url = self._home.absolute(_filled(recipe.url, member))
        if url is None:
            return None
        page = Page(url, b"", None, answer.fetched_at)
        settlement = Settlement(page, self._site, self._hints)
        settlement.add(self._draft(member))
        found = settlement.found()
        if found is None:
            return None
        stable = self._home.absolute(_filled(recipe.identity, member))
        return Record(found, canonical(stable or url))

    def _draft(self, member: dict[str, Any]) -> Draft:
        said = {name: self._texts(name, member) for name in self._recipe.fields}
        prices, images = said.pop("price", []), said.pop("images", [])
        # Several values of one field, of several variants: then it has none.
        plain = {name: values[0] for name, values in said.items() if len(values) == 1}
        draft = Draft(
            source="api",
            price=self._price(prices, member),
            machine_price=len(prices) == 1,
            images=images,
            attributes=self._attributes(member),
            **plain,
        )
        draft.title = draft.title or first_line(draft.description)
        return draft

    def _texts(self, name: str, member: dict[str, Any]) -> list[str]:
        field = self._recipe.fields[name]
        found = texts(find(field.at, member))
        if not field.means:
            return found
        return list(dict.fromkeys(field.means[text] for text in found if text in field.means))

    def _price(self, prices: list[str], member: dict[str, Any]) -> str:
        """As a program writes it; several differing ones as the range that they are."""
        if not self._recipe.minor_unit:
            return _RANGE.join(_ends(prices))
        unit = find(self._recipe.minor_unit, member)
        if not isinstance(unit, int) or not 0 <= unit <= 8:
            return ""
        moved = [
            f"{value.scaleb(-unit):f}" for each in prices if (value := _whole(each)) is not None
        ]
        return _RANGE.join(_ends(moved))

    def _attributes(self, member: dict[str, Any]) -> dict[str, str]:
        found = {name: texts(find(at, member)) for name, at in self._recipe.attributes.items()}
        return {name: ", ".join(values) for name, values in found.items() if values}


def _filled(pattern: str, member: Mapping[str, Any]) -> str:
    """The address with each ``{expression}`` replaced; empty if one finds nothing."""
    missing = False

    def value(place: re.Match[str]) -> str:
        nonlocal missing
        found = texts(find(place[1], member))
        missing = missing or not found
        if place[0] == pattern:  # an address already
            return "".join(found[:1])
        return quote("".join(found[:1]), safe="/:@", errors="replace")

    filled = _PLACE.sub(value, pattern)
    return "" if missing else filled


def _ends(prices: list[str]) -> list[str]:
    """Lowest and highest of several prices."""
    if len(prices) < 2:
        return prices
    numbers = {value: text for text in prices if (value := _number(text)) is not None}
    return [numbers[each] for each in sorted({min(numbers), max(numbers)})] if numbers else []


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _whole(text: str) -> Decimal | None:
    return Decimal(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else None
