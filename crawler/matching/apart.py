"""The words of a lexicon whose letters or parts stand apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from crawler.matching.bend import Bend
from crawler.matching.skeleton import SIGNS, skeleton_of_text
from crawler.matching.solid import stands_alone
from crawler.matching.vocabulary import Vocabulary

PIECE = re.compile(r"(?:[^\W_]|[@$€£|])+")
# Letters with one and the same sign between them, or with any digits: i|v|o|r|y, i1v2o3r4y.
EVENLY = re.compile(r"(?=([^\W\d_](?:([^\s])[^\W\d_](?:\2[^\W\d_]){2,}|(?:\d[^\W\d_]){3,})))")
_FEWEST = 5
LONGEST_OF_THREE = 8
"""Letters of the longest piece of a word in three pieces or more, with white space between."""
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">", "«": "»", "“": "”", '"': '"', "'": "'"}


class Apart:
    """Finds the words of a vocabulary in texts whose pieces must be put together."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def find(self, text: str, written: str, fewest: int) -> Iterator[Bend]:
        """Words whose letters or halves stand apart.

        :param text: folded by look, one character for one.
        :param written: in small letters, with its accents.
        :param fewest: letters of the shortest word that single letters may make.
        """
        pieces = list(PIECE.finditer(text))
        for first, piece in enumerate(pieces[:-1]):
            together = piece.group()
            for last in range(first + 1, len(pieces)):
                together += pieces[last].group()
                if not self._may_begin(together):
                    break
                words = self._vocabulary.of_shape(together)
                texts = [part.group() for part in pieces]
                if (
                    words
                    and _is_told(pieces[first : last + 1], written, fewest)
                    and is_whole(texts, first, last)
                ):
                    spaced = len(together) == last + 1 - first
                    span = _enclosed(text, piece.start(), pieces[last].end(), spaced)
                    for word in words:
                        yield Bend(*span, word, _names(together, word, spaced))

    def evenly(self, text: str) -> Iterator[Bend]:
        """Words with the same sign, or any digit, between all letters."""
        for found in EVENLY.finditer(text):
            letters = found[1][::2]
            for word in self._vocabulary.of_shape(letters):
                if letters.isalpha() and len(letters) >= _FEWEST - 1:
                    yield Bend(*found.span(1), word, _names(letters, word, spaced=True))

    def _may_begin(self, letters: str) -> bool:
        """A quick look at whether any word begins so."""
        size = len(letters)
        if size < 3:
            return True
        begin = skeleton_of_text(letters[: 3 if size < 5 else 5])
        return begin in self._vocabulary.beginnings and size <= self._vocabulary.longest


def is_whole(pieces: Sequence[str], first: int, last: int) -> bool:
    """Whether single letters are a word by themselves, not part of a longer one.

    ``H E R O I N E`` is no heroin; ``S A L E R O L E X`` is a sale, and a Rolex.

    :param pieces: letters; empty for what holds none.
    """
    if any(len(piece) > 1 for piece in pieces[first : last + 1]):
        return True
    before = "".join(takewhile(_is_letter, filter(None, reversed(pieces[:first]))))[::-1]
    after = "".join(takewhile(_is_letter, filter(None, pieces[last + 1 :])))
    return all(not rest or (len(rest) > 2 and stands_alone(rest, "")) for rest in (before, after))


def _is_letter(piece: str) -> bool:
    return len(piece) == 1 and piece.isalpha()


def _is_told(pieces: Sequence[re.Match[str]], written: str, fewest: int) -> bool:
    """Whether the pieces are too odd to stand there for themselves."""
    texts = [piece.group() for piece in pieces]
    if all(len(text) == 1 for text in texts):
        return len(texts) >= fewest and not all(text.isdigit() for text in texts)
    if sum(map(len, texts)) < _FEWEST or any(text.isdigit() for text in texts):
        return False
    if len(texts) > 2:
        longest = len(max(texts, key=len))
        if longest <= 3:
            return True
        span = written[pieces[0].start() : pieces[-1].end()]
        if longest > LONGEST_OF_THREE and len(span.split()) > 1:
            return False
    return not all(
        stands_alone(each.group(), written[each.start() : each.end()]) for each in pieces
    )


def _enclosed(text: str, start: int, end: int, spaced: bool) -> tuple[int, int]:
    """The span, with the brackets of the first and the last letter if each has its own."""
    if spaced and start and _BRACKETS.get(text[start - 1]) == text[end : end + 1]:
        inner = text[start + 1 : start + 2]
        if inner and inner == text[end : end + 1]:
            return start - 1, end + 1
    return start, end


def _names(together: str, word: str, spaced: bool) -> tuple[str, ...]:
    how = "spaced" if spaced else "split"
    return ("leet", how) if together != word and not SIGNS.isdisjoint(together) else (how,)
