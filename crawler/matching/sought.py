"""A term as it is looked for among the keys of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import OSA

from crawler.lexicon import INVISIBLE, MatchKind
from crawler.matching.edits import FREE_FIRST, budget
from crawler.matching.folding import UNSPACED, fold, split
from crawler.matching.keys import MOST_JOINED, is_sign, join
from crawler.matching.lookalikes import alike
from crawler.matching.needle import Needle
from crawler.matching.skeleton import merged, skeleton_of_text, sound, squeezed, without_vowels
from crawler.matching.words import SHORT


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a term, or what else of it leaves a key in every text that holds the term."""

    whole: tuple[str, ...] = ()
    """What some word is."""
    within: tuple[str, ...] = ()
    """What some word holds."""
    in_row: tuple[str, ...] = ()
    """What some run holds."""
    unspaced: str = ""
    """Characters of a script without spaces that stand together."""
    spellings: tuple[str, ...] = ()
    """What some mask fits."""
    edits: int = 0
    """Edits that an odd word may be away from one of ``spellings``."""
    joins: tuple[int, ...] = ()
    """Numbers of its parts put together."""


Sought = tuple[Part, ...]
"""Parts that a text must have, all of them; with none, every text has to be looked at."""


def sought(needle: Needle) -> list[Sought]:
    """For each spelling of the term, what a text that holds it has among its keys."""
    found = []
    for spelling in needle.term.spellings:
        match needle.group.kind_of(needle.term, spelling):
            case MatchKind.PHRASE:
                parts = tuple(_of_phrase(needle, spelling))
                longest = max(map(len, split(fold(spelling))), default=0)
                found.append(parts if longest <= MOST_JOINED else ())
            case MatchKind.STEM:
                stem = skeleton_of_text(split(fold(spelling))[0])
                found.append((Part(within=(stem,)),))
            case MatchKind.RAW | MatchKind.SUBSTRING | MatchKind.EMOJI:
                found.append(_literally(INVISIBLE.sub("", spelling)))
            case _:
                found.append(())
    return found


def near(word: str, lines: Sequence[str], edits: int) -> list[int]:
    """Places in ``lines`` of those at most ``edits`` away from ``word``."""
    extracted = process.extract(word, lines, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [at for _, _, at in extracted]


def fits(word: str, mask: str) -> bool:
    """Whether the signs of ``mask`` may hide letters of ``word``, both skeletons."""
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
    forms = tuple(dict.fromkeys((word, alike(word))))
    spellings = tuple(dict.fromkeys(map(skeleton_of_text, forms)))
    if len(word) <= SHORT:  # met only as they stand, in pairs that look alike, or letter by letter
        with_ending = (f"{spelling}{skeleton_of_text('s')}" for spelling in spellings)
        paired = (skeleton_of_text(merged(form)) for form in forms)
        whole = dict.fromkeys((*spellings, *with_ending, *paired))
        return Part(whole=tuple(whole), in_row=spellings, spellings=spellings, edits=edits)
    read = (
        way(form) for form in forms for way in (_backwards, merged, squeezed, sound, without_vowels)
    )
    swapped = (swap for spelling in spellings for swap in _swaps(spelling))
    whole = dict.fromkeys((*map(skeleton_of_text, read), *swapped))
    return Part(
        within=(
            *spellings,
            *(spelling[1:] for spelling in spellings if len(spelling) >= FREE_FIRST),
        ),
        whole=tuple(whole),
        in_row=spellings,
        spellings=spellings,
        edits=edits,
        joins=tuple(map(join, spellings)),
    )


def _backwards(word: str) -> str:
    return word[::-1]


def _swaps(word: str) -> Iterator[str]:
    """The word with two neighbouring letters swapped, the first in its place."""
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _literally(spelling: str) -> Sought:
    """By its longest run of one kind of characters."""
    runs = [
        (kind, fold("".join(run)))
        for kind, run in groupby(spelling, key=_kind)
        if kind in ("word", "unspaced")
    ]
    kind, longest = max(runs, key=lambda pair: len(pair[1]), default=("", ""))
    if kind == "unspaced":
        return (Part(unspaced=longest),)
    if kind == "word":
        return (Part(within=(skeleton_of_text(longest),)),)
    signs = [character for character in spelling if is_sign(character)]
    return (Part(whole=(signs[0],)),) if signs else ()


def _kind(character: str) -> str:
    if UNSPACED.match(character):
        return "unspaced"
    return "word" if character.isalnum() else "other"
