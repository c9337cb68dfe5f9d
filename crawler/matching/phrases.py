"""Whole words: every phrase of the lexicon in one tree of words, walked once per text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from crawler.matching.folding import fold, fold_keeping_accents, spans, split
from crawler.matching.needle import Needle
from crawler.matching.reading import Reading, Span

_END = ""  # no word is empty, so this key marks the end of a phrase
_WIDEST_GAP = 3
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A spelling in the tree, and what its words alone do not tell."""

    needle: Needle
    joined: tuple[bool, ...]
    """For each gap between words, whether the spelling has none: ``A货``, ``高仿``."""
    accents: str | None
    """The spelling with its accents, where these must be kept."""


class Phrases:
    """Finds normalised whole words."""

    def __init__(self, spellings: Iterable[tuple[Needle, str]]) -> None:
        self._root: dict[str, Any] = {}
        for needle, spelling in spellings:
            self._plant(needle, spelling)

    def _plant(self, needle: Needle, spelling: str) -> None:
        folded = fold(spelling)
        words = split(folded)
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        joined = tuple(one[1] == two[0] for one, two in pairwise(spans(folded, words)))
        accents = _accented_words(spelling) if needle.term.keep_accents else None
        node.setdefault(_END, []).append(_Phrase(needle, joined, accents))

    def find(self, reading: Reading) -> Iterator[tuple[Needle, Span]]:
        """Every place of every phrase, as a span of the text as published."""
        words, root = reading.words, self._root
        if root.keys().isdisjoint(words):
            return
        for first, word in enumerate(words):
            node = root.get(word)
            last = first
            while node is not None:
                for phrase in node.get(_END, ()):
                    span = _span(reading, first, last, phrase)
                    if span is not None:
                        yield phrase.needle, span
                last += 1
                node = node.get(words[last]) if last < len(words) else None


def _span(reading: Reading, first: int, last: int, phrase: _Phrase) -> Span | None:
    """Where the words stand, if their accents and what is between them agree with the phrase."""
    word_spans = reading.spans
    for number, joined in enumerate(phrase.joined, first):
        gap = reading.folded[word_spans[number][1] : word_spans[number + 1][0]]
        if (joined and gap) or len(_SPACE.sub("", gap)) > _WIDEST_GAP:
            return None
    start, end = reading.place_of_folded(word_spans[first][0], word_spans[last][1])
    if phrase.accents and phrase.accents != _accented_words(reading.original[start:end]):
        return None
    return start, end


def _accented_words(text: str) -> str:
    return " ".join(split(fold_keeping_accents(text)))
