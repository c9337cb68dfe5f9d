"""Classes of letters that bent words confuse, and the two spellings over them.

Whatever stands for a letter somewhere in the matcher — a digit, a sign, a look-alike, a pair that
reads as one letter — is the same here. So two words that the matcher may take for one another have
spellings that are equal, hold one another, or lie as few edits apart; never more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.matching.bending import PAIRS, READINGS
from crawler.matching.lookalikes import LEET, look

_RUN = re.compile(r"(.)\1+", re.DOTALL)


def _classes(pairs: Iterable[tuple[str, str]]) -> dict[int, str]:
    """The first letter of its class for every character that is another's twin."""
    leader: dict[str, str] = {}

    def find(sign: str) -> str:
        while leader.get(sign, sign) != sign:
            sign = leader[sign]
        return sign

    for one, two in pairs:
        first, second = sorted((find(one), find(two)))
        leader[second] = leader[first] = first
    return {ord(sign): find(sign) for sign in leader}


_CLASSES = _classes(
    (chr(sign), letter) for table in (LEET, *READINGS) for sign, letter in table.items()
)
# A pair that reads as one letter is that letter taken apart; runs are squeezed afterwards.
_APART = str.maketrans(
    {letter.translate(_CLASSES): pair.translate(_CLASSES) for pair, letter in PAIRS}
)


def classed(text: str) -> str:
    """Each character as the first of its class: as long as ``text``.

    Edits between two words are at least as many as between their classed spellings.
    """
    return text.translate(_CLASSES)


def skeleton(line: str) -> str:
    """A classed spelling with pairs taken apart and runs squeezed.

    The skeleton of a part of a text is a part of the skeleton of the text.
    """
    return _RUN.sub(r"\1", line.translate(_APART))


def looked(word: str) -> str:
    """The word as it looks, letter by letter."""
    return word if word.isascii() else "".join(map(look, word))
