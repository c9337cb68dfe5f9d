"""Whether a keyword file may give a listing points at all, by what was found of it so far."""

from __future__ import annotations

from collections import defaultdict

from crawler.lexicon import KeywordFile, MatchKind, Role
from crawler.matching.finder import Look


class Prospect:
    """What a file must meet before it is worth judging: mostly it meets nothing of the kind."""

    def __init__(self, file: KeywordFile) -> None:
        self._late: dict[str, set[str]] = defaultdict(set)
        """Groups with regular expressions that are looked for last, and these."""
        for group in file.groups:
            for term in group.terms if group.role is not Role.SIGNAL else ():
                for spelling in term.spellings:
                    if group.kind_of(term, spelling) is MatchKind.REGEX:
                        self._late[group.id].add(spelling)
        self._without_signal = tuple(
            (frozenset(rule.all), frozenset(rule.any))
            for rule in file.rules
            if rule.asks_price_or_seller
        )

    def may_score(self, look: Look, file_id: str) -> bool:
        """Whether what the listing holds could add up to something.

        :param look: what was found, and which expressions may still be.
        """
        places = look.places.get(file_id, [])
        if not places and not self._without_signal:
            return False
        groups = {place.needle.group.id for place in places}
        candidates = look.candidates
        groups.update(
            group for group, late in self._late.items() if not late.isdisjoint(candidates)
        )
        return any(
            every <= groups and (not some or not some.isdisjoint(groups))
            for every, some in self._without_signal
        ) or any(
            place.needle.role is Role.SIGNAL
            and (not place.needle.needs or not place.needle.needs.isdisjoint(groups))
            for place in places
        )
