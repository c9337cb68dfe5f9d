"""Words within a few typing mistakes of each other, by symmetric deletion.

Two words are at most *k* edits apart only if deleting at most *k* letters from each can make them
equal. So each word of the lexicon is entered under everything that such deletions make of its
first letters, and a word of an advert is looked up under what they make of its own; RapidFuzz
then measures the few that meet. After W. Garbe, SymSpell, https://github.com/wolfgarbe/SymSpell.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import OSA

_PREFIX = 7
_BUCKETS = 64
_ID_BITS = 22
_HASH_MASK = (1 << (63 - _ID_BITS)) - 1
MOST_EDITS = 2


def budget(word: str) -> int:
    """Edits allowed in a word, unless its term says otherwise: short words are too close."""
    if not word.isalpha() or len(word) < 7:
        return 0
    return 1 if len(word) < 10 else MOST_EDITS


class Edits:
    """Finds the words that an advert's word may be a misspelling of."""

    def __init__(self, budgets: Mapping[str, int]) -> None:
        """:param budgets: edits allowed for each word that allows any."""
        self._words = list(budgets)
        self._budgets = budgets
        # Numbers in arrays, not words in a dictionary: 8 bytes an entry instead of 100.
        self._entries = [array("Q") for _ in range(_BUCKETS)]
        for number, word in enumerate(self._words):
            for key in _keys(word, budgets[word]):
                self._entries[key % _BUCKETS].append(key << _ID_BITS | number)
        for bucket, entries in enumerate(self._entries):
            self._entries[bucket] = array("Q", sorted(entries))
        self._shortest = {
            most: min((len(word) for word in budgets if budgets[word] >= most), default=0)
            for most in range(1, MOST_EDITS + 1)
        }

    def near(self, word: str) -> Iterator[tuple[str, int]]:
        """Words with the same first letter and few enough edits, and how many."""
        most = max(
            (edits for edits, size in self._shortest.items() if size and len(word) >= size - edits),
            default=0,
        )
        if not most:
            return
        seen = set()
        for key in _keys(word, most):
            entries = self._entries[key % _BUCKETS]
            at = bisect_left(entries, key << _ID_BITS)
            while at < len(entries) and entries[at] >> _ID_BITS == key:
                seen.add(entries[at] & ((1 << _ID_BITS) - 1))
                at += 1
        for number in sorted(seen):
            other = self._words[number]
            allowed = self._budgets[other]
            if other[0] == word[0]:
                edits = OSA.distance(word, other, score_cutoff=allowed)
                if 0 < edits <= allowed:
                    yield other, edits


def _keys(word: str, most: int) -> Iterable[int]:
    """Hashes of what is left of the word's first letters after up to ``most`` deletions."""
    prefix = word[:_PREFIX]
    left = {prefix}
    if most:
        once = [prefix[:at] + prefix[at + 1 :] for at in range(1, len(prefix))]
        left.update(once)
        if most > 1:
            left.update(
                shorter[:at] + shorter[at + 1 :]
                for first, shorter in enumerate(once, 1)
                for at in range(first, len(shorter))
            )
    return {hash(each) & _HASH_MASK for each in left}
