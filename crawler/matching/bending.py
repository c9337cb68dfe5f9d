"""The words of a lexicon that a piece of an advert stands for, however it is bent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from crawler.matching import folding, lookalikes
from crawler.matching.lookalikes import SIGNS, is_lookalike, is_turned, look
from crawler.matching.vocabulary import Vocabulary

# What parts the words of a piece, as far as it is not a sign that may stand for a letter.
SEGMENT = re.compile(r"""[^\s,;:/\\()\[\]{}<>"“”„«»‹›'’`´.…·・\-‐‑–—]+""")
PIECE = re.compile(r"(?:[^\W_]|[@$€£|])+")
_NUMBERED = re.compile(r"\d{0,4}(?P<word>[^\W\d_]{4,})\d{0,4}")
DRESSING = "*#_~^=?!%"
_AS_I = {ord(sign): "i" for sign in "1!|¡"}
_AS_L = {ord(sign): "l" for sign in "1!|¡"}
_OTHERS = {key: value for key, value in lookalikes.LEET.items() if chr(key) in SIGNS}
READINGS = (_OTHERS | _AS_I, _OTHERS | _AS_L, _OTHERS | _AS_I | {ord("6"): "b", ord("7"): "l"})
PAIRS = (("vv", "w"), ("rn", "m"), ("cl", "d"))
_LONGEST_COMPOUND = 40
_FEWEST_JOINED = 4


@dataclass(frozen=True, slots=True)
class Bend:
    """A word of the lexicon in a part of a text."""

    start: int
    end: int
    word: str
    names: tuple[str, ...] = ()
    """Disguises; none if the word is written as it is."""
    edits: int = 0
    """Typing mistakes."""

    def moved(self, by: int) -> Bend:
        """The same ``by`` characters further on."""
        return Bend(self.start + by, self.end + by, self.word, self.names, self.edits)


