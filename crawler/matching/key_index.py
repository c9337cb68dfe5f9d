"""Words by keys that several of them may share, in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

_BUCKETS = 64
_ID_BITS = 22
_ID_MASK = (1 << _ID_BITS) - 1
_HASH_MASK = (1 << (63 - _ID_BITS)) - 1


class KeyIndex:
    """Finds the words that have a key.

    Holds hashes and numbers in arrays, 8 bytes an entry where a dictionary takes 100. Two keys
    may have one hash, and hashes differ from run to run: whoever asks must compare what it gets.
    """

    def __init__(self, words: Sequence[str], keys_of: Callable[[str], Iterable[object]]) -> None:
        """:param words: all of them, none twice.
        :param keys_of: the keys of a word.
        """
        self._words = words
        buckets: list[list[int]] = [[] for _ in range(_BUCKETS)]
        for number, word in enumerate(words):
            for key in keys_of(word):
                hashed = hash(key) & _HASH_MASK
                buckets[hashed % _BUCKETS].append(hashed << _ID_BITS | number)
        self._buckets = [array("Q", sorted(bucket)) for bucket in buckets]

    def of(self, keys: Iterable[object]) -> list[str]:
        """The words that have one of the keys, and perhaps others, in their own order."""
        numbers = set()
        for key in keys:
            hashed = hash(key) & _HASH_MASK
            entries = self._buckets[hashed % _BUCKETS]
            at = bisect_left(entries, hashed << _ID_BITS)
            while at < len(entries) and entries[at] >> _ID_BITS == hashed:
                numbers.add(entries[at] & _ID_MASK)
                at += 1
        return [self._words[number] for number in sorted(numbers)]
