"""What can be said of a text before any lexicon is known, so that any word is found in it later.

The keys of a text mirror the ways in which :mod:`crawler.matching` finds a word: whatever a word
of a lexicon is met by in a text, it has a key in common with it. The opposite does not hold; keys
say where to look again, not what is there.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.lexicon import INVISIBLE
from crawler.matching.bending import DRESSING, PIECE, SEGMENT, alike, is_maskable, upside_down
from crawler.matching.classes import classed, looked, skeleton
from crawler.matching.clearing import Cleared
from crawler.matching.folding import UNSPACED, fold, split
from crawler.matching.guard import guard
from crawler.matching.phrases import THOROUGHLY_READ
from crawler.matching.words import LONGEST, chunks_of, is_empty, is_letter

JOIN_BITS = 20
"""Bits of the number that stands for two halves of a word."""


@dataclass(slots=True)
class Keys:
    """The keys of one or several texts."""

    lines: set[str] = field(default_factory=set)
    """Words, and pieces of words, :func:`classed <crawler.matching.classes.classed>`; signs."""
    runs: set[str] = field(default_factory=set)
    """Pieces that stand in a row, as one :func:`skeleton <crawler.matching.classes.skeleton>`."""
    unspaced: set[str] = field(default_factory=set)
    """All characters of scripts without spaces, in a row."""
    masks: set[str] = field(default_factory=set)
    """Pieces in which signs may hide letters, classed, with ``*`` for each sign."""
    joins: set[int] = field(default_factory=set)
    """Two neighbouring pieces that may be halves, as a number; see :func:`join`."""
    unread: bool = False
    """The text is too long to have all keys: it has to be looked at whatever is sought."""


# What a chunk is to its neighbours: an odd word, a common one, a letter, a sign that may stand for
# one, next to nothing, or anything else.
_ODD, _COMMON, _LETTER, _SIGN, _EMPTY, _OTHER = "oclse."
_HALVES = re.compile("(?=(oe?[ocl]|[cl]e?o))")
_ROW = re.compile("(?:[ls]e?){3,}")


@dataclass(frozen=True, slots=True, eq=False)
class _Chunk:
    """The keys of a run of characters without white space, and what it is to its neighbours."""

    lines: frozenset[str]
    runs: tuple[str, ...] = ()
    masks: frozenset[str] = frozenset()
    pieces: tuple[str, ...] = ()
    code: str = _OTHER


def keys_of(texts: Iterable[str | None]) -> Keys:
    """The keys of the fields of an advert."""
    keys = Keys()
    for text in texts:
        if text:
            _add(keys, text)
    return keys


@lru_cache(maxsize=200_000)
def join(halves: str) -> int:
    """The number of two halves put together, classed."""
    return zlib.crc32(skeleton(halves).encode("utf-8", "surrogatepass")) & ((1 << JOIN_BITS) - 1)


def _add(keys: Keys, text: str) -> None:
    cleared = Cleared(text).text
    seen = INVISIBLE.sub("", text)
    keys.unread |= len(cleared) > THOROUGHLY_READ
    for version in {cleared: None, seen: None}:  # what is written may hold what nobody reads
        written = chunks_of(version)[1]
        chunks = list(map(_of_chunk, written))
        for chunk in dict(zip(written, chunks, strict=True)).values():
            keys.lines |= chunk.lines
            keys.runs.update(chunk.runs)
            keys.masks |= chunk.masks
        codes = "".join([chunk.code for chunk in chunks])
        for found in _ROW.finditer(codes):
            row = chunks[found.start() : found.end()]
            keys.runs.add(skeleton("".join(piece for chunk in row for piece in chunk.pieces)))
        for found in _HALVES.finditer(codes):
            keys.joins.update(map(join, _spanning(chunks[found.start(1) : found.end(1)])))
        if not version.isascii():
            keys.lines.update(filter(is_sign, set(version)))
            if unspaced := "".join(UNSPACED.findall(fold(version))):
                keys.unspaced.add(unspaced)


def is_sign(character: str) -> bool:
    """Whether it is an emoji or the like: a key by itself."""
    return not (character.isascii() or character.isalnum() or INVISIBLE.match(character))


@lru_cache(maxsize=200_000)
def _of_chunk(chunk: str) -> _Chunk:
    folded = split(fold(chunk))
    lines = {classed(word) for word in folded if not UNSPACED.match(word)}
    lines |= {classed(looked(word)) for word in folded if not word.isascii()}
    lines.discard("")
    if len(chunk) > LONGEST:
        return _Chunk(frozenset(lines))
    seen = alike(chunk)
    segments = [fold(segment.group()) for segment in SEGMENT.finditer(seen)]
    lines |= {classed(bare) for segment in segments if (bare := segment.strip(DRESSING))}
    if turned := upside_down(chunk):
        lines.add(classed(turned))
    pieces = tuple(classed(piece) for piece in PIECE.findall(seen))
    words = split(seen)
    return _Chunk(
        frozenset(lines),
        (skeleton("".join(pieces)),) if len(pieces) > 1 else (),
        frozenset(_masked(segment) for segment in segments if is_maskable(segment)),
        pieces,
        _code(seen, words),
    )


def _code(seen: str, words: Sequence[str]) -> str:
    if is_empty(seen, words):
        return _EMPTY
    word = words[0] if len(words) == 1 and words[0].isalpha() else ""
    if is_letter(seen, words):
        return _LETTER if word else _SIGN
    if not word:
        return _OTHER
    return _COMMON if word in guard() else _ODD


def _masked(segment: str) -> str:
    return "".join(classed(sign) if sign.isalnum() else "*" for sign in segment)


def _spanning(chunks: Sequence[_Chunk]) -> Iterator[str]:
    """What begins in the first chunk and ends in the last, put together."""
    first, *between, last = (chunk.pieces for chunk in chunks)
    middle = "".join(piece for pieces in between for piece in pieces)
    for start in range(len(first)):
        for end in range(1, len(last) + 1):
            yield "".join((*first[start:], middle, *last[:end]))
