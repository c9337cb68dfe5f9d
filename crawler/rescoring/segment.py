"""A segment: the keys of a few thousand listings, packed so that a word is found in them at once.

Every key stands once, with the numbers of the listings that have it. Keys of one kind lie in one
string, so that looking for a word is a search in memory, not a walk over keys. After the segments
of Apache Lucene, https://lucene.apache.org: written once, never changed, dropped when stale.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from crawler.matching.classes import skeleton
from crawler.matching.keys import Keys
from crawler.matching.sought import Part, Sought, fits, near

SLOT_BITS = 12
MOST_LISTINGS = 1 << SLOT_BITS
"""In one segment."""


def pack(listings: Sequence[Keys]) -> dict[str, bytes]:
    """The parts of a segment that holds these listings, each by its place in the sequence.

    :raises ValueError: if there are too many.
    """
    if len(listings) > MOST_LISTINGS:
        raise ValueError(f"a segment holds {MOST_LISTINGS} listings, not {len(listings)}")
    kinds = [_inverted(listings, kind) for kind in ("lines", "runs", "masks")]
    lines, runs, masks = kinds
    ordered = [sorted(lines, key=_by_beginning), sorted(runs), sorted(masks)]
    postings, ends = array("H"), array("I")
    for keys, kind in zip(ordered, kinds, strict=True):
        for key in keys:
            postings.extend(kind[key])
            ends.append(len(postings))
    joins = sorted(
        key << SLOT_BITS | slot for slot, each in enumerate(listings) for key in each.joins
    )
    unread = array("H", (slot for slot, each in enumerate(listings) if each.unread))
    return {
        "lines": _joined(ordered[0]),
        "skeletons": _joined(map(skeleton, ordered[0])),
        "runs": _joined(ordered[1]),
        "masks": _joined(ordered[2]),
        "postings": postings.tobytes(),
        "ends": ends.tobytes(),
        "joins": array("I", joins).tobytes(),
        "unread": unread.tobytes(),
    }


class Segment:
    """Finds the listings of a segment that may hold a term."""

    def __init__(self, load: Callable[[str], bytes]) -> None:
        """:param load: gives a part of the segment by its name; asked once for each.

        A segment that is gone has empty parts, and holds nothing.
        """
        self._load = load

    def slots(self, wanted: Iterable[Sought]) -> set[int]:
        """The places of the listings that have a key of every part of one of ``wanted``."""
        found = set(self._unread)
        for parts in wanted:
            found |= self._of_all(parts)
        return found

    def _of_all(self, parts: Sought) -> set[int]:
        rest = sorted(parts, key=lambda part: -max(map(len, part.inside), default=0))
        found = self._of(rest[0])
        for part in rest[1:]:
            if not found:
                break
            found &= self._of(part)
        return found

    def _of(self, part: Part) -> set[int]:
        entries: set[int] = set()
        for letters in part.inside:
            entries.update(_holding(self._skeletons, letters))
            entries.update(self._runs_holding(letters))
        for letters in part.whole:
            entries.update(_holding(self._skeletons, f"\n{letters}\n"))
        for letters in part.in_a_row:
            entries.update(self._runs_holding(letters))
        for word in part.classed:
            entries.update(self._masks_fitting(word))
            if part.edits:
                entries.update(self._lines_near(word, part.edits))
        slots = {slot for entry in entries for slot in self._listed(entry)}
        return slots if part.join is None else slots | set(self._joined_as(part.join))

    def _runs_holding(self, letters: str) -> Iterator[int]:
        first = _count(self._skeletons)
        return (first + at for at in _holding(self._runs, letters))

    def _masks_fitting(self, word: str) -> Iterator[int]:
        first = _count(self._skeletons) + _count(self._runs)
        return (first + at for at, mask in self._masks.get(len(word), ()) if fits(word, mask))

    def _lines_near(self, word: str, edits: int) -> Iterator[int]:
        for size in range(max(1, len(word) - edits), len(word) + edits + 1):
            start = bisect_left(self._lines, (word[0], size), key=_by_beginning)
            end = bisect_left(self._lines, (word[0], size + 1), key=_by_beginning)
            yield from (start + at for at in near(word, self._lines[start:end], edits))

    def _listed(self, entry: int) -> array[int]:
        start = self._ends[entry - 1] if entry else 0
        return self._postings[start : self._ends[entry]]

    def _joined_as(self, number: int) -> Iterator[int]:
        at = bisect_left(self._joins, number << SLOT_BITS)
        while at < len(self._joins) and self._joins[at] >> SLOT_BITS == number:
            yield self._joins[at] & (MOST_LISTINGS - 1)
            at += 1

    @cached_property
    def _skeletons(self) -> bytes:
        return self._load("skeletons")

    @cached_property
    def _runs(self) -> bytes:
        return self._load("runs")

    @cached_property
    def _lines(self) -> list[str]:
        return self._load("lines").decode("utf-8", "surrogatepass")[1:-1].split("\n")

    @cached_property
    def _masks(self) -> Mapping[int, list[tuple[int, str]]]:
        masks: dict[int, list[tuple[int, str]]] = defaultdict(list)
        text = self._load("masks").decode("utf-8", "surrogatepass")[1:-1]
        for at, mask in enumerate(text.split("\n")):
            masks[len(mask)].append((at, mask))
        return masks

    @cached_property
    def _postings(self) -> array[int]:
        return array("H", self._load("postings"))

    @cached_property
    def _ends(self) -> array[int]:
        return array("I", self._load("ends"))

    @cached_property
    def _joins(self) -> array[int]:
        return array("I", self._load("joins"))

    @cached_property
    def _unread(self) -> array[int]:
        return array("H", self._load("unread"))


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


def _count(joined: bytes) -> int:
    return joined.count(b"\n") - 1


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
