"""What a reader sees, for pages that say nothing to machines: only where it is clear."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.extraction import fields, money, phrases, region, sellers, states
from crawler.extraction import price as prices
from crawler.extraction.currency import Where
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.text import fold, visible, visible_paragraphs
from crawler.extraction.title import Heading

_MAX_LINE = 80
_BLOCKS = frozenset({"p", "div", "td", "section", "article", "dd", "blockquote"})
_LEAST, _LEAST_TEXT = 30, 60
"""Characters of a paragraph that counts, and of a text that can be a description."""
_MAX_LABELS = 400
_MAX_PROFILES = 12
_MAX_LABEL = 40
_SILENT = frozenset(
    {"script", "style", "template", "noscript", "option", "select", "textarea", "svg", "head"}
)
_MACHINE = re.compile(r"\d{4}-\d\d-\d\d")
_WANTED = ("price", "seller", "location", "posted_at", "description", "condition")


@dataclass(slots=True)
class Survey:
    """What a page shows under names and labels that speak of a field."""

    named: dict[str, list[_Element]] = field(default_factory=lambda: defaultdict(list))
    """Elements by the field that they are named after, outermost only."""
    labelled: dict[str, list[tuple[str, _Element]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Values that stand behind a label, with the element that holds them."""
    profiles: list[_Element] = field(default_factory=list)
    """Links that look like those to a seller's own page."""


def read(
    page: Page,
    heading: Heading | None,
    cards: Collection[_Element],
    where: Where,
    lacks: Callable[[str], bool],
) -> Draft:
    """What a reader sees of the advert.

    :param heading: the heading that is the advert's title.
    :param cards: elements that show other goods.
    :param lacks: tells whether a field is still wanted.
    """
    top = heading.element if heading else None
    draft = Draft(source="visible")
    if lacks("price"):
        draft.price = money.find(page.root, top, cards, where) or (
            money.in_heading(visible(heading.element, 400), where) if heading else ""
        )
    if not any(lacks(name) for name in _WANTED):
        return draft
    survey = _survey(page, top, cards)
    draft.bid = _amount(survey, "bid", where)
    if lacks("price") and not draft.price:
        draft.price = draft.bid or _amount(survey, "price", where)
    if lacks("seller"):
        draft.seller, draft.seller_url = sellers.choose(
            survey.named["seller"], survey.labelled["seller"], survey.profiles
        )
    if lacks("location"):
        draft.location = _value(survey, "location")
    if lacks("posted_at"):
        draft.posted = _date(survey)
    if lacks("condition"):
        draft.condition = states.condition(_value(survey, "condition"))
    if heading and lacks("description"):
        draft.description = _description(survey) or _longest(page, heading.element, cards)
    return draft


def _survey(page: Page, top: _Element | None, cards: Collection[_Element]) -> Survey:
    """One walk over the page."""
    found = Survey()
    labels = 0
    for element in page.elements:
        if element.tag in _SILENT:
            continue
        name = "posted_at" if element.tag == "time" else fields.named(element)
        if (
            name
            and not _lies_in(element, found.named[name])
            and not _is_foreign(element, page, top, cards, name)
        ):
            found.named[name].append(element)
        if element.tag == "a" and len(found.profiles) < _MAX_PROFILES:
            href = element.get("href") or ""
            leads = fields.seller_link().search(href) or fields.is_handle(element.text or "", href)
            own = leads and _is_own(href, page)
            if own and not _is_foreign(element, page, top, cards, "seller"):
                found.profiles.append(element)
        behind = (element.tail or "").strip()
        if 1 < len(behind) < _MAX_LABEL and behind[-1] in ":：":
            labels += 1
            for field_, value, holder in _labelled_behind(element, behind):
                if not _is_foreign(element, page, top, cards, field_):
                    found.labelled[field_].append((value, holder))
        said = element.text
        if (
            said
            and 1 < len(said) < 200
            and labels < _MAX_LABELS
            and element.tag not in {"a", "button"}
        ):
            for field_, value, holder in _labelled(element, said.strip()):
                labels += 1
                if not _is_foreign(element, page, top, cards, field_):
                    found.labelled[field_].append((value, holder))
    return found


def _is_own(href: str, page: Page) -> bool:
    """Whether a link leads to the page's own site: sellers are not on YouTube."""
    host = urlsplit(page.url).hostname or ""
    return not href.startswith(("http", "//")) or host.removeprefix("www.") in href[:200]


