"""Mail addresses in a text, also those that hide from filters: ``name (at) host (dot) com``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.lexicon.contact import mail_form
from crawler.matching.clearing import Span

_OPEN, _CLOSE = r"[\[({<] ?", r" ?[\])}>]"
_AT_WORD = "at|a|arroba|chez"
_BRACKETED = re.compile(rf"{_OPEN}(?:{_AT_WORD}){_CLOSE}")
_ATOM = r"[a-z0-9_+%\-]{1,64}+"
_LABEL = r"[a-z0-9\-]{1,63}+"
_DOT_WORDS = frozenset({"dot", "punt", "point", "punkt", "punto"})
_DOT_WORD = "|".join(sorted(_DOT_WORDS))
_DOT = rf"(?: ?\. ?| ?{_OPEN}(?:\.|{_DOT_WORD}){_CLOSE} ?| (?:{_DOT_WORD}) )"
_AT = rf"(?:\s?@\s?|\s?{_OPEN}(?:@|{_AT_WORD}){_CLOSE}\s?| (?:at|arroba) )"
_SPELT_OUT = re.compile(rf" (?:at|arroba) {_LABEL}{_DOT}")
_MAIL = re.compile(
    rf"(?<![a-z0-9_+%\-])(?P<local>{_ATOM}(?:{_DOT}{_ATOM}){{0,4}}){_AT}"
    rf"(?P<host>{_LABEL}(?:{_DOT}{_LABEL}){{1,4}})"
)
_MOST_MAILS = 2_000
"""In one text, as a bound on its time; no advert has as many."""
_ATOMS = re.compile(r"[a-z0-9_+%\-]+")


def mail_forms(text: str) -> Iterator[tuple[str, Span]]:
    """Mail addresses, with everything that may be one where a dot may also end a sentence."""
    if not ("@" in text or _BRACKETED.search(text) or _SPELT_OUT.search(text)):
        return
    for found in islice(_MAIL.finditer(text), _MOST_MAILS):
        local = _parts(text, *found.span("local"))
        host = _parts(text, *found.span("host"))
        for first in range(len(local)):
            name = ".".join(text[start:end] for start, end in local[first:])
            for last in range(2, len(host) + 1):
                domain = ".".join(text[start:end] for start, end in host[:last])
                yield mail_form(name, domain), (local[first][0], host[last - 1][1])


def _parts(text: str, start: int, end: int) -> list[Span]:
    """Places of what stands between the dots, in signs or in words."""
    found = [atom.span() for atom in _ATOMS.finditer(text, start, end)]
    inner = [span for span in found[1:-1] if text[slice(*span)] not in _DOT_WORDS]
    return [*found[:1], *inner, *found[1:][-1:]]
