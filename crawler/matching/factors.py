"""Pieces of text without which a regular expression cannot match.

``\\d+\\s?(?:mg|tablets)`` matches nowhere unless "mg" or "tablets" stands in the text: to look for
these is far quicker than to try the expression. Russ Cox describes the idea in "Regular Expression
Matching with a Trigram Index" (2012); here one piece of each way to match is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from crawler.lexicon import INVISIBLE

Factors = frozenset[str]
_NONE: Factors = frozenset()
_SHORTEST = 2
_MOST = 200
_GROUPED = {op.SUBPATTERN: 3, op.ATOMIC_GROUP: None}
"""Where the inner expression of a group stands among what the parser says of it."""
_ONLY_REGEX = re.compile(r"\{(?!\d*,?\d*\})|\[\[:")
"""Fuzzy counts (``{e<=1}``) and POSIX classes, which the standard parser takes for plain text."""
_REPEATED = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def folded(text: str) -> str:
    """The text as factors are compared: whatever letters count as equal in any case are equal."""
    return text.casefold().replace("\u0131", "i").replace("i\u0307", "i")


@cache
def factors(pattern: str) -> Factors:
    """Pieces, folded, one of which stands in every text that the pattern matches.

    :return: nothing if there are no such pieces, or the pattern is written in a way that only the
        engine understands: it has to be tried on every text.
    """
    if _ONLY_REGEX.search(pattern):
        return _NONE
    try:
        parsed = _parser.parse(INVISIBLE.sub("", pattern), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        return _NONE
    return _of_sequence(parsed)


def _of_sequence(items: Iterable[Any]) -> Factors:
    """The best factors of parts that follow each other, each of which must match."""
    found: list[Factors] = []
    run = ""
    for kind, what in items:
        if kind is op.LITERAL:
            run += chr(what)
            continue
        if kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
            continue  # they match no text of their own
        found.append(_of_run(run))
        run = ""
        found.append(_of_part(kind, what))
    found.append(_of_run(run))
    return max(found, key=_worth)


def _of_part(kind: Any, what: Any) -> Factors:
    if kind is op.BRANCH:
        return _of_branches(what[1])
    if kind in _GROUPED:
        place = _GROUPED[kind]
        return _of_sequence(what if place is None else what[place])
    if kind in _REPEATED and what[0] >= 1:
        return _of_sequence(what[2])
    return _NONE


def _of_branches(branches: Sequence[Any]) -> Factors:
    each = [_of_sequence(branch) for branch in branches]
    united = frozenset().union(*each)
    return united if all(each) and len(united) <= _MOST else _NONE


def _of_run(run: str) -> Factors:
    piece = folded(run)
    return frozenset([piece]) if len(piece) >= _SHORTEST else _NONE


def _worth(found: Factors) -> tuple[int, int]:
    """Long pieces are rare, and few of them quickly looked for."""
    return min(map(len, found), default=0), -len(found)
