"""What a chunk of text may be read as, by every way of bending, whatever the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.matching.apart import EVENLY, PIECE
from crawler.matching.bending import DRESSING, END, READINGS, SEGMENT
from crawler.matching.drawn import read_drawn
from crawler.matching.folding import UNSPACED, fold, split
from crawler.matching.guard import COMMON, UNLISTED, rank
from crawler.matching.lookalikes import alike, turned_back
from crawler.matching.masks import masked_spans
from crawler.matching.skeleton import SIGNS, merged, skeleton_of_text, sound, squeezed
from crawler.matching.words import LONGEST, NO_PIECE, is_odd, letters_of
from crawler.matching.words import SHORT as FEW

# What a chunk is to its neighbours.
OTHER, ODD, SHORT, SHORT_AND_ODD, EMPTY, NO_PART = ".osSe-"
_FEWEST_SOUNDS = 5


@dataclass(frozen=True, slots=True, eq=False)
class ChunkReadings:
    """What a run of characters without white space may be, and what it is to its neighbours.

    All spellings are skeletons.
    """

    words: frozenset[str]
    """Its words as they are, and as read in one of the ways."""
    odd: frozenset[str] = frozenset()
    """Those in no dictionary."""
    runs: tuple[str, ...] = ()
    """Its pieces in a row, if there are several."""
    masks: frozenset[str] = frozenset()
    """Where signs may hide letters, with ``*`` for each sign."""
    piece: str = ""
    """Its letters, as they may be put together with those of its neighbours."""
    code: str = NO_PART
    """Whether that is an odd word, a short one, both, another one, next to nothing, or no part of
    a word at all."""


@lru_cache(maxsize=200_000)
def read_chunk(chunk: str) -> ChunkReadings:
    """Worked out once for each chunk: words follow Zipf's law."""
    folded = [word for word in split(fold(chunk)) if not UNSPACED.match(word)]
    words = {skeleton_of_text(form) for word in folded for form in (word, alike(word))}
    if len(chunk) > LONGEST:
        return ChunkReadings(frozenset(words))
    odd: set[str] = set()
    seen = alike(chunk)
    for written in _written(chunk, seen):
        words.add(skeleton_of_text(written))
        for letters in _letters(written):
            known = rank(letters, COMMON)
            if known < COMMON:
                words |= {skeleton_of_text(merged(letters)), skeleton_of_text(squeezed(letters))}
            if known == UNLISTED:
                odd.add(skeleton_of_text(letters))
            if known == UNLISTED and len(letters) >= _FEWEST_SOUNDS:
                words.add(skeleton_of_text(sound(letters)))
    words |= set(map(skeleton_of_text, _turned_or_drawn(chunk, seen)))
    pieces = PIECE.findall(seen)
    letters = letters_of(chunk)
    return ChunkReadings(
        frozenset(words - odd - {""}),
        frozenset(odd),
        (skeleton_of_text("".join(pieces)),) if len(pieces) > 1 else (),
        frozenset(_mask(seen[start:end]) for start, end in masked_spans(seen)),
        "" if letters == NO_PIECE else skeleton_of_text(letters),
        _code(letters, chunk),
    )


def _written(chunk: str, seen: str) -> Iterator[str]:
    bare = chunk.rstrip(END)
    if bare.isascii() and bare.isalpha():
        yield bare.lower()
        return
    for segment in SEGMENT.finditer(seen):
        folded = fold(segment.group())
        yield folded.strip(DRESSING)
        yield folded.strip(DRESSING.replace("!", ""))


def _letters(written: str) -> Iterator[str]:
    """What is written as letters alone."""
    if written.isalpha():
        yield written
    elif not SIGNS.isdisjoint(written):
        yield from filter(str.isalpha, {written.translate(table) for table in READINGS})


def _turned_or_drawn(chunk: str, seen: str) -> Iterator[str]:
    yield from turned_back(chunk)
    yield from (found[1][::2] for found in EVENLY.finditer(seen))
    if read := read_drawn(seen):
        yield read[0]


def _mask(written: str) -> str:
    return "".join(skeleton_of_text(sign) if sign.isalnum() else "*" for sign in written)


def _code(letters: str, chunk: str) -> str:
    if not letters:
        return EMPTY
    if letters == NO_PIECE:
        return NO_PART
    kinds = (SHORT, SHORT_AND_ODD) if len(letters) <= FEW else (OTHER, ODD)
    return kinds[is_odd(letters, chunk)]
