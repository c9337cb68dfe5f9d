"""How the words of an advert differ from the spelling of a term, by name and by measure."""

from __future__ import annotations

import re
from unicodedata import normalize

from rapidfuzz.distance import OSA

from crawler.lexicon import INVISIBLE
from crawler.matching.clearing import is_parted
from crawler.matching.folding import ACCENT, fold
from crawler.matching.lookalikes import is_styled, look

ORDER = (
    "homoglyph", "zero_width", "leet", "spaced", "joined", "split", "repeated", "masked", "style",
    "accent", "typo", "reversed", "other",
)  # fmt: skip
_HTML = re.compile(r"<[^<>]+>|&#?\w+;|\[/?[a-z]+\]|%[4-7][0-9A-Fa-f]")
_BETWEEN = re.compile(r"[\W_]+")
# One accent may be the right spelling of a word that the term has without; more are ornament.
_ORNAMENT = 2


def names_of(written: str, spelling: str, bent: set[str]) -> tuple[str, ...] | None:
    """The disguises of ``written``, words of an advert that were met for ``spelling``.

    :param bent: those already known.
    :return: in a fixed order; ``None`` if there is none. Case, a lost accent or one that was
        added disguise nothing.
    """
    names = set(bent)
    if not written.isascii():
        if INVISIBLE.search(written):
            names.add("zero_width")
        if any(map(is_styled, written)):
            names.add("style")
        if _accents(written) >= _accents(spelling) + _ORNAMENT:
            names.add("accent")
        if is_parted(written):
            names.add("spaced")
    if _HTML.search(written):
        names.add("other")
    return tuple(name for name in ORDER if name in names) if names else None


def similarity_of(written: str, spelling: str, names: tuple[str, ...] | None) -> int:
    """0-100: how many letters of the spelling stand there, to the eye, as they should."""
    if not names:
        return 100
    one, two = _letters(written), _letters(spelling)
    if "reversed" in names:
        one = one[::-1]
    return max(1, round(100 * OSA.normalized_similarity(one, two)))


def _letters(text: str) -> str:
    plain = _HTML.sub("", text)
    seen = fold(plain) if plain.isascii() else "".join(map(look, plain))
    return _BETWEEN.sub("", seen)


def _accents(text: str) -> int:
    return len(ACCENT.findall(normalize("NFD", text)))
