"""What can be said of a text before any lexicon is known, so that any word is found in it later.

Every way in which a piece of text can be a word's bent form has a key that depends on the piece
alone (see :mod:`crawler.matching.vocabulary`). The keys of a text are all of these, with every
character that may stand for another as one and the same. Whatever a word is met by in a text, it
has a key in common with it. The opposite does not hold: keys say where to look, not what is there.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.lexicon import INVISIBLE
from crawler.matching.apart import LONGEST_OF_THREE
from crawler.matching.chunk_readings import (
    EMPTY,
    NO_PART,
    ODD,
    SHORT,
    SHORT_AND_ODD,
    ChunkReadings,
    read_chunk,
)
from crawler.matching.clearing import Cleared
from crawler.matching.folding import UNSPACED, fold
from crawler.matching.phrases import THOROUGHLY_READ
from crawler.matching.words import FEWEST_APART, WINDOWS, chunks_of

JOIN_BITS = 20
"""Bits of the number that stands for parts of a word put together."""
MOST_JOINED = 24
"""Letters of the longest word of which parts have such a number."""
_FEWEST_JOINED = 5
_SHORT_ONES = re.compile(f"(?:[{SHORT}{SHORT_AND_ODD}]{EMPTY}?){{{FEWEST_APART},}}")
_ODD_ONE = re.compile(f"[{ODD}{SHORT_AND_ODD}]")


@dataclass(slots=True)
class Keys:
    """The keys of one or several texts, each a skeleton."""

    words: set[str] = field(default_factory=set)
    """Words in a dictionary, and what pieces are when they are read in one of the ways."""
    odd: set[str] = field(default_factory=set)
    """Words in no dictionary, which may be mistyped."""
    runs: set[str] = field(default_factory=set)
    """Pieces that stand in a row, as one."""
    unspaced: set[str] = field(default_factory=set)
    """All characters of scripts without spaces, as one."""
    masks: set[str] = field(default_factory=set)
    """Pieces in which signs may hide letters, with ``*`` for each sign."""
    joins: set[int] = field(default_factory=set)
    """Neighbouring pieces that may be parts of one word, as a number; see :func:`join`."""
    unread: bool = False
    """The text is too long to have all keys: it has to be looked at whatever is sought."""


def keys_of(texts: Iterable[str | None]) -> Keys:
    """The keys of the fields of an advert."""
    keys = Keys()
    for text in texts:
        if text:
            _add(keys, text)
    return keys


@lru_cache(maxsize=200_000)
def join(skeleton: str) -> int:
    """The number of parts put together."""
    return zlib.crc32(skeleton.encode("utf-8", "surrogatepass")) & ((1 << JOIN_BITS) - 1)


def is_sign(character: str) -> bool:
    """Whether it is an emoji or the like: a key by itself."""
    return not (character.isascii() or character.isalnum() or INVISIBLE.match(character))


def _add(keys: Keys, text: str) -> None:
    cleared = Cleared(text).text
    seen = INVISIBLE.sub("", text)
    keys.unread |= len(cleared) > THOROUGHLY_READ
    for version in {cleared: None, seen: None}:  # what is written may hold what nobody reads
        written = chunks_of(version)[1]
        chunks = list(map(read_chunk, written))
        for chunk in dict(zip(written, chunks, strict=True)).values():
            keys.words |= chunk.words
            keys.odd |= chunk.odd
            keys.runs.update(chunk.runs)
            keys.masks |= chunk.masks
        codes = "".join([chunk.code for chunk in chunks])
        for found in _SHORT_ONES.finditer(codes):
            keys.runs.add("".join([chunk.piece for chunk in chunks[slice(*found.span())]]))
        keys.joins.update(map(join, _together(chunks, codes)))
        if not version.isascii():
            folded = fold(version)
            keys.words.update(filter(is_sign, {*version, *folded}))
            if unspaced := "".join(UNSPACED.findall(folded)):
                keys.unspaced.add(unspaced)


def _together(chunks: Sequence[ChunkReadings], codes: str) -> Iterator[str]:
    """What two or three neighbours, one of them odd, are together."""
    spans = {
        (odd.start() + first, odd.start() + last + 1)
        for odd in _ODD_ONE.finditer(codes)
        for first, last in WINDOWS
    }
    for start, end in spans:
        if start < 0 or end > len(codes) or NO_PART in codes[start:end]:
            continue
        pieces = [chunk.piece for chunk in chunks[start:end] if chunk.piece]
        if len(pieces) < 2 or (len(pieces) > 2 and len(max(pieces, key=len)) > LONGEST_OF_THREE):
            continue
        together = "".join(pieces)
        if _FEWEST_JOINED <= len(together) <= MOST_JOINED:
            yield together
