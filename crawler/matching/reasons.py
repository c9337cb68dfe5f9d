"""Reasons as sentences: why a listing scores what it scores."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from crawler.lexicon import MatchKind, Role, Rule, Term
from crawler.matching.folding import fold, split
from crawler.matching.needle import Needle, Place
from crawler.matching.outcome import Outcome
from crawler.matching.reading import Reading

_LONGEST_QUOTE = 60
_LONGEST_WHY = 200
# White space and whatever is not to be printed: line breaks, control characters, bidi controls.
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")


def reasons_of(
    outcome: Outcome, tested: frozenset[Term], readings: Mapping[str, Reading]
) -> list[str]:
    """The sentences for one outcome, most weighty first.

    :param tested: terms of the file that one of its tests meets.
    """
    weighed = sorted(_weighed(outcome, tested, readings), key=lambda pair: -abs(pair[0]))
    return [sentence for _, sentence in weighed]


def _weighed(
    outcome: Outcome, tested: frozenset[Term], readings: Mapping[str, Reading]
) -> Iterator[tuple[int, str]]:
    places: dict[Needle, list[Place]] = defaultdict(list)
    for place in outcome.standing.kept:
        places[place.needle].append(place)
    for needle, met in places.items():
        if needle.role is not Role.MASK:
            points = outcome.points[needle]
            yield points, _of_term(needle, met, points, readings) + _untested(needle, tested)
    for group, number in outcome.held_back.items():
        yield number, f"{group} counts at most {_cap(outcome, group)}: {number:+d}"
    for rule in outcome.fired:
        yield rule.add, f"{_of_rule(rule)}: {rule.add:+d}"


def _of_term(needle: Needle, met: list[Place], points: int, readings: Mapping[str, Reading]) -> str:
    first = met[0]
    quoted = _quoted(readings[first.field].original[first.start : first.end])
    spellings = (needle.term.term,) if needle.term.listed else needle.term.spellings
    known = [split(fold(spelling)) for spelling in spellings]
    if split(fold(quoted)) not in known and not _is(needle, MatchKind.REGEX):
        quoted = f"{quoted} for {_quoted(needle.term.term)}"
    fields = " and ".join(dict.fromkeys(place.field for place in met))
    what = f"{quoted} ({needle.group.id}) in the {fields}"
    if _is(needle, MatchKind.CONTACT) and needle.term.source:
        what += f", known from {_quoted(_source(needle))}"
    if needle.term.listed:
        what += f", listed in {_quoted(needle.term.listed)}"
    match needle.role:
        case Role.ROUTE:
            return f"sent to the tray {needle.group.to} by {what}"
        case Role.CLAIM:
            return f"a claim to check: {what}: {points:+d}"
        case Role.LOWER:
            return f"lowered by {what}: {points:+d}"
        case _:
            return f"{what}: {points:+d}"


def _untested(needle: Needle, tested: frozenset[Term]) -> str:
    if needle.term.listed or _is(needle, MatchKind.CONTACT):
        return ""  # neither a species list nor a seizure list has tests
    unproven = needle.role is Role.SIGNAL and needle.term not in tested
    return " (untested)" if unproven else ""


def _cap(outcome: Outcome, group_id: str) -> int | None:
    return next(group.cap for group in outcome.file.groups if group.id == group_id)


def _of_rule(rule: Rule) -> str:
    why = _quoted(rule.why, _LONGEST_WHY)  # the author's words, not a stranger's
    return f"{why} (rule {rule.id})" if rule.why else f"rule {rule.id}"


def _quoted(text: str, longest: int = _LONGEST_QUOTE) -> str:
    plain = _UNPRINTABLE.sub(" ", text).strip().replace("|", "/")  # reasons are joined by " | "
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _is(needle: Needle, kind: MatchKind) -> bool:
    return needle.group.kind_of(needle.term, needle.term.term) is kind


def _source(needle: Needle) -> str:
    """The source of a term, as the file's reference tells it if it is the key of one."""
    references = {reference.key: reference.text for reference in needle.file.references}
    return references.get(needle.term.source, needle.term.source)
