"""What does not refuse a keyword file, but deserves a second look."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from crawler.lexicon.checks import has_silent_test
from crawler.lexicon.entry import ANY_LANGUAGE, EMOJI
from crawler.lexicon.group import Group, MatchKind, Role, Term
from crawler.lexicon.keyword_file import KeywordFile
from crawler.strict_yaml import Document, Finding

_SHORT = 3
_LONG_ENOUGH_FOR_TYPOS = 7


def doubts(file: KeywordFile, document: Document) -> Iterator[Finding]:
    """Everything doubtful about a file that can be used."""
    for loc, message in _doubts(file):
        yield document.finding(loc, message, "warning")
    if not file.shared and not has_silent_test(document.data):
        message = "no test that must stay silent ('expect: none'): false alarms go unnoticed"
        yield document.finding(("tests",), message, "warning")


def _doubts(file: KeywordFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    homes: dict[str, str] = {}
    spoken = {ANY_LANGUAGE, EMOJI}
    unsourced = 0
    for number, group in enumerate(file.groups):
        for place, term in enumerate(group.terms):
            loc = ("groups", number, "terms", place)
            spoken.add(term.lang or file.default_language)
            unsourced += group.role is Role.SIGNAL and not term.source
            if _is_short(group, term):
                yield loc, f"'{term.term}' is very short; give it 'needs'"
            if term.fuzzy and len(term.term) < _LONG_ENOUGH_FOR_TYPOS:
                yield loc, f"'{term.term}' is too short for typing mistakes; list them as variants"
            for spelling in term.spellings:
                home = homes.setdefault(normalize("NFC", spelling), group.id)
                if home != group.id:
                    yield loc, f"'{spelling}' stands in group '{home}' as well"
    for place, language in enumerate(file.languages):
        if language not in spoken:
            yield ("languages", place), f"no term is in the declared language '{language}'"
    if unsourced and not file.references:
        yield ("id",), f"{unsourced} signal terms name no source, and the file has no references"
    for place, rule in enumerate(file.rules):
        if rule.asks_price_or_seller and not rule.all and not rule.any:
            yield ("rules", place), "the rule fires on any advert of that price or seller"


def _is_short(group: Group, term: Term) -> bool:
    if group.role is not Role.SIGNAL or (group.needs if term.needs is None else term.needs):
        return False
    return any(
        spelling.isascii() and len(spelling) <= _SHORT
        for spelling in term.spellings
        if group.kind_of(term, spelling) is not MatchKind.REGEX
    )
