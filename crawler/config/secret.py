"""Secrets stand in the environment; the configuration names the variable: ``env:NAME``."""

from __future__ import annotations

import os
import re

_PREFIX = "env:"
_NAMED = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*")
_HIDDEN = re.compile(r"pass|pwd|kennwort|wachtwoord|mot_?de|contrase|secret|token|\bpin\b", re.I)


def check_secret(text: str) -> str:
    """``env:NAME``, and nothing that could be the secret itself; it is not repeated."""
    if not _NAMED.fullmatch(text):
        raise ValueError(
            "a secret does not belong into this file: write env:NAME, and set that variable "
            "where the sweep is started"
        )
    return text


def check_field(name: str, text: str) -> str:
    """What is typed into the field ``name`` of a form: ``env:NAME``, or no secret."""
    if text.startswith(_PREFIX) or _HIDDEN.search(name):
        return check_secret(text)
    return text


def variable(text: str) -> str | None:
    """The name of the environment variable in ``env:NAME``; ``None`` for any other text."""
    return text.removeprefix(_PREFIX) if text.startswith(_PREFIX) else None


def is_missing(text: str) -> bool:
    """Whether ``text`` names a variable that is not set, or empty."""
    name = variable(text)
    return name is not None and not os.environ.get(name)


def reveal(text: str) -> str:
    """The value behind ``env:NAME``, or the text itself. Keep it out of every message."""
    name = variable(text)
    return text if name is None else os.environ[name]
