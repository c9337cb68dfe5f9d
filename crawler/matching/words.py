"""What each distinct word of adverts may be to a lexicon, found out once.

Words follow Zipf's law: the same few thousand make up nearly every advert. So each word gets a
code once; the codes of an advert make a short string, and one pattern over that string says
whether there is anything to look at. Most adverts end there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.matching.apart import PIECE, Apart, is_whole
from crawler.matching.bend import Bend
from crawler.matching.bending import Bending
from crawler.matching.folding import UNSPACED
from crawler.matching.lookalikes import alike
from crawler.matching.skeleton import skeleton_of_text
from crawler.matching.solid import stands_alone
from crawler.matching.vocabulary import FIRST, LATER, WHOLE, Vocabulary

# Besides WHOLE, FIRST and LATER: up to three letters, no word at all, no word of its own.
_SHORT, _EMPTY, _ODD = 8, 16, 32
_BITS = 64
NO_PIECE = "\0"
"""What is no part of a word, in the place of its letters."""
SHORT = 3
"""Letters of a short word."""
_MOST_KEPT = 400_000
LONGEST = 64
"""Longer words are read only as they are written."""
_SPACE = re.compile(r"\S+")
_TOO_LONG = re.compile(rf"\S{{{LONGEST + 1},}}")
_PARTING = re.compile(r"[,;:/|()\[\]{}<>\"“”„…=&]")
_FRAME = ".,;:!?\"'()…"
FEWEST_APART = 3
"""Short pieces that may be one word."""


def _class(*wanted: int) -> str:
    """A class of all codes that have every bit of one of ``wanted``."""
    codes = (code for code in range(_BITS) if any(code & bits == bits for bits in wanted))
    return "[" + "".join(rf"\u{256 + code:04x}" for code in codes) + "]"


_SHORT_ONES = re.compile(f"(?:{_class(_SHORT)}{_class(_EMPTY)}?){{{FEWEST_APART},}}")
WINDOWS = ((-1, 0), (0, 1), (-2, 0), (-1, 1), (0, 2))
"""First and last of two or three chunks, seen from the odd one among them."""
_EDGE = (NO_PIECE, NO_PIECE)
_ODD_ONE = re.compile(_class(_ODD))
_WORTHWHILE = re.compile(f"{_class(WHOLE)}|{_class(FIRST)}{_class(_EMPTY)}*{_class(LATER)}")
_WORD = re.compile(_class(WHOLE, FIRST, LATER))


class Words:
    """Finds the words of a vocabulary in a text, however they are bent."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._bending = Bending(vocabulary)
        self._apart = Apart(vocabulary)
        self._known = _Known(vocabulary, self._bending)

    def plain(self, text: str) -> Iterator[Bend]:
        """The words that are written as they are."""
        return self._bending.plain(text)

    def find(self, text: str) -> Iterator[Bend]:
        """The words in ``text``; none if they cannot make up any phrase."""
        text, chunks = chunks_of(text)
        known = self._known
        codes = "".join(map(known.__getitem__, chunks))
        together = self._together(chunks, codes)
        if not together and not _WORTHWHILE.search(codes):
            return
        places = [found.span() for found in _SPACE.finditer(text)]
        for found in _WORD.finditer(codes):
            start = places[found.start()][0]
            for bend in known.bends(chunks[found.start()]):
                yield bend.moved(start)
        for first, last in together:
            start, end = places[first][0], places[last][1]
            part = text[start:end]
            for bend in self._apart.find(alike(part), part.lower(), fewest=4):
                yield bend.moved(start)

    def _together(self, chunks: Sequence[str], codes: str) -> list[tuple[int, int]]:
        """First and last of the neighbouring chunks whose letters together may be a word."""
        shapes = self._vocabulary.shapes
        pieces = [*_EDGE, *map(self._known.pieces.__getitem__, chunks), *_EDGE]
        odd_ones = [odd.start() for odd in _ODD_ONE.finditer(codes)]
        texts: list[str] = []
        for at in odd_ones:
            one, two, three, four, five = pieces[at : at + 5]
            before, behind = two + three, three + four
            texts += (before, behind, one + before, before + four, behind + five)
        found = []
        if not shapes.isdisjoint(texts):
            found = [
                (odd_ones[number // 5] + first, odd_ones[number // 5] + last)
                for number, text in enumerate(texts)
                if text in shapes
                for first, last in (WINDOWS[number % 5],)
            ]
        for run in _SHORT_ONES.finditer(codes):
            start, end = run.span()
            short = pieces[start + len(_EDGE) : end + len(_EDGE)]
            for first, last in self._in_short_ones(short):
                if is_whole([letters_of(chunk) for chunk in chunks[start:end]], first, last):
                    found.append((start + first, start + last))
        return sorted(set(found))

    def _in_short_ones(self, pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
        shapes, longest = self._vocabulary.shapes, self._vocabulary.longest
        for first in range(len(pieces) - FEWEST_APART + 1):
            text = "".join(pieces[first : first + FEWEST_APART - 1])
            for last in range(first + FEWEST_APART - 1, len(pieces)):
                text += pieces[last]
                if text in shapes:
                    yield first, last
                if len(text) > longest:
                    break


def chunks_of(text: str) -> tuple[str, list[str]]:
    """The text as it is read, character for character, and its runs without white space."""
    chunks = text.split()
    if chunks and len(max(chunks, key=len)) > LONGEST:
        text = _TOO_LONG.sub(lambda found: _PARTING.sub(" ", found.group()), text)
        chunks = text.split()
    return text, chunks


def is_odd(letters: str, chunk: str) -> bool:
    """Whether the letters of a chunk are no word of their own."""
    return not stands_alone(letters, "" if chunk.isascii() else chunk.lower().strip(_FRAME))


def letters_of(chunk: str) -> str:
    """The letters of a chunk, by look, as it may be put together with its neighbours.

    :return: empty if the chunk is only signs; a NUL if it is no part of a word.
    """
    if chunk.isascii() and chunk.isalpha():
        return chunk.lower()
    if len(chunk) > LONGEST or UNSPACED.search(chunk):
        return NO_PIECE
    pieces: list[str] = PIECE.findall(alike(chunk))
    if len(pieces) != 1:
        return NO_PIECE if pieces or len(chunk) > 3 else ""
    return NO_PIECE if len(pieces[0]) > 1 and pieces[0].isdigit() else pieces[0]


class _Pieces(dict[str, str]):
    """The skeleton of the letters of each chunk met so far."""

    def __missing__(self, chunk: str) -> str:
        piece = skeleton_of_text(letters_of(chunk))
        if len(chunk) <= LONGEST:
            self[chunk] = piece
        return piece


class _Known(dict[str, str]):
    """The code of each chunk met so far, and what is in those that hold anything."""

    def __init__(self, vocabulary: Vocabulary, bending: Bending) -> None:
        super().__init__()
        self.pieces = _Pieces()
        self._parts = vocabulary.parts
        self._bending = bending
        self._bends: dict[str, tuple[Bend, ...]] = {}

    def __missing__(self, chunk: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
            self._bends.clear()
            self.pieces.clear()
        bends = self._find(chunk)
        letters = letters_of(chunk)
        code = chr(256 + self._code(bends, letters, chunk))
        if len(chunk) <= LONGEST:
            self[chunk] = code
            self.pieces[chunk] = skeleton_of_text(letters)
            if bends:
                self._bends[chunk] = bends
        return code

    def bends(self, chunk: str) -> tuple[Bend, ...]:
        """The words of the vocabulary in the chunk."""
        found = self._bends.get(chunk)
        return self._find(chunk) if found is None else found

    def _find(self, chunk: str) -> tuple[Bend, ...]:
        if len(chunk) <= LONGEST:
            return self._bending.all(chunk)
        return tuple(self._bending.plain(chunk))

    def _code(self, bends: Sequence[Bend], letters: str, chunk: str) -> int:
        """What a chunk is to the vocabulary, as bits."""
        code = 0
        for bend in bends:
            code |= self._parts[bend.word]
        if len(bends) > 1:
            code |= WHOLE  # perhaps a phrase within one chunk
        if not letters:
            return code | _EMPTY
        if letters == NO_PIECE:
            return code
        return code | _SHORT * (len(letters) <= SHORT) | _ODD * is_odd(letters, chunk)
