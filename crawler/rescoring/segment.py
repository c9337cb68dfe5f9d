"""A segment: the keys of a few thousand listings, packed so that a word is found in them at once.

Every key stands once, with the numbers of the listings that have it. Keys of one kind lie in one
string, so that looking for a word is a search in memory, not a walk over keys. After the segments
of Apache Lucene, https://lucene.apache.org: written once, never changed, dropped when stale.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from crawler.matching.keys import Keys
from crawler.matching.sought import Part, Sought, fits, near

SLOT_BITS = 12
MOST_LISTINGS = 1 << SLOT_BITS
"""In one segment."""
KINDS = ("words", "odd", "runs", "unspaced", "masks")
"""Of keys that are looked through; their entries are numbered in this order."""


def pack(listings: Sequence[Keys]) -> dict[str, bytes]:
    """The parts of a segment that holds these listings, each by its place in the sequence.

    :raises ValueError: if there are too many.
    """
    if len(listings) > MOST_LISTINGS:
        raise ValueError(f"a segment holds {MOST_LISTINGS} listings, not {len(listings)}")
    inverted = {kind: _inverted(listings, kind) for kind in KINDS}
    ordered = {kind: sorted(inverted[kind], key=_by_beginning) for kind in KINDS}
    postings, ends = array("H"), array("I")
    for kind, keys in ordered.items():
        for key in keys:
            postings.extend(inverted[kind][key])
            ends.append(len(postings))
    joins = sorted(
        key << SLOT_BITS | slot for slot, each in enumerate(listings) for key in each.joins
    )
    unread = array("H", (slot for slot, each in enumerate(listings) if each.unread))
    return {
        **{kind: _joined(keys) for kind, keys in ordered.items()},
        "postings": postings.tobytes(),
        "ends": ends.tobytes(),
        "joins": array("I", joins).tobytes(),
        "unread": unread.tobytes(),
    }


class Segment:
    """Finds the listings of a segment that may hold a term."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """:param parts: as :func:`pack` made them."""
        self._parts = parts
        self._first: dict[str, int] = {}
        entries = 0
        for kind in KINDS:
            self._first[kind] = entries
            entries += parts[kind].count(b"\n") - 1
        self._ends = array("I", parts["ends"])
        self._postings = array("H", parts["postings"])
        self._joins = array("I", parts["joins"])

    def slots(self, wanted: Iterable[Sought]) -> set[int]:
        """The places of the listings that have a key of every part of one of ``wanted``."""
        found = set(array("H", self._parts["unread"]))
        for parts in wanted:
            found |= self._of_all(parts)
        return found

    def _of_all(self, parts: Sought) -> set[int]:
        rest = sorted(parts, key=lambda part: -max(map(len, part.within), default=0))
        found = self._of(rest[0])
        for part in rest[1:]:
            if not found:
                break
            found &= self._of(part)
        return found

    def _of(self, part: Part) -> set[int]:
        slots = {slot for entry in self._entries(part) for slot in self._listed(entry)}
        return slots.union(*map(self._joined_as, part.joins))

    def _entries(self, part: Part) -> Iterator[int]:
        whole = [f"\n{letters}\n" for letters in part.whole]
        for kind in ("words", "odd"):
            for letters in (*part.within, *whole):
                yield from self._holding(kind, letters)
        for letters in part.in_row:
            yield from self._holding("runs", letters)
        if part.unspaced:
            yield from self._holding("unspaced", part.unspaced)
        for word in part.spellings:
            for at, mask in self._masks.get(len(word), ()):
                if fits(word, mask):
                    yield self._first["masks"] + at
            if part.edits:
                yield from self._near(word, part.edits)

    def _holding(self, kind: str, letters: str) -> Iterator[int]:
        first = self._first[kind]
        return (first + at for at in _holding(self._parts[kind], letters))

    def _near(self, word: str, edits: int) -> Iterator[int]:
        first = self._first["odd"]
        for size in range(max(1, len(word) - edits), len(word) + edits + 1):
            start = bisect_left(self._odd, (word[0], size), key=_by_beginning)
            end = bisect_left(self._odd, (word[0], size + 1), key=_by_beginning)
            yield from (first + start + at for at in near(word, self._odd[start:end], edits))

    def _listed(self, entry: int) -> array[int]:
        start = self._ends[entry - 1] if entry else 0
        return self._postings[start : self._ends[entry]]

    def _joined_as(self, number: int) -> Iterator[int]:
        at = bisect_left(self._joins, number << SLOT_BITS)
        while at < len(self._joins) and self._joins[at] >> SLOT_BITS == number:
            yield self._joins[at] & (MOST_LISTINGS - 1)
            at += 1

    @cached_property
    def _odd(self) -> list[str]:
        return self._text("odd")

    @cached_property
    def _masks(self) -> Mapping[int, list[tuple[int, str]]]:
        masks: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for at, mask in enumerate(self._text("masks")):
            masks[len(mask)].append((at, mask))
        return masks

    def _text(self, kind: str) -> list[str]:
        return self._parts[kind].decode("utf-8", "surrogatepass")[1:-1].split("\n")


def _inverted(listings: Sequence[Keys], kind: str) -> dict[str, array[int]]:
    found: dict[str, array[int]] = defaultdict(lambda: array("H"))
    for slot, keys in enumerate(listings):
        for key in getattr(keys, kind):
            found[key].append(slot)
    return found


def _by_beginning(line: str) -> tuple[str, int]:
    return line[:1], len(line)


def _joined(keys: Iterable[str]) -> bytes:
    """Each key between line ends; no key holds one."""
    return "\n".join(("", *keys, "")).encode("utf-8", "surrogatepass")


def _holding(joined: bytes, letters: str) -> Iterator[int]:
    """The numbers of the keys that hold ``letters``."""
    wanted = letters.encode("utf-8", "surrogatepass")
    number = -1
    counted = 0
    at = joined.find(wanted)
    while at >= 0:
        end = at + (1 if wanted.startswith(b"\n") else 0)
        number += joined.count(b"\n", counted, end)
        counted = end
        yield number
        at = joined.find(wanted, joined.find(b"\n", end))
