"""What does not refuse a keyword file, but deserves a second look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any
from unicodedata import normalize

from crawler.lexicon.entry import ANY_LANGUAGE, EMOJI
from crawler.lexicon.group import Group, MatchKind, Role, Term
from crawler.lexicon.keyword_file import SHIPPED, KeywordFile
from crawler.lexicon.pattern import compile_pattern
from crawler.lexicon.typed import written_out
from crawler.strict_yaml import Document, Finding, Loc

Doubt = tuple[Loc, str]
_SHORT = 3
_LONG_ENOUGH_FOR_TYPOS = 7
_PROOFS = 5
"""Tests of each kind that a shipped file has."""


def doubts(file: KeywordFile, document: Document, today: date | None) -> Iterator[Finding]:
    """Everything doubtful about a file that can be used, with the groups that it brings in."""
    for loc, message in chain(
        _of_terms(file, document.data), _of_the_rest(file, today), _of_the_tests(file)
    ):
        yield document.finding(loc, message, "warning")


def _of_terms(file: KeywordFile, data: Any) -> Iterator[Doubt]:
    homes: dict[str, str] = {}
    own = [group for group in file.groups if "/" not in group.id]
    masks = any(group.role is Role.MASK for group in own)
    maskable = [
        (group.kind_of(term, spelling), spelling)
        for group in file.groups
        if masks and group.role is not Role.MASK
        for term in group.terms
        for spelling in term.spellings
    ]
    for number, group in enumerate(own):
        for place, term in enumerate(written_out(data, number, group.terms)):
            loc = ("groups", number, "terms", place)
            for doubt in _of_alone(group, term):
                yield loc, doubt
            for short in term.spellings if term.fuzzy else ():
                if len(short) < _LONG_ENOUGH_FOR_TYPOS:
                    yield loc, f"'{short}' is too short for typing mistakes; list them as variants"
            for spelling in term.spellings:
                home = homes.setdefault(normalize("NFC", spelling), group.id)
                if home != group.id:
                    yield loc, f"'{spelling}' stands in group '{home}' as well"
                if group.role is Role.MASK and not _holds_any(spelling, maskable):
                    yield loc, f"'{spelling}' holds no term of the file that it could mask"


def _of_the_rest(file: KeywordFile, today: date | None) -> Iterator[Doubt]:
    pairs = [(group, term) for group in file.groups for term in group.terms]
    spoken = {term.lang or file.default_language for _, term in pairs}
    for place, language in enumerate(file.languages):
        if language not in {*spoken, ANY_LANGUAGE, EMOJI}:
            yield ("languages", place), f"no term is in the declared language '{language}'"
    unsourced = [
        term
        for group, term in pairs
        if group.role is Role.SIGNAL and not (term.source or term.listed)
    ]
    if unsourced and not file.references:
        message = f"{len(unsourced)} signal terms name no source, and the file has no references"
        yield ("id",), message
    for place, rule in enumerate(file.rules):
        if rule.asks_price_or_seller and not rule.all and not rule.any:
            yield ("rules", place), "the rule fires on any advert of that price or seller"
    due = file.valid.review_by if file.valid else None
    if due is not None and today is not None and due < today:
        yield ("valid", "review_by"), f"the file was to be reviewed by {due}"


def _of_the_tests(file: KeywordFile) -> Iterator[Doubt]:
    """Whether the tests prove both that it finds and that it leaves alone, in each language."""
    if file.shared:
        return
    silent = [test for test in file.tests if test.must_stay_silent]
    loud = [test for test in file.tests if test.must_be_flagged]
    if not silent:
        yield (
            ("tests",),
            "no test that must stay silent ('expect: none'): false alarms go unnoticed",
        )
    for tests, what in ((loud, "must be flagged"), (silent, "must stay silent")):
        if SHIPPED in file.tags and len(tests) < _PROOFS:
            yield ("tests",), f"{len(tests)} tests that {what}; a shipped file needs {_PROOFS}"
        proven = {test.lang or file.default_language for test in tests}
        for place, language in enumerate(file.languages if file.tests else ()):
            if language not in {*proven, ANY_LANGUAGE, EMOJI}:
                yield ("languages", place), f"no test in '{language}' that {what}"


def _holds_any(mask: str, maskable: list[tuple[MatchKind, str]]) -> bool:
    folded = mask.casefold()
    return any(
        compile_pattern(spelling).search(mask)
        if kind is MatchKind.REGEX
        else spelling.casefold() in folded
        for kind, spelling in maskable
    )


def _of_alone(group: Group, term: Term) -> Iterator[str]:
    """Doubts about a term that can flag an advert without any other beside it."""
    if group.role is not Role.SIGNAL or (group.needs if term.needs is None else term.needs):
        return
    for spelling in term.spellings:
        if group.kind_of(term, spelling) in (MatchKind.REGEX, MatchKind.CONTACT):
            continue
        signs = [sign for sign in spelling if sign.isalnum()]
        if signs and all(sign.isdigit() for sign in signs):
            yield f"'{spelling}' is but a number, as prices and sizes are; give it 'needs'"
        elif len(signs) == 1 or (spelling.isascii() and len(spelling) <= _SHORT):
            yield f"'{spelling}' is very short; give it 'needs'"
