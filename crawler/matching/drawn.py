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
_EDGE = ".,;:!?\"')]}…"


def read_drawn(text: str) -> tuple[str, list[int]] | None:
    """The text with drawn letters as letters, and where each of its characters began.

    :param text: a chunk without white space; signs of a sentence at its ends are left out.
    :return: the places have one more entry, the end; ``None`` if nothing is drawn.
    """
    bare = text.strip(_EDGE) if text.endswith(tuple(_EDGE)) and "|" not in text[-2:] else text
    if _SIGNS.search(bare) is None:
        return None
    letters: list[str] = []
    places: list[int] = []
    at = text.index(bare)
    end = at + len(bare)
    while at < end:
        drawn = _SIGNS.match(text, at, end)
        places.append(at)
        letters.append(_DRAWN[drawn.group()] if drawn else text[at])
        at = drawn.end() if drawn else at + 1
    return "".join(letters), [*places, end]
