"""Digits in a text that may be a phone number, however they are grouped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from crawler.lexicon.phone_number import MAX_DIGITS, MIN_DIGITS, forms_met
from crawler.matching.clearing import Span

_ENOUGH_DIGITS = re.compile(r"\d(?:[^\da-hj-km-np-z]{0,4}+\d){6}")
# A group of digits by itself; O, I and L among them are meant for 0 and 1.
_GROUP = re.compile(r"(?<![a-z0-9])(?:\+[ (]?)?(?=[oil]{0,16}\d)[\doil]{1,17}(?![a-z0-9])")
_BETWEEN = re.compile(r"[ \u00a0\u2009\u202f().,/\\|*_~:\-\u2010-\u2015\u00b7\u2022]{1,4}")
_AS_DIGITS = str.maketrans("oil", "011")
_PLUS_BEFORE = ("wa.me/", "phone=")
_MOST_GROUPS = 5_000
"""In one text, as a bound on its time; no advert has as many."""
_DATE = re.compile(r"(?:19|20)\d\d[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ](?:19|20)\d\d")
_MONEY_AFTER = re.compile(r"\s?(?:[€$£¥₽]|,-|eur|euro|usd|gbp|chf|pln|zl|kr|rub)(?![a-z0-9])")
_MONEY_BEFORE = re.compile(r"(?:[€$£¥₽]|(?<![a-z0-9])(?:eur|euro|usd|gbp|chf|pln))\s?$")


@dataclass(slots=True)
class _Group:
    start: int
    end: int
    digits: str
    plus: bool
    """Whether a ``+`` stands before it."""
    gap: str
    """What parts it from the group before; nothing if it is the first of its run."""

    @property
    def begins_number(self) -> bool:
        """Whether a phone number may begin here, whatever stands before."""
        return self.plus or self.gap == "" or self.digits[0] == "0"


def phone_forms(text: str) -> Iterator[tuple[tuple[str, ...], Span]]:
    """Every sequence of digit groups that may be a phone number by itself.

    A number ends where its groups end, or where they are parted otherwise than within it: in
    ``20 470.12.34.56`` the last four are one, in ``20 470 12 34 56`` they are not.

    :param text: as :func:`crawler.matching.plain.plain` gives it.
    :return: forms as :func:`crawler.lexicon.forms_met` gives them, with their spans.
    """
    if _ENOUGH_DIGITS.search(text) is None:
        return
    run: list[_Group] = []
    for group in _groups(text):
        if group.gap == "" and run:
            yield from _numbers(run)
            run = []
        run.append(group)
    yield from _numbers(run)


def is_date_or_price(text: str, start: int, end: int) -> bool:
    """Whether these digits say when or how much."""
    return (
        _DATE.fullmatch(text, start, end) is not None
        or _MONEY_AFTER.match(text, end) is not None
        or _MONEY_BEFORE.search(text[max(0, start - 6) : start]) is not None
    )


def _groups(text: str) -> Iterator[_Group]:
    end = -1
    for found in islice(_GROUP.finditer(text), _MOST_GROUPS):
        start = found.start()
        between = text[end:start] if end >= 0 else ""
        gap = between if _BETWEEN.fullmatch(between) else ""
        written = found.group()
        plus = written[0] == "+" or text.endswith(_PLUS_BEFORE, 0, start)
        digits = written.lstrip("+ (").translate(_AS_DIGITS)
        end = found.end()
        yield _Group(start, end, digits, plus, gap)


def _numbers(run: list[_Group]) -> Iterator[tuple[tuple[str, ...], Span]]:
    for first, group in enumerate(run):
        digits = group.digits
        within: set[str] = set()
        for last in range(first, len(run)):
            if last > first:
                if run[last].plus:
                    break
                within.add(run[last].gap)
                digits += run[last].digits
            if len(digits) > MAX_DIGITS:
                break
            if len(digits) >= MIN_DIGITS and _stands_alone(run, first, last, within):
                yield forms_met(digits, plus=group.plus), (group.start, run[last].end)


def _stands_alone(run: list[_Group], first: int, last: int, within: set[str]) -> bool:
    begins = run[first].begins_number or _parts(run[first].gap, within)
    after = last + 1
    return begins and (
        after == len(run) or run[after].begins_number or _parts(run[after].gap, within)
    )


def _parts(gap: str, within: set[str]) -> bool:
    """Whether the gap is another than those within the number, and none of a decimal."""
    return gap not in within and gap not in (".", ",", "-")
