"""One field of a listing in the forms that terms look at, and the way back to the original."""

from __future__ import annotations

from functools import cached_property

from crawler.lexicon import INVISIBLE
from crawler.matching.folding import ACCENT, fold, offsets, spans, split

Span = tuple[int, int]
"""First code point, and one past the last."""


class Reading:
    """A text as published, as seen and as compared; spans of each lead back to the first."""

    def __init__(self, original: str) -> None:
        self.original = original
        """As published."""
        self.folded = fold(original)
        """As compared."""
        self.words = split(self.folded)
        """The folded words."""
        self._folded_at = offsets(original)
        self.seen = original
        """As published, less what nobody can see."""
        self._seen_at: list[int] | None = None
        if self._folded_at is not None and INVISIBLE.search(original):
            at = [at for at, sign in enumerate(original) if not INVISIBLE.match(sign)]
            self.seen = "".join([original[place] for place in at])
            self._seen_at = at

    @cached_property
    def spans(self) -> list[Span]:
        """Start and end of each word in ``folded``."""
        return spans(self.folded, self.words)

    @cached_property
    def starts(self) -> list[int]:
        """Start of each word in ``original``."""
        at = self._folded_at
        return [start if at is None else at[start] for start, _ in self.spans]

    def place_of_seen(self, start: int, end: int) -> Span:
        """A span of ``seen`` as a span of ``original``."""
        return self._place(self._seen_at, start, end)

    def place_of_folded(self, start: int, end: int) -> Span:
        """A span of ``folded`` as a span of ``original``."""
        return self._place(self._folded_at, start, end)

    def _place(self, at: list[int] | None, start: int, end: int) -> Span:
        if at is None:
            return start, end
        last = at[end - 1] + 1
        while last < len(self.original) and ACCENT.match(self.original[last]):
            last += 1  # a decomposed accent belongs to its letter
        return at[start], last
