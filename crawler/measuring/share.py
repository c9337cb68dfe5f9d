"""A share that was counted, and how far chance alone may have moved it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""Two-sided 95 % of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``of``."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1; ``None`` of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval after Wilson (1927), which holds for small counts and for none too.

        E. B. Wilson, Probable inference, the law of succession, and statistical inference,
        Journal of the American Statistical Association 22 (158), 209-212.
        """
        if not self.of:
            return None
        share, square = self.hits / self.of, _Z * _Z
        middle = share + square / (2 * self.of)
        spread = _Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of**2))
        whole = 1 + square / self.of
        return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)

    def as_dict(self) -> dict[str, object]:
        """As it is written to JSON."""
        interval = None if self.interval is None else [round(end, 5) for end in self.interval]
        value = None if self.value is None else round(self.value, 5)
        return {"hits": self.hits, "of": self.of, "share": value, "interval_95": interval}
