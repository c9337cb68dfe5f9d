"""One field of a listing in the forms that terms look at, and the way back to the original."""

from __future__ import annotations

from functools import cached_property

from crawler.items import Listing
from crawler.lexicon import INVISIBLE
from crawler.matching.clearing import Cleared, Span
from crawler.matching.folding import fold, offsets, spans, split

__all__ = ["Reading", "Readings", "Span", "fields", "readings_of"]


class Reading:
    """A text as published, as seen and as compared; spans of each lead back to the first."""

    def __init__(self, original: str) -> None:
        self.original = original
        """As published."""

    @cached_property
    def cleared(self) -> Cleared:
        """As read by people: without invisible characters and left-overs of HTML."""
        return Cleared(self.original)

    @cached_property
    def folded(self) -> str:
        """As compared."""
        return fold(self.cleared.text)

    @cached_property
    def words(self) -> list[str]:
        """The folded words."""
        return split(self.folded)

    @cached_property
    def seen(self) -> str:
        """As published, less what nobody can see."""
        return self.original if self.original.isascii() else INVISIBLE.sub("", self.original)

    @cached_property
    def _folded_at(self) -> list[int] | None:
        fold(self.cleared.text)  # offsets are known once every character has been folded
        return offsets(self.cleared.text)

    @cached_property
    def _seen_at(self) -> list[int] | None:
        if len(self.seen) == len(self.original):
            return None
        invisible = set(INVISIBLE.findall(self.original))
        return [at for at, sign in enumerate(self.original) if sign not in invisible]

    @cached_property
    def spans(self) -> list[Span]:
        """Start and end of each word in ``folded``."""
        return spans(self.folded, self.words)

    @cached_property
    def starts(self) -> list[int]:
        """Start of each word in ``original``."""
        return [self.place_of_folded(*span)[0] for span in self.spans]

    def seen_length(self, start: int, end: int) -> int:
        """How many characters of a span of the original can be seen."""
        written = self.original[start:end]
        return len(written) if written.isascii() else len(INVISIBLE.sub("", written))

    def place_of_seen(self, start: int, end: int) -> Span:
        """A span of ``seen`` as a span of ``original``."""
        at = self._seen_at
        return (start, end) if at is None else (at[start], at[end - 1] + 1)

    def place_of_folded(self, start: int, end: int) -> Span:
        """A span of ``folded`` as a span of ``original``."""
        at = self._folded_at
        if at is None:
            return self.cleared.place(start, end)
        return self.cleared.place(at[start], at[end - 1] + 1)


Readings = dict[str, Reading]
"""The fields of a listing in which terms are looked for."""


def readings_of(listing: Listing) -> Readings:
    """What is read of a listing."""
    return fields(listing.title, listing.description)


def fields(title: str | None, description: str | None) -> Readings:
    """The readings of these texts; of one that is empty there is none."""
    texts = {"title": title, "description": description}
    return {field: Reading(text) for field, text in texts.items() if text}
