"""What an API answered, before anybody makes sense of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

MAX_BYTES = 12 * 2**20
"""Bytes of an answer; a longer one is not read. As objects it takes twenty times the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an API answered."""

    url: str
    body: bytes
    link: str = ""
    """Its header ``Link``."""
    fetched_at: datetime | None = None


def load(body: bytes) -> Any:
    """The JSON in an answer, ``None`` if it is none, too long, or nested deeper than anything that
    is meant."""
    try:
        return json.loads(body) if len(body) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        return None
