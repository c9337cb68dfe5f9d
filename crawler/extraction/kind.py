"""The kinds of pages."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a page is, and so what it can give."""

    ITEM = "item"
    """One advert."""
    SEARCH = "search"
    """Cards that lead to adverts."""
    THREAD = "thread"
    """A thread of a forum; its opening post is the advert."""
    POST = "post"
    """A post of a social network."""
    SHELL = "shell"
    """Nothing until scripts have run."""
    BLOCKED = "blocked"
    """A captcha, a refusal, or a login."""
    GONE = "gone"
    """An advert that has ended or was removed."""
    OTHER = "other"
    """Anything else."""


ADVERTS = frozenset({Kind.ITEM, Kind.POST, Kind.THREAD})
"""The kinds of pages that are one advert's own."""
