"""Where the terms of a lexicon stand in a listing, whatever these places will be worth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from crawler.lexicon import INVISIBLE, KeywordFile, MatchKind, Role
from crawler.matching.clearing import is_parted
from crawler.matching.contacts import Contacts
from crawler.matching.folding import fold
from crawler.matching.literals import Anywhere, AsWritten
from crawler.matching.needle import Needle, Place, needles_of
from crawler.matching.patterns import Expressions, Stems
from crawler.matching.phrases import Hit, Phrases
from crawler.matching.reading import Reading

_MOST_PLACES = 1_000
"""Of one term in one field, masks excepted; a term counts once however often it is met."""

Spelling = tuple[Needle, str]


class Finder:
    """Finds every place of every term of some keyword files.

    :param listed: whether terms of the species list are looked for as well.
    """

    def __init__(self, files: Iterable[KeywordFile], *, listed: bool = True) -> None:
        sought: dict[MatchKind, list[Spelling]] = defaultdict(list)
        asides: dict[str, list[Spelling]] = defaultdict(list)
        for file in files:
            for needle in needles_of(file):
                if needle.term.listed and not listed:
                    continue
                for spelling in needle.term.spellings:
                    kind = needle.group.kind_of(needle.term, spelling)
                    if kind is MatchKind.REGEX and needle.role is not Role.SIGNAL:
                        asides[file.id].append((needle, spelling))
                    else:
                        sought[kind].append((needle, spelling))
        self._phrases = Phrases(sought[MatchKind.PHRASE])
        self._stems = Stems(sought[MatchKind.STEM])
        self._substrings = Anywhere(_changed(sought[MatchKind.SUBSTRING], fold))
        emoji = Anywhere(_changed(sought[MatchKind.EMOJI], _less_invisible))
        raw = AsWritten(_changed(sought[MatchKind.RAW], _less_invisible))
        expressions = Expressions(sought[MatchKind.REGEX])
        self._contacts = Contacts(sought[MatchKind.CONTACT])
        self._in_seen = [each for each in (emoji, raw, expressions) if each]
        self._asides = {file_id: Expressions(spellings) for file_id, spellings in asides.items()}

    def find(self, readings: Mapping[str, Reading]) -> dict[str, list[Place]]:
        """All places by file id, but for the regular expressions of other roles than signal."""
        places: dict[str, list[Place]] = defaultdict(list)
        for field, reading in readings.items():
            met: Counter[Needle] = Counter()
            for needle, span, similarity, disguise in self._in(reading):
                met[needle] += 1
                if met[needle] > _MOST_PLACES and needle.role is not Role.MASK:
                    continue
                if needle.group.scope in ("all", field):
                    place = Place(needle, field, *span, similarity, disguise)
                    places[needle.file.id].append(place)
        return places

    def find_asides(self, readings: Mapping[str, Reading], file_id: str) -> Iterator[Place]:
        """The places of those expressions, for one file.

        They take far longer than all the rest together, and matter only where the rest has found
        something: hence apart.
        """
        expressions = self._asides.get(file_id)
        if expressions is None:
            return
        for field, reading in readings.items():
            for needle, span in expressions.find(reading.seen):
                if needle.group.scope in ("all", field):
                    yield Place(needle, field, *reading.place_of_seen(*span))

    def _in(self, reading: Reading) -> Iterator[Hit]:
        yield from self._phrases.find(reading)
        for needle, span in self._substrings.find(reading.folded) if self._substrings else ():
            start, end = reading.place_of_folded(*span)
            parted = is_parted(reading.original[start:end])
            yield needle, (start, end), 100, ("spaced",) if parted else None
        for needle, span in self._stems.find(reading.folded) if self._stems else ():
            yield needle, reading.place_of_folded(*span), 100, None
        for needle, span in self._contacts.find(reading):
            yield needle, span, 100, None
        for found in self._in_seen:
            for needle, span in found.find(reading.seen):
                yield needle, reading.place_of_seen(*span), 100, None


def _changed(spellings: Iterable[Spelling], change: Callable[[str], str]) -> list[Spelling]:
    return [(needle, change(spelling)) for needle, spelling in spellings]


def _less_invisible(spelling: str) -> str:
    return INVISIBLE.sub("", spelling)
