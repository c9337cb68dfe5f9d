"""What each distinct word of adverts may be to a lexicon, found out once.

Words follow Zipf's law: the same few thousand make up nearly every advert. So each word gets a
code once; the codes of an advert make a short string, and one pattern over that string says
whether there is anything to look at. Most adverts end there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from crawler.matching.bending import Bend, Bending, alike
from crawler.matching.folding import split
from crawler.matching.lookalikes import SIGNS
from crawler.matching.vocabulary import FIRST, LATER, WHOLE, Vocabulary

# Besides WHOLE, FIRST and LATER: begins or ends a longer word, and is no common word itself;
# one letter; no word at all.
_HEAD, _TAIL, _ODD, _LETTER, _EMPTY = 8, 16, 32, 64, 128
_NOTHING = chr(256)
_LONG = 2_000
"""Words of a text in which repetitions are worth leaving out."""
_STRETCH = 9
_OFTEN = 100
_MOST_KEPT = 400_000
LONGEST = 64
"""Longer words are read only as they are written."""
_SPACE = re.compile(r"\S+")
_PARTING = re.compile(r"[,;:/|()\[\]{}<>\"“”„…=&]")


def _class(*wanted: int) -> str:
    """A class of all codes that have every bit of one of ``wanted``."""
    codes = (code for code in range(256) if any(code & bits == bits for bits in wanted))
    return "[" + "".join(rf"\u{256 + code:04x}" for code in codes) + "]"


_GAP = _class(_EMPTY) + "?"
_HALVES = re.compile(
    f"(?=({_class(_HEAD | _ODD)}{_GAP}{_class(_TAIL)}|{_class(_HEAD)}{_GAP}{_class(_TAIL | _ODD)}))"
)
_SPACED = re.compile(f"(?:{_class(_LETTER)}{_GAP}){{3,}}")
_WORTHWHILE = re.compile(f"{_class(WHOLE)}|{_class(FIRST)}{_class(_EMPTY)}*{_class(LATER)}")
_WORD = re.compile(_class(WHOLE, FIRST, LATER))


class Words:
    """Finds the words of a vocabulary in a text, however they are bent."""

    def __init__(self, vocabulary: Vocabulary, common: AbstractSet[str]) -> None:
        self._vocabulary = vocabulary
        self._common = common
        self._bending = Bending(vocabulary, common)
        self._bent = _Codes(self, thorough=True)
        self._plain = _Codes(self, thorough=False)

    def find(self, text: str, *, thorough: bool = True) -> list[Bend]:
        """The words in ``text``; none if they cannot make up any phrase.

        :param thorough: also bent ones; otherwise only words as they are.
        """
        text, chunks = chunks_of(text)
        known = self._bent if thorough else self._plain
        codes = "".join(map(known.__getitem__, chunks))
        if len(chunks) > _LONG:
            codes = _without_repeats(chunks, codes)
        apart = thorough and (_SPACED.search(codes) or _HALVES.search(codes))
        if not apart and not _WORTHWHILE.search(codes):
            return []
        places = [found.span() for found in _SPACE.finditer(text)]
        bends: list[Bend] = []
        for found in _WORD.finditer(codes):
            start = places[found.start()][0]
            bends += (bend.moved(start) for bend in known.bends(chunks[found.start()]))
        if apart:
            bends += self._apart(text, codes, places)
        return bends

    def _apart(self, text: str, codes: str, places: Sequence[tuple[int, int]]) -> Iterator[Bend]:
        for pattern, group, fewest in ((_SPACED, 0, 4), (_HALVES, 1, 4)):
            for found in pattern.finditer(codes):
                first, last = found.start(group), found.end(group) - 1
                start, end = places[first][0], places[last][1]
                for bend in self._bending.apart(alike(text[start:end]), fewest):
                    yield bend.moved(start)

    def bends_of(self, chunk: str, *, thorough: bool) -> tuple[Bend, ...]:
        """The words of the vocabulary in a run of characters without white space."""
        if thorough and len(chunk) <= LONGEST:
            return self._bending.all(chunk)
        return tuple(self._bending.plain(chunk))

    def code_of(self, chunk: str, bends: Sequence[Bend], *, thorough: bool) -> int:
        """What the chunk is to the vocabulary, as bits."""
        code = 0
        for bend in bends:
            code |= self._vocabulary.parts[bend.word]
        if len(chunk) > LONGEST or not thorough:
            return code | WHOLE if len(bends) > 1 else code
        seen = alike(chunk)
        words = split(seen)
        if not words:
            code |= _EMPTY * is_empty(seen, words)
            return code | _LETTER * is_letter(seen, words)
        if len(bends) > 1:
            code |= WHOLE  # perhaps a phrase within one chunk
        if len(words) > 1:
            return code
        word = words[0]
        code |= _LETTER * is_letter(seen, words)
        if word.isalpha():
            code |= _HEAD * self._vocabulary.begins_with(word)
            code |= _TAIL * self._vocabulary.ends_with(word)
            code |= _ODD * (len(word) > 1 and word not in self._common)
        return code


def chunks_of(text: str) -> tuple[str, list[str]]:
    """The text as it is read, character for character, and its runs without white space."""
    chunks = text.split()
    if chunks and len(max(chunks, key=len)) > LONGEST:
        text = _PARTING.sub(" ", text)
        chunks = text.split()
    return text, chunks


def is_letter(seen: str, words: Sequence[str]) -> bool:
    """Whether a chunk is a single letter, or a sign that may stand for one."""
    if not words:
        return seen.strip(".,;:'\"()") in SIGNS
    return len(words) == 1 == len(words[0])


def is_empty(seen: str, words: Sequence[str]) -> bool:
    """Whether a chunk holds no word, and is short enough to be overlooked."""
    return not words and len(seen) <= 3 and not is_letter(seen, words)


def _without_repeats(chunks: Sequence[str], codes: str) -> str:
    """The codes, with nothing where a stretch of words has often stood in the text before.

    A hundred thousand copies of one sentence say no more than the first hundred, and take longer.
    What only stands in another neighbourhood is kept: it may be masked in one and not in another.
    """
    seen: Counter[int] = Counter()
    fresh = bytearray(len(chunks))
    new = b"\x01" * _STRETCH
    for at, stretch in enumerate(zip(*(chunks[by:] for by in range(_STRETCH)), strict=False)):
        key = hash(stretch)
        seen[key] += 1
        if seen[key] <= _OFTEN:
            fresh[at : at + _STRETCH] = new
    return "".join(code if kept else _NOTHING for code, kept in zip(codes, fresh, strict=True))


class _Codes(dict[str, str]):
    """The code of each chunk met so far, and what is in those that hold anything."""

    def __init__(self, words: Words, *, thorough: bool) -> None:
        super().__init__()
        self._words = words
        self._thorough = thorough
        self._bends: dict[str, tuple[Bend, ...]] = {}

    def __missing__(self, chunk: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
            self._bends.clear()
        bends = self._words.bends_of(chunk, thorough=self._thorough)
        code = chr(256 + self._words.code_of(chunk, bends, thorough=self._thorough))
        if len(chunk) <= LONGEST:
            self[chunk] = code
            if bends:
                self._bends[chunk] = bends
        return code

    def bends(self, chunk: str) -> tuple[Bend, ...]:
        """The words of the vocabulary in the chunk."""
        found = self._bends.get(chunk)
        return self._words.bends_of(chunk, thorough=self._thorough) if found is None else found
