"""Words within a few typing mistakes of each other, by symmetric deletion.

Two words are at most *k* edits apart only if deleting at most *k* letters from each can make them
equal. So each word of the lexicon is entered under everything that such deletions make of its
first letters, and a word of an advert is looked up under what they make of its own; RapidFuzz
then measures the few that meet. After W. Garbe, SymSpell, https://github.com/wolfgarbe/SymSpell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

from crawler.matching.key_index import KeyIndex

_PREFIX = 7
FREE_FIRST = 9
"""Letters of a word in which the first may be mistyped too."""
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
        words = list(budgets)
        self._budgets = budgets
        self._by_prefix = KeyIndex(words, lambda word: _keys(word, budgets[word]))
        self._by_rest = KeyIndex(words, lambda word: (word[1:],) if len(word) >= FREE_FIRST else ())
        self._shortest = {
            most: min((len(word) for word in budgets if budgets[word] >= most), default=0)
            for most in range(1, MOST_EDITS + 1)
        }

    def near(self, word: str) -> Iterator[tuple[str, int]]:
        """Words with few enough edits, and how many; the first letter is right in short ones."""
        most = max(
            (edits for edits, size in self._shortest.items() if size and len(word) >= size - edits),
            default=0,
        )
        if not most:
            return
        for other in self._by_prefix.of(_keys(word, most)):
            if other[0] == word[0]:
                yield from self._measured(word, other)
        for other in self._by_rest.of((word, word[1:])):
            if other[0] != word[0] and other[1:] in (word, word[1:]):
                yield from self._measured(word, other)

    def _measured(self, word: str, other: str) -> Iterator[tuple[str, int]]:
        allowed = self._budgets[other]
        edits = OSA.distance(word, other, score_cutoff=allowed)
        if 0 < edits <= allowed:
            yield other, edits


def _keys(word: str, most: int) -> set[str]:
    """What is left of the word's first letters after up to ``most`` deletions."""
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
    return left
