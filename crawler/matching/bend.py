"""A word of the lexicon, as it was met."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bend:
    """A word of the lexicon in a part of a text."""

    start: int
    end: int
    word: str
    names: tuple[str, ...] = ()
    """Disguises; none if the word is written as it is."""
    edits: int = 0
    """Typing mistakes."""

    def moved(self, by: int) -> Bend:
        """The same ``by`` characters further on."""
        return Bend(self.start + by, self.end + by, self.word, self.names, self.edits)
