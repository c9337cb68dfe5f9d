"""A term as it is looked for among the keys of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import OSA

from crawler.lexicon import MatchKind
from crawler.matching.classes import classed, looked, skeleton
from crawler.matching.edits import budget
from crawler.matching.folding import UNSPACED, fold, split
from crawler.matching.keys import is_sign, join
from crawler.matching.needle import Needle

_SHORT = 3
"""Words of so few letters are met only as they stand, or letter by letter."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a term, or what else of it leaves a key in every text that holds the term."""

    whole: tuple[str, ...] = ()
    """Skeletons that some line is."""
    in_line: tuple[str, ...] = ()
    """Skeletons that some line holds."""
    in_run: tuple[str, ...] = ()
    """Skeletons that some run holds."""
    unspaced: str = ""
    """Characters of a script without spaces that stand together."""
    classed: tuple[str, ...] = ()
    """Classed spellings that some mask fits."""
    edits: int = 0
    """Edits that a line may be away from one of ``classed``."""
    join: int | None = None
    """The number of its halves."""


Sought = tuple[Part, ...]
"""Parts that a text must have, all of them; with none, every text has to be looked at."""


def sought(needle: Needle) -> list[Sought]:
    """For each spelling of the term, what a text that holds it has among its keys."""
    found = []
    for spelling in needle.term.spellings:
        match needle.group.kind_of(needle.term, spelling):
            case MatchKind.PHRASE:
                found.append(tuple(_of_phrase(needle, spelling)))
            case MatchKind.STEM:
                found.append((_inside(split(fold(spelling))[0]),))
            case MatchKind.RAW | MatchKind.SUBSTRING | MatchKind.EMOJI:
                found.append(_literally(fold(spelling)))
            case _:
                found.append(())
    return found


def near(word: str, lines: Sequence[str], edits: int) -> list[int]:
    """Places in ``lines`` of those at most ``edits`` away from ``word``."""
    extracted = process.extract(word, lines, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [at for _, _, at in extracted]


def fits(word: str, mask: str) -> bool:
    """Whether the signs of ``mask`` may hide letters of ``word``, both classed."""
    return len(word) == len(mask) and all(
        one in ("*", two) for one, two in zip(mask, word, strict=True)
    )


def _of_phrase(needle: Needle, spelling: str) -> Iterator[Part]:
    words = split(fold(spelling))
    for unspaced, run in groupby(words, key=lambda word: bool(UNSPACED.match(word))):
        if unspaced:
            yield Part(unspaced="".join(run))
            continue
        for word in run:
            own = needle.term.fuzzy
            yield _of_word(word, budget(word) if own is None else own)


def _of_word(word: str, edits: int) -> Part:
    spellings = tuple(dict.fromkeys(classed(form) for form in (word, looked(word))))
    skeletons = tuple(dict.fromkeys(map(skeleton, spellings)))
    if len(word) <= _SHORT:
        return Part(whole=skeletons, in_run=skeletons, classed=spellings, edits=edits)
    backwards = tuple(skeleton(spelling[::-1]) for spelling in spellings)
    return Part(
        in_line=tuple(dict.fromkeys((*skeletons, *backwards))),
        in_run=skeletons,
        classed=spellings,
        edits=edits,
        join=join(spellings[0]),
    )


def _inside(letters: str) -> Part:
    return Part(in_line=(skeleton(classed(letters)),))


def _literally(spelling: str) -> Sought:
    """By its longest run of one kind of characters."""
    runs = [
        (kind, "".join(run))
        for kind, run in groupby(spelling, key=_kind)
        if kind in ("word", "unspaced")
    ]
    kind, longest = max(runs, key=lambda pair: len(pair[1]), default=("", ""))
    if kind == "unspaced":
        return (Part(unspaced=longest),)
    if kind == "word":
        return (_inside(longest),)
    signs = [character for character in spelling if is_sign(character)]
    return (Part(whole=(signs[0],)),) if signs else ()


def _kind(character: str) -> str:
    if UNSPACED.match(character):
        return "unspaced"
    return "word" if character.isalnum() else "other"
