"""Phrases: whole words of the lexicon, one after the other, however each of them is bent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from crawler.matching.bend import Bend
from crawler.matching.disguise import names_of, similarity_of
from crawler.matching.edits import budget
from crawler.matching.folding import fold, fold_keeping_accents, spans, split
from crawler.matching.needle import Needle
from crawler.matching.reading import Reading, Span
from crawler.matching.vocabulary import FIRST, LATER, WHOLE, Vocabulary
from crawler.matching.words import Words

_WIDEST_GAP = 3
# No honest advert is longer; behind this only words written as they are are found, so that a
# text made of ten megabytes of odd words does not take a minute.
THOROUGHLY_READ = 20_000
_LONG = 10_000
"""Characters of a text in which repetitions are worth leaving out."""
_AROUND = 50
_OFTEN = 100
_MOST_BENDS = 10_000
"""Words of the lexicon in one field; whatever holds more can be judged by these."""

Hit = tuple[Needle, Span, int, tuple[str, ...] | None]
"""A needle, its place in the original, similarity and disguises."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A spelling in the tree, and what its words alone do not tell."""

    needle: Needle
    spelling: str
    joined: tuple[bool, ...]
    """For each gap between words, whether the spelling has none: ``A货``; empty if none has."""
    accents: str | None
    """The spelling with its accents, where these must be kept."""

    @classmethod
    def of(cls, needle: Needle, spelling: str, joined: tuple[bool, ...]) -> _Phrase:
        """The phrase of a term."""
        accents = _accented_words(spelling) if needle.term.keep_accents else None
        return cls(needle, spelling, joined, accents)

    def allows(self, bends: Sequence[Bend], gaps: Sequence[str]) -> bool:
        """Whether the term may be bent like this, with this between its words."""
        if any(gap and joined for gap, joined in zip(gaps, self.joined, strict=False)):
            return False
        if self.accents is not None and any(bend.names for bend in bends):
            return False
        own = self.needle.term.fuzzy
        if own == 0 and any("typo" in bend.names for bend in bends):
            return False
        return all(
            bend.edits <= (budget(bend.word) if own is None else own)
            for bend in bends
            if bend.edits
        )


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A spelling as it is compared, whichever terms are written so."""

    key: str
    """Its folded words, with single spaces."""
    joined: tuple[bool, ...]
    budgets: tuple[tuple[str, int], ...]
    """Each word, and the edits that are allowed unless a term says else."""


class Phrases:
    """Finds normalised whole words, also disguised or misspelt."""

    def __init__(self, spellings: Iterable[tuple[Needle, str]]) -> None:
        self._phrases: dict[str, list[_Phrase]] = defaultdict(list)
        self._beginnings: set[str] = set()
        spelled: dict[str, _Spelled] = {}
        parts: dict[str, int] = defaultdict(int)
        budgets: dict[str, int] = {}
        for needle, spelling in spellings:
            if spelling not in spelled:  # a shared group stands in dozens of files
                spelled[spelling] = self._plant(spelling, parts)
            read = spelled[spelling]
            self._phrases[read.key].append(_Phrase.of(needle, spelling, read.joined))
            if not needle.term.keep_accents:
                own = needle.term.fuzzy
                for word, usual in read.budgets:
                    edits = usual if own is None else own
                    if edits > budgets.get(word, 0):
                        budgets[word] = edits
        self._words = Words(Vocabulary(parts, budgets))

    def _plant(self, spelling: str, parts: dict[str, int]) -> _Spelled:
        folded = fold(spelling)
        words = split(folded)
        key = " ".join(words)
        joined: tuple[bool, ...] = ()
        if key != folded:
            joined = tuple(one[1] == two[0] for one, two in pairwise(spans(folded, words)))
        for number, word in enumerate(words):
            parts[word] |= LATER if number else FIRST if len(words) > 1 else WHOLE
        for size in range(1, len(words)):
            self._beginnings.add(" ".join(words[:size]))
        budgets = tuple((word, budget(word)) for word in words)
        return _Spelled(key, joined if any(joined) else (), budgets)

    def find(self, reading: Reading) -> Iterator[Hit]:
        """Every place of every phrase, as a span of the text as published."""
        text = reading.cleared.text
        cut = _end_of_thorough_reading(text)
        found = self._words.find(text[:cut])
        if cut < len(text):
            rest = (bend.moved(cut) for bend in self._words.plain(text[cut:]))
            found = chain(found, rest)
        bends = list(islice(_fresh(text, found), _MOST_BENDS))
        if not bends:
            return
        best: dict[tuple[Needle, Span], Hit] = {}
        for phrase, path in self._paths(text, bends):
            hit = _hit(reading, phrase, path)
            if hit is not None:
                key = hit[0], hit[1]
                if key not in best or best[key][2] < hit[2]:
                    best[key] = hit
        yield from _told_apart(best.values())

    def _paths(
        self, text: str, bends: Iterable[Bend]
    ) -> Iterator[tuple[_Phrase, tuple[Bend, ...]]]:
        starting: dict[int, list[Bend]] = defaultdict(list)
        for bend in bends:
            starting[bend.start].append(bend)
        for listed in list(starting.values()):
            for bend in listed:
                yield from self._walk(text, starting, bend.word, (bend,), ())

    def _walk(
        self,
        text: str,
        starting: Mapping[int, list[Bend]],
        words: str,
        path: tuple[Bend, ...],
        gaps: tuple[str, ...],
    ) -> Iterator[tuple[_Phrase, tuple[Bend, ...]]]:
        """The phrases that begin with ``words``, as far as the text goes on with them."""
        for phrase in self._phrases.get(words, ()):
            if phrase.allows(path, gaps):
                yield phrase, path
        if words in self._beginnings:
            end = path[-1].end
            start = _next_word(text, end, starting)
            for bend in starting.get(start, ()):
                further = (*gaps, text[end:start])
                longer = f"{words} {bend.word}"
                yield from self._walk(text, starting, longer, (*path, bend), further)


def _end_of_thorough_reading(text: str) -> int:
    """The end of the text, or of the last word that begins early enough."""
    if len(text) <= THOROUGHLY_READ:
        return len(text)
    space = max(text.rfind(sign, 0, THOROUGHLY_READ) for sign in " \n")
    return space if space > 0 else THOROUGHLY_READ


def _fresh(text: str, bends: Iterable[Bend]) -> Iterator[Bend]:
    """The bends, without those whose neighbourhood has often stood in the text before.

    A hundred thousand copies of one sentence say no more than the first hundred, and take longer.
    What only stands in another neighbourhood is kept: it may be masked in one and not in another.
    """
    if len(text) < _LONG:
        yield from bends
        return
    seen: Counter[tuple[str, str]] = Counter()
    for bend in bends:
        around = text[max(0, bend.start - _AROUND) : bend.end + _AROUND]
        seen[bend.word, around] += 1
        if seen[bend.word, around] <= _OFTEN:
            yield bend


def _next_word(text: str, end: int, starting: Container[int]) -> int:
    """Where the next word starts, if only spaces and few signs lie between; -1 if not."""
    signs = 0
    for at in range(end, len(text)):
        if at in starting:
            return at
        if not text[at].isspace():
            signs += 1
            if signs > _WIDEST_GAP or text[at].isalnum():
                return -1
    return -1


def _hit(reading: Reading, phrase: _Phrase, path: tuple[Bend, ...]) -> Hit | None:
    span = reading.cleared.place(path[0].start, path[-1].end)
    written = reading.original[span[0] : span[1]]
    if phrase.accents is not None and phrase.accents != _accented_words(written):
        return None
    bent = {name for bend in path for name in bend.names}
    names = names_of(written, phrase.spelling, bent)
    return phrase.needle, span, similarity_of(written, phrase.spelling, names), names


def _told_apart(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Without words that are bent for one term but right for another that covers them."""
    hits = list(hits)
    right = {at for _, span, _, names in hits if not names for at in (span,)}
    for hit in hits:
        if not hit[3] or hit[1] not in right:
            yield hit


def _accented_words(text: str) -> str:
    return " ".join(split(fold_keeping_accents(text)))
