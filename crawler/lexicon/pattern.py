"""Analysts' patterns: compiled one way everywhere, and tried out before they are let in."""

from __future__ import annotations

import re
from functools import cache

import regex

# Unicode's Default_Ignorable_Code_Point: zero width, bidi controls, variation selectors, tags.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What nobody can see; taken out of adverts, and so of the spellings that are looked for there."""

# Hundreds of times what an honest pattern takes on these texts.
_SECONDS = 0.2
_LENGTH = 2_000


@cache
def compile_pattern(pattern: str) -> regex.Pattern[str]:
    """The pattern as it is used: in any case, and without invisible characters.

    :raises regex.error: if it is none.
    """
    return regex.compile(INVISIBLE.sub("", pattern), regex.IGNORECASE | regex.VERSION0)


def why_not(pattern: str) -> str | None:
    """Why the pattern cannot be used, or ``None`` if it can."""
    try:
        compiled = compile_pattern(pattern)
    except regex.error as error:
        return f"the pattern does not compile: {error.msg} at character {(error.pos or 0) + 1}"
    for text in _trials(pattern):
        try:
            found = compiled.search(text, timeout=_SECONDS)
        except TimeoutError:
            return "the pattern can run away: it repeats a part that is itself repeated"
        if found is not None and found.start() == found.end():
            return "the pattern also matches nothing at all; it would be met everywhere"
    return None


def _trials(pattern: str) -> list[str]:
    """Texts on which patterns that repeat a repetition take forever.

    Each is one unit many times, then something unfit, then what the pattern may ask for at its
    end: without that the engine sees at once that nothing can match, and hides the danger.
    """
    signs = dict.fromkeys(pattern)
    literal = "".join(sign for sign in signs if sign.isalnum())[:40] or "a"
    units = [*"a0 -.@€\n", *literal, "a ", "0 ", "a0", "ab", "0,", literal]
    end = "\x00\n" + "\x00".join(signs)
    return ["", *((unit * _LENGTH)[:_LENGTH] + end for unit in dict.fromkeys(units))]
