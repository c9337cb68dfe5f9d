"""Where the terms of a lexicon stand in a listing, whatever these places will be worth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from crawler.lexicon import INVISIBLE, KeywordFile, MatchKind, Role
from crawler.matching.clearing import is_parted
from crawler.matching.contacts import Contacts
from crawler.matching.folding import fold
from crawler.matching.literals import Anywhere, AsWritten
from crawler.matching.needle import Needle, Place, needles_of
from crawler.matching.patterns import Expressions, Scan, Sieve, Stems
from crawler.matching.phrases import Hit, Phrases
from crawler.matching.reading import Reading

_MOST_PLACES = 1_000
"""Of one term in one field, masks excepted; a term counts once however often it is met."""

_NO_EXPRESSIONS = Expressions(())

Spelling = tuple[Needle, str]


class Finder:
    """Finds every place of every term of some keyword files."""

    def __init__(self, files: Iterable[KeywordFile]) -> None:
        sought: dict[MatchKind, list[Spelling]] = defaultdict(list)
        asides: dict[str, list[Spelling]] = defaultdict(list)
        for file in files:
            for needle in needles_of(file):
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
        self._contacts = Contacts(sought[MatchKind.CONTACT])
        self._in_seen = [each for each in (emoji, raw) if each]
        self._expressions = Expressions(sought[MatchKind.REGEX])
        self._asides = {file_id: Expressions(spellings) for file_id, spellings in asides.items()}
        patterns = chain(sought[MatchKind.REGEX], *asides.values())
        self._sieve = Sieve({pattern for _, pattern in patterns})

    def look(self, readings: Mapping[str, Reading]) -> Look:
        """Look through one listing."""
        return Look(self, readings)

    def scan(self, reading: Reading) -> Scan:
        """The text of a field, to try patterns on."""
        return Scan(reading.seen, self._sieve)

    def asides(self, file_id: str) -> Expressions:
        """The regular expressions of a file that stand in other roles than signal."""
        return self._asides.get(file_id, _NO_EXPRESSIONS)

    def hits(self, reading: Reading, scan: Scan) -> Iterator[Hit]:
        """Every place of every term, but for those expressions."""
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
        for needle, span in self._expressions.find(scan):
            yield needle, reading.place_of_seen(*span), 100, None


class Look:
    """What a finder sees in one listing."""

    def __init__(self, finder: Finder, readings: Mapping[str, Reading]) -> None:
        self._finder, self._readings = finder, readings
        self._scans = {field: finder.scan(reading) for field, reading in readings.items()}
        self.places: dict[str, list[Place]] = defaultdict(list)
        """All places by file id, but for the regular expressions of other roles than signal."""
        for field, reading in readings.items():
            met: Counter[Needle] = Counter()
            for needle, span, similarity, disguise in finder.hits(reading, self._scans[field]):
                met[needle] += 1
                if met[needle] > _MOST_PLACES and needle.role is not Role.MASK:
                    continue
                if needle.group.scope in ("all", field):
                    place = Place(needle, field, *span, similarity, disguise)
                    self.places[needle.file.id].append(place)

    @cached_property
    def candidates(self) -> frozenset[str]:
        """The regular expressions that may match in any field."""
        return frozenset().union(*(scan.candidates for scan in self._scans.values()))

    def asides(self, file_id: str) -> Iterator[Place]:
        """The places of those expressions, for one file.

        They take far longer than all the rest together, and matter only where the rest has found
        something: hence apart.
        """
        for field, reading in self._readings.items():
            for needle, span in self._finder.asides(file_id).find(self._scans[field]):
                if needle.group.scope in ("all", field):
                    yield Place(needle, field, *reading.place_of_seen(*span))


def _changed(spellings: Iterable[Spelling], change: Callable[[str], str]) -> list[Spelling]:
    return [(needle, change(spelling)) for needle, spelling in spellings]


def _less_invisible(spelling: str) -> str:
    return INVISIBLE.sub("", spelling)
