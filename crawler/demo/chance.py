"""Choices that look random and are the same on every run and machine."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

Item = TypeVar("Item")


def seed(*words: object) -> int:
    """A large number made from the words."""
    text = "\0".join(str(word) for word in words)
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big")


def pick(options: Sequence[Item], *words: object) -> Item:
    """One of the options, always the same one for the same words."""
    return options[seed(*words) % len(options)]


def share(*words: object) -> float:
    """A number from 0 up to 1 made from the words."""
    return seed(*words) / 2**48
