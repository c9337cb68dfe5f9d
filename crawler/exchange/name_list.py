"""Cells of the agency's downloads that hold several names → the names.

The names are joined by ``, ``, and nothing marks a comma that belongs to a name or to its author.
What is done:

- A cell of names in quotes (``"Grey Parrot", "Parrot, African"``) is read as quoted.
- Else it is cut at each comma outside brackets.
- Of scientific names, a piece that does not begin like one (a genus and an epithet) belongs to the
  author of the piece before it: ``Smith, Jones & Brown, 1850`` is one author. Then the author goes.
- Of common names, a piece in small letters after one with a capital goes on with it: ``Monitor,
  long-tailed``. A name in the order of an index stays so.

A cut too many gives a name that no advert has, or a common word that does nothing alone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

_SPACES = re.compile(r"\s+")
_MARKUP = re.compile(r"</?[a-zA-Z]+>")
_SMALL_WORDS = """
    and auct da de del della den der des di do dos du e en et ex f fide im in la le nec non of
    ter und van vom von y zu zur
"""
_PARTICLES = frozenset(_SMALL_WORDS.split())
"""Small words within an author's name; no epithet is one of them."""
_MARKERS = frozenset({"subsp.", "ssp.", "var.", "f.", "subvar.", "cf.", "aff."})
_GENUS = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-[a-zß-ÿ]+)?$")
_SUBGENUS = re.compile(r"\([A-Z][a-z]+\)$")
_EPITHET = re.compile(r"[a-zß-ÿ][a-zß-ÿ-]+$")
_CROSS = frozenset({"×", "x"})


def scientific_names(cell: str) -> list[str]:
    """The names in a cell of synonyms, with or without authors, less the authors."""
    pieces = list(_pieces(cell))
    names = [name for piece in pieces if " " in (name := scientific_name(piece))]
    if not names:  # those of a genus or above: no piece is longer than a word, or it has an author
        names = [name for piece in pieces if (name := scientific_name(piece)) == piece]
    return list(dict.fromkeys(names))


def scientific_name(text: str) -> str:
    """The name at the beginning of ``text``; empty if there is none.

    ``CROCODYLIA spp.`` is ``Crocodylia``; ``Testudo hermanni Gmelin`` is ``Testudo hermanni``.
    """
    words = _plain(text).partition(",")[0].split(" ")
    cross = words[0] in _CROSS
    words = words[1:] if cross else words
    if words and words[0].isupper() and len(words[0]) > 1:
        words[0] = words[0].capitalize()
    if not words or not _GENUS.match(words[0]):
        return ""
    kept = [words[0]]
    for place, word in enumerate(words[1:], 1):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in _MARKERS or word in _CROSS:
            if not _EPITHET.match(following) or following in _PARTICLES:
                break
            kept.append("×" if word in _CROSS else word)
        elif place == 1 and _SUBGENUS.match(word) and _EPITHET.match(following):
            continue  # adverts leave it out
        elif _EPITHET.match(word) and word not in _PARTICLES:
            kept.append(word)
        else:
            break
    return " ".join(kept)


def common_names(cell: str) -> list[str]:
    """The names in a cell of common names."""
    names: list[str] = []
    for piece in _pieces(cell):
        goes_on = names and piece[:1].islower() and names[-1][:1].isupper()
        if goes_on and not _is_quoted(cell):
            names[-1] = f"{names[-1]}, {piece}"
        else:
            names.append(piece)
    return list(dict.fromkeys(name for name in names if any(map(str.isalpha, name))))


def _plain(text: str) -> str:
    return _SPACES.sub(" ", _MARKUP.sub("", text)).strip()


def _is_quoted(cell: str) -> bool:
    return cell.lstrip().startswith('"')


def _pieces(cell: str) -> Iterator[str]:
    cut: Iterable[str] = (
        next(csv.reader([cell.strip()], skipinitialspace=True), [])
        if _is_quoted(cell)
        else _outside_brackets(cell)
    )
    for piece in cut:
        if plain := _plain(piece):
            yield plain


def _outside_brackets(cell: str) -> Iterator[str]:
    depth, start = 0, 0
    for place, sign in enumerate(cell):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and (
            sign in ";\n" or (sign == "," and cell[place + 1 : place + 2] in ("", " "))
        ):
            yield cell[start:place]
            start = place + 1
    rest = cell[start:]
    if depth and "," in rest:  # a bracket that nothing closes: nothing is inside it
        yield from rest.split(", ")
    else:
        yield rest
