"""Which stored listings may be assessed otherwise because of some terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from crawler.items import Listing
from crawler.lexicon import KeywordFile
from crawler.matching.finder import Finder
from crawler.matching.needle import Needle
from crawler.matching.reading import readings_of
from crawler.matching.sought import Sought, sought
from crawler.rescoring.difference import Difference
from crawler.rescoring.index import holding
from crawler.store import listings, segments
from crawler.store.database import Connection

_MANY = 2_000
"""Spellings from which on reading every text is quicker than asking each segment for each, as
after the import of a species list."""


class Candidates:
    """The listings that a difference concerns; perhaps more, never fewer."""

    def __init__(self, difference: Difference) -> None:
        self.everything = difference.everything
        """Any listing may be concerned: there is no need to ask."""
        self._wanted: dict[Sought, None] = {}
        unkeyed: list[Needle] = []
        for needle in difference.needles:
            found = sought(needle)
            if all(found):
                self._wanted.update(dict.fromkeys(found))
            else:
                unkeyed.append(needle)
            if len(self._wanted) > _MANY:
                self._wanted, unkeyed = {}, list(difference.needles)
                break
        self._patterns = _Patterns(unkeyed) if unkeyed else None

    def ids(self, connection: Connection) -> set[str]:
        """Keys of the listings; the index must be up to date."""
        wanted = list(self._wanted)
        found: set[str] = set()
        for segment in segments.numbers(connection) if wanted else ():
            found |= holding(connection, segment, wanted)
        if self._patterns is not None:
            found.update(self._patterns.ids(connection))
        return found


class _Patterns:
    """Terms that leave no key, such as regular expressions, or too many: every text is read."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        self._files = list(_only(needles))
        self._finder = Finder(self._files)

    def ids(self, connection: Connection) -> Iterator[str]:
        return (key for key, listing in listings.all_of(connection) if self._meets(listing))

    def _meets(self, listing: Listing) -> bool:
        readings = readings_of(listing)
        look = self._finder.look(readings)
        return bool(look.places) or any(next(look.asides(file.id), None) for file in self._files)


def _only(needles: Iterable[Needle]) -> Iterator[KeywordFile]:
    """The files of these needles, with no other terms."""
    for (file, group), terms in groupby(needles, key=lambda needle: (needle.file, needle.group)):
        some = group.model_copy(update={"terms": tuple(needle.term for needle in terms)})
        yield file.model_copy(update={"groups": (some,)})
