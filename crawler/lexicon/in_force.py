"""The lexicon that a command works with: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from crawler.errors import KeywordError
from crawler.lexicon.lexicon import Lexicon
from crawler.lexicon.loading import load


def in_force(folder: Path) -> Lexicon:
    """The keyword files below ``folder`` as a lexicon.

    :raises KeywordError: with every mistake of every file, if any of them has one.
    """
    loaded = load(folder)
    if loaded.errors:
        raise KeywordError("\n".join(str(found) for found in loaded.errors))
    return loaded.lexicon
