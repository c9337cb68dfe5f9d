"""The words of a lexicon in which signs stand in place of letters: ``i*ory``, ``c*c**n*``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.matching.bend import Bend
from crawler.matching.solid import stands_alone
from crawler.matching.vocabulary import Vocabulary

# Signs of a sentence, which stand behind a word for themselves.
_FRAME = ".,;:!?\"'()[]{}<>«»“”„‘’‹›…-–—/\\|"
_HIDING = "*_"
_PARTING = frozenset("-‐‑–'’/\\&@,:;")
_ALNUM = re.compile(r"[^\W_]+")
_LONGEST = 40


class Masks:
    """Finds the words of a vocabulary that a masked word may be."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def find(self, text: str) -> Iterator[Bend]:
        """:param text: a chunk without white space, folded by look, one character for one."""
        bare = text.strip(_FRAME)
        known = sum(map(str.isalnum, bare))
        if known < 3 or known == len(bare) or len(bare) > _LONGEST:
            return
        start = text.index(bare)
        spans = {(0, len(bare))}
        inner = bare.strip("".join(sign for sign in (bare[0], bare[-1]) if not sign.isalnum()))
        spans.add((bare.index(inner), bare.index(inner) + len(inner)))
        for left, right in sorted(spans):
            part = bare[left:right]
            for word in self._vocabulary.of_mask(part):
                if _is_masked(part, word):
                    yield Bend(start + left, start + right, word, ("masked",))


def _is_masked(written: str, word: str) -> bool:
    """Whether enough is known, and what hides the rest is meant to hide."""
    hidden = [(sign, letter) for sign, letter in zip(written, word, strict=True) if sign != letter]
    signs = {sign for sign, _ in hidden}
    known = len(written) - len(hidden)
    if not hidden:
        return False
    if not (written[0].isalnum() and written[-1].isalnum()) and not signs <= set(_HIDING):
        return False
    if known * 2 < len(written) and not all(letter in "aeiouy" for _, letter in hidden):
        return False
    if signs <= set("*#_~^=%"):
        return True
    if signs & _PARTING:
        return False
    return known > 3 and not all(stands_alone(piece, "") for piece in _ALNUM.findall(written))
