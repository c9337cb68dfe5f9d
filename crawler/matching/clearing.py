"""A text without what nobody reads: invisible characters, piled-up marks, left-overs of HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from html import unescape

from crawler.lexicon import INVISIBLE
from crawler.matching.folding import ACCENT, UNSPACED

Span = tuple[int, int]
"""First code point, and one past the last."""

# Marks on letters, also those that enclose them, and the Arabic stroke that lengthens a word.
_MARKS = ACCENT.pattern[1:-1] + "\u0488\u0489\u20dd-\u20e4"
_MARK = re.compile(f"[{_MARKS}]")
_BELONGS = re.compile(f"[{_MARKS}\ufe0f]")
_NOISE = (
    rf"(?:{INVISIBLE.pattern}|[{_MARKS}\u0640])+"
    r"|</?(?P<tag>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]{0,300})?/?>|<!--[^<>]{0,300}-->"
    r"|&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)
_CODED = r"%(?:[46][1-9A-Fa-f]|[57][0-9Aa])"  # a letter, as addresses write what they may not hold
_ADDRESS = rf"(?<=[A-Za-z]){_CODED}|{_CODED}(?=[A-Za-z%])"
_FORUM = r"\[/[a-z]{1,5}\]|\[(?P<forum>[a-z]{1,5})\](?=[^\[\]]{0,200}\[/(?P=forum)\])"
_NOISE += f"|{_ADDRESS}|{_FORUM}"
_U = UNSPACED.pattern
# In scripts without spaces: a sign between two characters, or characters that stand singly.
_PARTED = rf"[・･·‧•*_|~^.\-](?<={_U}.)(?={_U})|[ \u3000](?<={_U}.)(?<!{_U}..)(?={_U}(?!{_U}))"
_SPACED = re.compile(_NOISE)
_UNSPACED = re.compile(f"{_NOISE}|{_PARTED}")
# Any of these is a reason to look closer; most adverts hold none.
_CODING = ("<", "&", "%", "[/")
_SIGN = re.compile(f"[\u0640{_MARKS}{INVISIBLE.pattern[1:-1]}]")
# Only these may leave something in their place.
_SPOKEN = re.compile("[<&%]")
_INLINE = re.compile("a|abbr|big|[bi]|code|em|font|mark|s|small|span|strike|strong|su[bp]|u|wbr")


class _Moves:
    """How far noise has moved what stands behind it, found out as far as it is asked for."""

    def __init__(self, noise: Iterator[re.Match[str]]) -> None:
        self._noise = noise
        self._starts: list[int] = []
        self._shifts: list[int] = []
        self._widths: dict[int, int] = {}
        self._length = self._done = 0

    def original(self, at: int) -> int:
        """Where a character of the cleared text began."""
        self._read_beyond(at)
        number = bisect_right(self._starts, at)
        return at + self._shifts[number - 1] if number else at

    def width(self, at: int) -> int:
        """How many characters of the original it stands for."""
        self._read_beyond(at)
        return self._widths.get(at, 1)

    def _read_beyond(self, at: int) -> None:
        while self._length <= at:
            noise = next(self._noise, None)
            if noise is None:
                return
            start, end = noise.span()
            self._length += start - self._done
            if _left_of(noise):
                self._widths[self._length] = end - start
                self._length += 1
            self._starts.append(self._length)
            self._shifts.append(end - self._length)
            self._done = end


class Cleared:
    """A text less its noise; spans of it lead back to the text as published."""

    def __init__(self, original: str) -> None:
        self._whole = original
        self._noise: re.Pattern[str] | None = None
        if not original.isascii() and UNSPACED.search(original):
            self._noise = _UNSPACED
        elif any(sign in original for sign in _CODING) or (
            not original.isascii() and _SIGN.search(original)
        ):
            self._noise = _SPACED
        self.text = original
        """What is read; shorter than the original where there was noise."""
        if self._noise is not None:
            left = _left_of if _SPOKEN.search(original) else ""
            self.text = self._noise.sub(left, original)

    @cached_property
    def _moves(self) -> _Moves:
        return _Moves(self._noise.finditer(self._whole) if self._noise else iter(()))

    def place(self, start: int, end: int) -> Span:
        """A span of ``text``, not empty, as a span of the original."""
        if self._noise is None:
            return start, end
        last = end - 1
        after = self._moves.original(last) + self._moves.width(last)
        while after < len(self._whole) and _BELONGS.match(self._whole[after]):
            after += 1  # a decomposed accent belongs to its letter, a variant to its emoji
        return self._moves.original(start), after


def _left_of(noise: re.Match[str]) -> str:
    """What a reader sees in place of the noise: nothing, a space, or one character."""
    text = noise.group()
    if text[0] not in "<&%":
        return ""
    if noise["tag"]:
        return "" if _INLINE.fullmatch(noise["tag"].lower()) else " "
    if text.startswith("%"):
        return chr(int(text[1:], 16))
    if not text.startswith("&"):
        return ""
    character = unescape(text)
    if len(character) != 1:
        return " "
    return "" if INVISIBLE.match(character) else character


def is_parted(written: str) -> bool:
    """Whether there are signs or spaces between characters of a script that has none."""
    return not written.isascii() and re.search(_PARTED, INVISIBLE.sub("", written)) is not None
