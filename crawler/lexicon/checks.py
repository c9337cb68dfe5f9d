"""What refuses a keyword file beyond the shape of each part: names, patterns, repetitions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from crawler.lexicon.contact import why_no_contact
from crawler.lexicon.entry import ANY_LANGUAGE
from crawler.lexicon.group import Role, is_worded
from crawler.lexicon.keyword_file import SHIPPED
from crawler.lexicon.pattern import why_not
from crawler.lexicon.typed import entries, spellings, text, words
from crawler.strict_yaml import Document, Finding, Loc, suggest

_RULE_CONDITIONS = ("all", "any", "price_eur", "price_below_floor", "seller", "disguised")


def check(document: Document) -> Iterator[Finding]:
    """Every reason to refuse the file that is not in the shape of a single part."""
    data = document.data
    if not isinstance(data, dict):
        return
    yield from _repeated_ids(document, data)
    yield from _unknown_names(document, data)
    for loc, group in entries(data, "groups"):
        yield from _group(document, group, loc)
        yield from _terms(document, data, group, loc)
    yield from _repeated_use(document, data)
    for loc, rule in entries(data, "rules"):
        if not any(rule.get(condition) for condition in _RULE_CONDITIONS):
            message = "the rule has no condition; name groups under 'all' or 'any'"
            yield document.finding(loc, message)
    if SHIPPED in [word for _, word in words(data, "tags")] and not has_silent_test(data):
        message = "a shipped file needs a test that must stay silent ('expect: none')"
        yield document.finding(("id",), message)


def has_silent_test(data: dict[str, Any]) -> bool:
    """Whether a test proves that an ordinary advert is left alone."""
    tests = [test for _, test in entries(data, "tests")]
    return any(test.get("expect") == "none" or test.get("expect_not") == "watch" for test in tests)


def _repeated_ids(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    for part in ("groups", "rules"):
        seen: set[str] = set()
        for loc, entry in entries(data, part):
            name = text(entry, "id")
            if name and name in seen:
                yield document.finding((*loc, "id"), f"there are two {part} with the id '{name}'")
            seen.add(name)


def _repeated_use(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    seen: set[str] = set()
    for loc, name in words(data, "use"):
        if name in seen:
            yield document.finding(loc, f"use: '{name}' stands here twice")
        if name.partition("/")[0] == text(data, "id"):
            yield document.finding(loc, f"use: '{name}' is in this very file")
        seen.add(name)


def _unknown_names(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    groups = [text(group, "id") for _, group in entries(data, "groups")]
    known = [*groups, *(word for _, word in words(data, "use"))]
    for loc, name in _names(data):
        if name not in known:
            key = next(str(part) for part in reversed(loc) if isinstance(part, str))
            yield document.finding(loc, f"{key}: unknown group '{name}'{suggest(name, known)}")
    own = [text(group, "to") for _, group in entries(data, "groups")]
    if any("/" in name for name in known):
        return  # a shared file may bring in trays that are not written here
    for loc, test in entries(data, "tests"):
        tray = text(test, "route")
        if tray and tray not in own:
            message = f"route: no group sends to '{tray}'{suggest(tray, own)}"
            yield document.finding((*loc, "route"), message)


def _names(data: dict[str, Any]) -> Iterator[tuple[Loc, str]]:
    """Every place where a group is named."""
    for loc, group in entries(data, "groups"):
        for key in ("needs", "needs_not"):
            yield from words(group, key, loc)
            for term_loc, term in entries(group, "terms", loc):
                yield from words(term, key, term_loc)
    for loc, rule in entries(data, "rules"):
        for key in ("all", "any", "none"):
            yield from words(rule, key, loc)
    for loc, test in entries(data, "tests"):
        yield from words(test, "hits", loc)


def _group(document: Document, group: dict[str, Any], loc: Loc) -> Iterator[Finding]:
    role = text(group, "role")
    if role == Role.ROUTE and not group.get("to"):
        yield document.finding(loc, "a 'route' group names its tray: add 'to'")
    if role in tuple(Role) and role != Role.ROUTE and "to" in group:
        yield document.finding((*loc, "to"), f"'to' belongs to a 'route' group, not to a '{role}'")
    if not group.get("terms") and not group.get("terms_from"):
        yield document.finding(loc, "the group has no terms")
    weights = [(loc, group), *entries(group, "terms", loc)]
    for place, entry in weights if role == Role.LOWER else []:
        if text(entry, "weight").strip().lstrip("+").isdigit() and int(entry["weight"]) > 0:
            message = f"a 'lower' group takes points away: write -{int(entry['weight'])}"
            yield document.finding((*place, "weight"), message)


def _terms(
    document: Document, data: dict[str, Any], group: dict[str, Any], loc: Loc
) -> Iterator[Finding]:
    languages = [word for _, word in words(data, "languages")]
    several = len(languages) > 1
    default = languages[0] if len(languages) == 1 else ANY_LANGUAGE
    seen: dict[tuple[str, str], Loc] = {}
    for term_loc, term in entries(group, "terms", loc):
        language = text(term, "lang", default)
        kind = text(term, "match", text(group, "match", "phrase"))
        if several and "lang" not in term and kind != "contact":
            options = ", ".join([*languages, ANY_LANGUAGE])
            message = f"'lang' is missing: which of {options}?"
            yield document.finding(term_loc, message)
        for place, spelling in spellings(term, term_loc):
            key = (language, normalize("NFC", spelling))
            if key in seen:
                line, _ = document.at(seen[key])
                message = f"'{spelling}' stands in this group twice, first in line {line}"
                yield document.finding(place, message)
            seen.setdefault(key, place)
            if reason := _unusable(term, kind, spelling):
                yield document.finding(place, reason)


def _unusable(term: dict[str, Any], kind: str, spelling: str) -> str | None:
    """Why nothing could ever match this spelling, or why it must not be tried."""
    match kind:
        case "regex":
            return why_not(spelling)
        case "contact":
            return why_no_contact(spelling, text(term, "country") or None)
        case "phrase" | "stem" if "match" in term and not is_worded(spelling):
            return f"'{spelling}' holds no word; write match: emoji, or match: raw"
        case _:
            return None
