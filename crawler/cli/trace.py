"""A trace as a page of text: the advert with its matches underlined, and what came of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from unicodedata import combining, east_asian_width

from crawler.items import Match
from crawler.lexicon import INVISIBLE
from crawler.matching import Trace

_LONGEST = 40


def lines_of(trace: Trace, fields: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The page, line by line.

    :param fields: name and text of each field of the advert.
    """
    assessed = trace.assessment
    for name, text in fields:
        counted = [match for match in assessed.matches if match.field == name]
        yield from _underlined(f"{name}: ", text, counted)
    yield ""
    category = assessed.category or "no category"
    yield f"score {assessed.score}, level {assessed.level}, {category}, tray {assessed.tray}"
    told = [(file, total) for file, total in trace.totals if total or file in trace.on_trial]
    totals = [_total(file, total, trace) for file, total in told]
    if others := len(trace.totals) - len(told):
        totals.append(f"{others} other files 0")
    yield "  " + ", ".join(totals)
    for heading, matches in (("counted", assessed.matches), ("not counted", trace.dropped)):
        if matches:
            yield f"\n{heading}:"
            yield from map(_told, matches)
    if assessed.reasons:
        yield "\nreasons:"
        yield from (f"  {reason}" for reason in assessed.reasons)


def _total(file: str, total: int, trace: Trace) -> str:
    if file not in trace.on_trial:
        return f"{file} {total}"
    flagged = {trial.file: f", would flag: {trial.level}" for trial in trace.assessment.trials}
    return f"{file} {total} (on trial{flagged.get(file, '')})"


def _told(match: Match) -> str:
    term = shortened(match.term)
    what = f"  {match.points:+4d}  {match.file}  {match.group}/{term}: {_plain(match.text)}"
    if match.disguise:
        what += f" ({', '.join(match.disguise)}; similarity {match.similarity})"
    return what + (f" -- {match.dropped_by}" if match.dropped_by else "")


def shortened(term: str) -> str:
    """A term as there is room for it: regular expressions can be very long."""
    return term if len(term) <= _LONGEST else term[: _LONGEST - 1] + "…"


def _underlined(name: str, text: str, matches: Iterable[Match]) -> Iterator[str]:
    marked = bytearray(len(text))
    for match in matches:
        marked[match.start : match.end] = b"\x01" * (match.end - match.start)
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True) or [""]):
        margin = name if number == 0 else " " * len(name)
        yield margin + _plain(line.rstrip("\r\n"))
        if any(marked[at : at + len(line)]):
            signs = zip(line, marked[at : at + len(line)], strict=True)
            runs = (
                ("^" if mark else " ") * sum(_width(sign) for sign, _ in run)
                for mark, run in groupby(signs, key=lambda pair: pair[1])
            )
            yield (" " * len(name) + "".join(runs)).rstrip()
        at += len(line)


def _plain(text: str) -> str:
    """The text as a terminal can show it: a dot for what is invisible or controls the screen."""
    return "".join(
        "·" if INVISIBLE.match(sign) or not (sign.isprintable() or combining(sign)) else sign
        for sign in text
    )


def _width(sign: str) -> int:
    if combining(sign):
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1
