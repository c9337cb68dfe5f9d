"""A text in small Latin letters and ASCII digits, character by character."""

from __future__ import annotations

from unicodedata import digit

from crawler.matching.lookalikes import look


class _Plain(dict[int, str]):
    """What each code point is read as, worked out when it is first met."""

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        value = digit(character, None)  # also of ²,  ❷ and ２
        looks = look(character) if value is None else str(value)
        self[code_point] = looks if len(looks) == 1 else character
        return self[code_point]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """``text`` as somebody reads it who copies a number or address; no offset moves."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)
