"""A bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

Item = TypeVar("Item")


@contextmanager
def counting(number: int, label: str) -> Iterator[Callable[[int], None]]:
    """To be called with how many more are done of ``number``."""
    hidden = not sys.stderr.isatty() or not number
    with click.progressbar(length=number, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield bar.update


@contextmanager
def progress(items: Iterable[Item], number: int, label: str) -> Iterator[Iterable[Item]]:
    """``items`` to be gone through while a bar on standard error shows how far."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        items, length=number, label=label, file=sys.stderr, hidden=hidden, update_min_steps=50
    ) as bar:
        yield bar
