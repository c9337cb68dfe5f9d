"""The words of a lexicon that a piece of an advert stands for, however it is bent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.matching import folding
from crawler.matching.apart import Apart
from crawler.matching.bend import Bend
from crawler.matching.drawn import read_drawn
from crawler.matching.folding import UNSPACED
from crawler.matching.lookalikes import alike, is_lookalike, turned_back
from crawler.matching.masks import Masks
from crawler.matching.skeleton import SIGNS, STANDS_FOR
from crawler.matching.solid import Solid
from crawler.matching.vocabulary import Vocabulary

# What parts the words of a piece, as far as it is not a sign that may stand for a letter.
SEGMENT = re.compile(
    rf"""[^\s,;:/\\()\[\]{{}}<>"“”„«»‹›'’`´.…·・\-‐‑–—{UNSPACED.pattern[1:-1]}]+"""
)
_ASCII = re.compile("[a-z0-9]+")
_LETTER = re.compile(r"[^\W\d]")
END = ".,;:!?)\"'"
_NUMBERED = re.compile(r"[^\W\d_]{4,}")
DRESSING = "*#_~^=?!%"
_AS_I = {ord(sign): "i" for sign in "1!|¡"}
_AS_L = {ord(sign): "l" for sign in "1!|¡"}
_OTHERS = {ord(sign): STANDS_FOR[sign][0] for sign in SIGNS}
READINGS = (_OTHERS | _AS_I, _OTHERS | _AS_L, _OTHERS | _AS_I | {ord("6"): "b", ord("7"): "l"})


class Bending:
    """Finds the words of a vocabulary in pieces of text that hold no white space."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._solid = Solid(vocabulary)
        self._apart = Apart(vocabulary)
        self._masks = Masks(vocabulary)

    def plain(self, text: str) -> Iterator[Bend]:
        """The words that are written as they are; here also in a text with white space."""
        parts = self._vocabulary.parts
        if text.isascii():
            for found in _ASCII.finditer(text.lower()):
                if found.group() in parts:
                    yield Bend(*found.span(), found.group())
            return
        folded = folding.fold(text)
        at = folding.offsets(text)
        for start, end in self._plain_spans(folded):
            word = folded[start:end]
            yield Bend(start, end, word) if at is None else Bend(at[start], at[end - 1] + 1, word)

    def _plain_spans(self, folded: str) -> Iterator[tuple[int, int]]:
        parts, unspaced = self._vocabulary.parts, self._vocabulary.unspaced
        if unspaced is not None:
            for found in unspaced.finditer(folded):
                yield found.span()
        text = folding.spaced(folded)
        words = text.split()
        if parts.keys().isdisjoint(words):
            return
        end = 0
        for word in words:
            start = text.index(word, end)
            end = start + len(word)
            if word in parts:
                yield start, end

    def all(self, piece: str) -> tuple[Bend, ...]:
        """The words however they are written."""
        bare = piece.rstrip(END)
        if bare.isascii() and bare.isalpha():
            return tuple(self._solid.find(bare.lower(), ()))
        seen = alike(piece)
        found = list(self.plain(piece))
        if _LETTER.search(seen) is None:
            return tuple(found)
        plain = [(bend.start, bend.end) for bend in found]
        for segment in SEGMENT.finditer(seen):
            start, end = segment.span()
            if not any(one <= start and end <= two for one, two in plain):
                names = ("homoglyph",) if any(map(is_lookalike, piece[start:end])) else ()
                found += self._at(start, end, segment.group(), piece[start:end].lower(), names)
        if seen.isalpha():
            found += self._turned(piece)
            return tuple(found)
        found += self._apart.find(seen, piece.lower(), fewest=3)
        found += self._apart.evenly(seen)
        found += self._masks.find(seen)
        found += self._drawn(seen)
        found += self._turned(piece)
        return tuple(dict.fromkeys(found))

    def _at(
        self, start: int, end: int, seen: str, written: str, names: tuple[str, ...]
    ) -> Iterator[Bend]:
        folded = folding.fold(seen)
        for bend in self._of_segment(folded, written, names):
            if len(folded) == end - start:
                yield bend.moved(start)
            else:  # ß has become ss
                yield Bend(start, end, bend.word, bend.names, bend.edits)

    def _of_segment(self, seen: str, written: str, names: tuple[str, ...]) -> Iterator[Bend]:
        bare = seen.strip(DRESSING)
        if not bare:
            return
        left = seen.index(bare)
        if left and seen[left - 1] == "!":
            left, bare = left - 1, "!" + bare
        if bare.isalpha():
            found = self._solid.find(bare, names, written.strip(DRESSING))
        else:
            found = self._of_leet(bare, names)
        for bend in found:
            yield bend.moved(left)

    def _of_leet(self, written: str, names: tuple[str, ...]) -> Iterator[Bend]:
        vocabulary, size = self._vocabulary, len(written)
        if written in vocabulary:
            yield Bend(0, size, written, names)
            return
        numbered = [
            bend.moved(part.start())
            for part in _NUMBERED.finditer(written)
            for bend in self._solid.inside(part.group(), names)
        ]
        if numbered:
            yield from numbered
            return
        if SIGNS.isdisjoint(written) or not (size > 4 or _is_lettered(written)):
            return
        names = (*names, "leet")
        words = vocabulary.of_shape(written)
        if not words and written.endswith("s"):
            size -= 1
            words = vocabulary.of_shape(written[:-1])
        for word in words:
            yield Bend(0, size, word, names)
        if words or not _is_lettered(written):
            return
        for reading in dict.fromkeys(written.translate(table) for table in READINGS):
            if reading.isalpha() and reading != written:
                yield from self._solid.find(reading, names)

    def _drawn(self, seen: str) -> Iterator[Bend]:
        read = read_drawn(seen)
        if read is None or not _is_lettered(read[0]):
            return
        letters, places = read
        for word in self._vocabulary.of_shape(letters):
            yield Bend(places[0], places[-1], word, ("leet",))

    def _turned(self, piece: str) -> Iterator[Bend]:
        for letters in turned_back(piece):
            if letters in self._vocabulary:
                yield Bend(0, len(piece), letters, ("style", "reversed"))


def _is_lettered(written: str) -> bool:
    """Whether enough of it is letters to be read as a word: not ``1000``, ``5l`` or ``€20``."""
    letters = sum(map(str.isalpha, written))
    return len(written) > 2 and letters * (2 if len(written) < 5 else 3) >= len(written)