def _lies_in(element: _Element, others: list[_Element]) -> bool:
    return bool(others) and any(around is others[-1] for around in element.iterancestors())


def _is_foreign(
    element: _Element, page: Page, top: _Element | None, cards: Collection[_Element], name: str
) -> bool:
    """Whether an element is about something else; who sells is often told in a column aside."""
    return region.is_elsewhere(element, page.root, top, cards, beside=name == "seller")


def _labelled(element: _Element, own: str) -> Iterator[tuple[str, str, _Element]]:
    """(field, value, its element) if ``element`` is a label, or begins with one."""
    said = fields.labelled(own)
    if said is None:
        return
    name, rest = said
    if not (
        rest
        or own[-1] in ":："
        or element.tag in {"dt", "th", "td", "label"}
        or fields.is_clear(own)
    ):
        return
    if rest and len(element) == 0:
        yield name, rest[:_MAX_LINE], element
    elif len(element) and (inner := visible(element, 200)) and len(inner) > len(own) + 1:
        value = inner[len(own) :].strip(" :：")
        yield name, value[:_MAX_LINE], element
    elif value_of := _next_to(element):
        yield name, *value_of


def _labelled_behind(element: _Element, label: str) -> Iterator[tuple[str, str, _Element]]:
    """The same for a label that stands behind an element, and before the next one."""
    said, following = fields.labelled(label), element.getnext()
    if said and following is not None and (value := visible(following, _MAX_LINE * 2)):
        yield said[0], value[:_MAX_LINE], following


def _next_to(label: _Element) -> tuple[str, _Element] | None:
    """What stands behind a label: in its row, or in the next one."""
    if label.tail and (tail := fold(label.tail).strip(" :：")):
        return tail[:_MAX_LINE], label
    for element in (label, label.getparent()):
        if element is None or element.tag in {"body", "main", "ul", "table", "dl"}:
            return None
        following = element.getnext()
        if following is not None:
            value = visible(following, _MAX_LINE * 2).strip(" :：")
            return (value, following) if 0 < len(value) <= _MAX_LINE else None
    return None


def _value(survey: Survey, name: str) -> str:
    """The one value of a field; of several different ones nobody says which is the advert's."""
    labelled = dict.fromkeys(value for value, _ in survey.labelled[name])
    if len(labelled) == 1:
        return next(iter(labelled))
    lines = dict.fromkeys(line for each in survey.named[name] if (line := _line(each)))
    return next(iter(lines)) if len(lines) == 1 else ""


def _amount(survey: Survey, name: str, where: Where) -> str:
    """The first amount that stands behind a label of a field."""
    for value, _ in survey.labelled[name]:
        price = prices.parse(value, where=where)
        if price.amount is not None and money.is_little_else(value):
            return value
    return ""


def _date(survey: Survey) -> str:
    """The moment of publication, as machines write it if the page does."""
    for element in survey.named["posted_at"]:
        for each in (element, *element.iter("time")):
            stated = each.get("datetime") or each.get("content") or ""
            if _MACHINE.match(stated) and len(survey.named["posted_at"]) == 1:
                return stated
    return _value(survey, "posted_at")


def _description(survey: Survey) -> str:
    """The longest text that is named a description."""
    texts = (visible_paragraphs(each) for each in survey.named["description"][:5])
    return max(texts, key=len, default="")


def _longest(page: Page, top: _Element, cards: Collection[_Element]) -> str:
    """The longest text of the page that is the advert's: paragraphs that stand together are one."""
    lengths: dict[_Element, int] = defaultdict(int)
    for element in page.elements:
        if element.tag not in _BLOCKS or element is top:
            continue
        own = len((element.text or "").strip()) + sum(
            len((each.tail or "").strip()) for each in element
        )
        if own < _LEAST or region.is_elsewhere(element, page.root, top, cards):
            continue
        parent = element.getparent()
        lengths[parent if element.tag == "p" and parent is not None else element] += own
    best = max(lengths, key=lambda each: lengths[each], default=None)
    if best is None or lengths[best] < _LEAST_TEXT or top in best.iterdescendants():
        return ""
    return visible_paragraphs(best)


def _line(element: _Element) -> str:
    """A short text without its label; empty for a button or a longer text."""
    text = visible(element, _MAX_LINE * 2)
    label, colon, rest = text.partition(": ")
    text = rest if colon and len(label) <= 30 else text
    if len(text) > _MAX_LINE or phrases.pattern("buy").search(text):
        return ""
    return text