class Bending:
    """Finds the words of a vocabulary in pieces of text that hold no white space."""

    def __init__(self, vocabulary: Vocabulary, common: AbstractSet[str]) -> None:
        self._vocabulary = vocabulary
        self._common = common

    def plain(self, piece: str) -> Iterator[Bend]:
        """The words that are written as they are."""
        if piece.isascii() and piece.isalpha():
            if (word := piece.lower()) in self._vocabulary:
                yield Bend(0, len(piece), word)
            return
        for word, start, end in _words(piece):
            if word in self._vocabulary:
                yield Bend(start, end, word)

    def all(self, piece: str) -> tuple[Bend, ...]:
        """The words however they are written."""
        if piece.isascii() and piece.isalpha():
            word = piece.lower()
            if word in self._vocabulary:
                return (Bend(0, len(piece), word),)
            return tuple(self._of_letters(word, ()))
        plain = list(self.plain(piece))
        seen = alike(piece)
        found = list(plain)
        for segment in SEGMENT.finditer(seen):
            start, end = segment.span()
            if any(bend.start <= start and end <= bend.end for bend in plain):
                continue
            names = ("homoglyph",) if any(map(is_lookalike, piece[start:end])) else ()
            found += self._at(start, end, folding.fold(segment.group()), names)
        if (turned := upside_down(piece)) in self._vocabulary:
            found.append(Bend(0, len(piece), turned, ("style", "reversed")))
        found += self.apart(seen, fewest=3)
        return tuple(found)

    def apart(self, text: str, fewest: int) -> Iterator[Bend]:
        """Words whose letters or halves stand apart.

        :param text: folded by look, one character for one.
        :param fewest: letters of the shortest word that single letters may make.
        """
        pieces = list(PIECE.finditer(text))
        for first, piece in enumerate(pieces[:-1]):
            together = piece.group()
            for last in range(first + 1, len(pieces)):
                together += pieces[last].group()
                if not self._may_begin(together):
                    break
                words = [together] if together in self._vocabulary else self._as_letters(together)
                if words and self._is_told(pieces[first : last + 1], fewest):
                    spaced = len(together) == last + 1 - first
                    names: tuple[str, ...] = ("spaced" if spaced else "split",)
                    if not together.isalpha() and words != [together]:
                        names = ("leet", *names)
                    for word in words:
                        yield Bend(piece.start(), pieces[last].end(), word, names)

    def _at(self, start: int, end: int, segment: str, names: tuple[str, ...]) -> Iterator[Bend]:
        for bend in self._of_segment(segment, names):
            if len(segment) == end - start:
                yield bend.moved(start)
            else:  # ß has become ss
                yield Bend(start, end, bend.word, bend.names, bend.edits)

    def _may_begin(self, letters: str) -> bool:
        """A quick look at whether any word begins so."""
        size = len(letters)
        if size < 3:
            return True
        begin = letters[: 3 if size < 5 else 5].translate(lookalikes.LEET)
        return begin in self._vocabulary.beginnings and size <= self._vocabulary.longest

    def _is_told(self, pieces: Sequence[re.Match[str]], fewest: int) -> bool:
        """Whether the pieces are too odd to stand there for themselves."""
        texts = [piece.group() for piece in pieces]
        if all(len(text) == 1 for text in texts):
            return len(texts) >= fewest and not all(text.isdigit() for text in texts)
        if sum(map(len, texts)) < 5 or any(text.isdigit() for text in texts):
            return False
        return not all(text in self._common for text in texts)

    def _as_letters(self, written: str) -> list[str]:
        if written.isalpha() or not any(sign in SIGNS for sign in written):
            return []
        return self._vocabulary.of_shape(written) if _is_lettered(written) else []

    def _of_segment(self, written: str, names: tuple[str, ...]) -> Iterator[Bend]:
        bare = written.strip(DRESSING)
        if not bare:
            return
        left = written.index(bare)
        if left and written[left - 1] == "!":
            left, bare = left - 1, "!" + bare
        read = self._of_letters if bare.isalpha() else self._of_leet
        for bend in read(bare, names):
            yield bend.moved(left)
        yield from self._masked(written, names)

    def _of_leet(self, written: str, names: tuple[str, ...]) -> Iterator[Bend]:
        words = self._as_letters(written)
        for word in words:
            yield Bend(0, len(written), word, (*names, "leet"))
        numbered = _NUMBERED.fullmatch(written)
        if numbered is not None and numbered["word"] in self._vocabulary:
            yield Bend(*numbered.span("word"), numbered["word"], (*names, "joined"))
            return
        if words or not _is_lettered(written):
            return
        for reading in dict.fromkeys(written.translate(table) for table in READINGS):
            if reading.isalpha() and reading != written:
                yield from self._of_letters(reading, (*names, "leet"))

    def _masked(self, written: str, names: tuple[str, ...]) -> Iterator[Bend]:
        if not is_maskable(written):
            return
        for word in self._vocabulary.fitting(written):
            yield Bend(0, len(written), word, (*names, "masked"))

    def _of_letters(self, word: str, names: tuple[str, ...]) -> Iterator[Bend]:
        vocabulary, size = self._vocabulary, len(word)
        if word in vocabulary:
            yield Bend(0, size, word, names)
            return
        if word in self._common or not 3 <= size <= _LONGEST_COMPOUND:
            return
        found = [(other, "homoglyph") for other in vocabulary.of_shape(word)]
        found += [
            (other, "homoglyph")
            for pair, letter in PAIRS
            if pair in word and (other := word.replace(pair, letter)) in vocabulary
        ]
        if not found and any(one == two for one, two in pairwise(word)):
            found = [(other, "repeated") for other in vocabulary.squeezed(word) if len(other) > 3]
        if not found and size > 4 and word[::-1] in vocabulary:
            found = [(word[::-1], "reversed")]
        for other, name in found:
            yield Bend(0, size, other, tuple(dict.fromkeys((*names, name))))
        if found:
            return
        joined = [Bend(*span, (*names, "joined")) for span in self._joined(word)]
        yield from joined
        if not joined:
            for other, edits in vocabulary.near(word):
                yield Bend(0, size, other, (*names, "typo"), edits)

    def _joined(self, word: str) -> list[tuple[int, int, str]]:
        """The parts of a word that is nothing but words run together, some of the lexicon."""
        size = len(word)
        if size < 2 * _FEWEST_JOINED:
            return []
        reached: dict[int, list[tuple[int, int, str]]] = {0: []}
        for start in range(size - _FEWEST_JOINED + 1):
            if start not in reached:
                continue
            for end in range(start + _FEWEST_JOINED, size + 1):
                part = word[start:end]
                if part in self._vocabulary:
                    reached[end] = [*reached[start], (start, end, part)]
                elif part in self._common:
                    reached.setdefault(end, reached[start])
        return reached.get(size, [])


def _is_lettered(written: str) -> bool:
    """Whether enough of it is letters to be read as a word: not ``1000``, ``5l`` or ``€20``."""
    letters = sum(map(str.isalpha, written))
    return len(written) > 2 and letters * (2 if len(written) < 5 else 3) >= len(written)


def is_maskable(written: str) -> bool:
    """Whether signs in it may hide letters of a word that can still be told."""
    known = sum(map(str.isalnum, written))
    if known < 3 or known * 2 < len(written) or known == len(written):
        return False
    return written[0].isalnum() or written[-1].isalnum()


def upside_down(piece: str) -> str:
    """What a piece that stands on its head says; empty if it does not."""
    if not any(map(is_turned, piece)):
        return ""
    letters = "".join(
        look(sign) if is_turned(sign) else look(sign).translate(lookalikes.FLIPPED)
        for sign in piece
    )
    return letters[::-1] if len(letters) == len(piece) else ""


def alike(piece: str) -> str:
    """A text as it looks, one character for one, so that places stay."""
    if piece.isascii():
        return piece.lower()
    return "".join(seen if len(seen := look(sign)) == 1 else sign for sign in piece)


def _words(piece: str) -> Iterator[tuple[str, int, int]]:
    folded = folding.fold(piece)
    at = folding.offsets(piece)
    words = folding.split(folded)
    for word, (start, end) in zip(words, folding.spans(folded, words), strict=True):
        if at is None:
            yield word, start, end
        else:
            yield word, at[start], at[end - 1] + 1
