"""Letters that are drawn with two or more signs: ``|\\/|`` for m, ``()`` for o."""

from __future__ import annotations

import re

_DRAWN = {
    "\\/\\/": "w", "|\\/|": "m", "/\\/\\": "m", "|v|": "m", "|\\|": "n", "/\\/": "n", "|-|": "h",
    "]-[": "h", "|_|": "u", "\\/": "v", "/-\\": "a", "/\\": "a", "|)": "d", "|>": "p", "|<": "k",
    "|{": "k", "|3": "b", "|2": "r", "|_": "l", "|=": "f", "()": "o", "[]": "o", "<>": "o",
    "><": "x", ")(": "x", "'/": "y", "_|": "j", "(": "c", "<": "c", "{": "c", "[": "c", "^": "a",
}  # fmt: skip
_SIGNS = re.compile("|".join(map(re.escape, _DRAWN)))
_DRAWN_ENDS = tuple(drawn for drawn in _DRAWN if drawn[-1] in ")]")
_EDGE = ".,;:!?\"')]}…"


def read_drawn(text: str) -> tuple[str, list[int]] | None:
    """The text with drawn letters as letters, and where each of its characters began.

    :param text: a chunk without white space; signs of a sentence at its ends are left out.
    :return: the places have one more entry, the end; ``None`` if nothing is drawn.
    """
    at, end = len(text) - len(text.lstrip(_EDGE)), len(text)
    while end > at and text[end - 1] in _EDGE and not text.endswith(_DRAWN_ENDS, 0, end):
        end -= 1
    if _SIGNS.search(text, at, end) is None:
        return None
    letters: list[str] = []
    places: list[int] = []
    while at < end:
        drawn = _SIGNS.match(text, at, end)
        places.append(at)
        letters.append(_DRAWN[drawn.group()] if drawn else text[at])
        at = drawn.end() if drawn else at + 1
    return "".join(letters), [*places, end]
