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
        for start, end in masked_spans(text):
            part = text[start:end]
            for word in self._vocabulary.of_mask(part):
                if _is_enough(part, word):
                    yield Bend(start, end, word, ("masked",))


def masked_spans(text: str) -> list[tuple[int, int]]:
    """Where in a chunk signs may hide letters: in all of it, or all but the signs at its ends."""
    bare = text.strip(_FRAME)
    known = sum(map(str.isalnum, bare))
    if known < 3 or known == len(bare) or len(bare) > _LONGEST:
        return []
    start = text.index(bare)
    inner = bare.strip("".join(sign for sign in (bare[0], bare[-1]) if not sign.isalnum()))
    left = start + bare.index(inner)
    spans = sorted({(start, start + len(bare)), (left, left + len(inner))})
    return [(start, end) for start, end in spans if _is_meant(text[start:end])]


def _is_enough(written: str, word: str) -> bool:
    """Whether half of the letters are known, or only vowels hidden."""
    hidden = [letter for sign, letter in zip(written, word, strict=True) if sign != letter]
    return len(hidden) * 2 <= len(written) or all(letter in "aeiouy" for letter in hidden)


def _is_meant(written: str) -> bool:
    """Whether the signs are meant to hide something."""
    signs = {sign for sign in written if not sign.isalnum()}
    known = sum(map(str.isalnum, written))
    if not signs:
        return False
    if not (written[0].isalnum() and written[-1].isalnum()) and not signs <= set(_HIDING):
        return False
    if signs <= set("*#_~^=%"):
        return True
    if signs & _PARTING:
        return False
    return known > 3 and not all(stands_alone(piece, "") for piece in _ALNUM.findall(written))
