"""A bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

Item = TypeVar("Item")


@contextmanager
def progress(items: Iterable[Item], number: int, label: str) -> Iterator[Iterable[Item]]:
    """``items`` to be gone through while a bar on standard error shows how far."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        items, length=number, label=label, file=sys.stderr, hidden=hidden, update_min_steps=50
    ) as bar:
        yield bar
