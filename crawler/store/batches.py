"""Long lists of values in pieces: a statement takes a limited number of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
_MOST = 1_000


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """``values`` in their order, so many at a time that any database takes them at once."""
    left = iter(values)
    while batch := list(islice(left, _MOST)):
        yield batch
