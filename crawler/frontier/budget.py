"""How much one sweep over one site may ask for, and until when."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from crawler.config.model import Limits

NIGHT_OVER = "stopped when the night's time was used up"


@dataclass(frozen=True, slots=True)
class Budget:
    """Pages and time of one sweep."""

    pages: int
    until: float
    """Seconds since 1970."""
    out_of_time: str
    """What to say when that moment has come."""

    @classmethod
    def of(cls, limits: Limits, *, pages: int | None, minutes: float | None) -> Self:
        """The site's limits, or less.

        :param pages: pages to stop after, instead of the site's own limit.
        :param minutes: what is left of the night; ``None`` for a sweep that belongs to none.
        """
        least, words = limits.minutes, f"stopped at its limit of {limits.minutes:g} minutes"
        if minutes is not None and minutes < least:
            least, words = minutes, NIGHT_OVER
        return cls(pages or limits.pages, time.time() + 60 * least, words)

    def used_up(self, asked: int) -> str | None:
        """Why no further page is asked for after ``asked`` of them; ``None`` to go on."""
        if asked >= self.pages:
            return f"stopped at its limit of {self.pages:,} pages"
        return self.out_of_time if time.time() >= self.until else None
