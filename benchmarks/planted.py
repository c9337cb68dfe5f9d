"""Adverts with planted terms in every kind of disguise, and the truth about where each stands."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.demo import market

_ONSETS = (
    "b bl br c ch cl cr d dr f fl fr g gl gr h j k kl kr l m n p pl pr qu r s sc sk sl sp st t tr "
    "v w z"
)
_VOWELS = "a a e e i i o o u ai ea io ou"
_CODAS = "l m n r s t x nd nt rk st rm" + " ·" * 12
_HOMOGLYPHS = str.maketrans("aceijopsxy", "асеіјорѕху")
_LEET = str.maketrans("aeiost", "431057")
_ACCENTS = str.maketrans("aeioucn", "äëïöüçñ")
_LANGUAGES = ("en", "fr", "nl", "de", "es", "it", "zh")
_HAN = "象牙虎骨犀角玳瑁羚砗磲麝熊胆珊瑚穿山甲鳞盔犀"


@dataclass(frozen=True)
class Planted:
    """One advert with one term in it, or (``term`` empty) none."""

    text: str
    kind: str = ""
    term: str = ""
    start: int = 0
    end: int = 0


def terms(count: int, chance: random.Random) -> list[str]:
    """Made-up names that sound like words: one word, or (three in ten) two."""
    found: dict[str, None] = {}
    while len(found) < count:
        words = [_word(chance) for _ in range(2 if chance.random() < 0.3 else 1)]
        found[" ".join(words)] = None
    return list(found)


def _word(chance: random.Random) -> str:
    while True:
        syllables = chance.choice((2, 2, 3, 3, 3, 4))
        parts = (
            chance.choice(sounds.split())
            for _ in range(syllables)
            for sounds in (_ONSETS, _VOWELS, _CODAS)
        )
        word = "".join(parts).replace("·", "")
        if 5 <= len(word) <= 13:
            return word


def han_terms() -> list[str]:
    """Terms in a script without spaces."""
    return [_HAN[at : at + 2] for at in range(len(_HAN) - 1)]


def sentences() -> dict[str, list[str]]:
    """What ordinary adverts of the bundled market say, by language."""
    found: dict[str, list[str]] = {language: [] for language in _LANGUAGES}
    for advert in market(1).adverts:
        if not advert.suspect and advert.language in found and advert.description:
            found[advert.language] += re.split(r"(?<=[.!?。])\s*", advert.description)
    return {language: [each for each in said if each] for language, said in found.items()}


def clean(count: int, chance: random.Random) -> Iterator[Planted]:
    """Adverts of 300 to 2,000 characters (Chinese: a third) that hold no term."""
    said = sentences()
    for number in range(count):
        language = _LANGUAGES[number % len(_LANGUAGES)]
        yield Planted(_filler(said[language], language, chance))


def planted(
    kinds: Mapping[str, tuple[Bend, Fits]], names: Sequence[str], each: int, chance: random.Random
) -> Iterator[Planted]:
    """``each`` adverts for every kind of disguise, in all languages."""
    said = sentences()
    for kind, (bend, fits) in kinds.items():
        han = kind.startswith("Chinese")
        fitting = [name for name in (han_terms() if han else names) if fits(name)]
        for number in range(each):
            language = "zh" if han else _LANGUAGES[number % 6]
            term = chance.choice(fitting)
            before, bent, after = bend(term, chance)
            space = "" if language == "zh" else " "
            text = _filler(said[language], language, chance) + space + before
            rest = after + space + _filler(said[language], language, chance)
            yield Planted(text + bent + rest, kind, term, len(text), len(text) + len(bent))


def _filler(said: list[str], language: str, chance: random.Random) -> str:
    size = chance.randint(150, 1_000) // (3 if language == "zh" else 1)
    text = chance.choice(said)
    while len(text) < size:
        text += " " + chance.choice(said)
    return text


Bent = tuple[str, str, str]
"""What is written before, as and behind the term, without a space between."""
Bend = Callable[[str, random.Random], Bent]
Fits = Callable[[str], bool]


def whole(change: Callable[[str, random.Random], str]) -> Bend:
    return lambda term, chance: ("", change(term, chance), "")


def _shifted(term: str, first: int) -> str:
    return "".join(chr(ord(sign) - 97 + first) if sign.isalpha() else sign for sign in term)


def inside(term: str, chance: random.Random) -> int:
    """A place inside a word of the term, not at its ends."""
    places = [at for at in range(2, len(term) - 1) if term[at - 2 : at + 2].isalpha()]
    return chance.choice(places)


def insert(sign: str) -> Callable[[str, random.Random], str]:
    def change(term: str, chance: random.Random) -> str:
        at = inside(term, chance)
        return term[:at] + sign + term[at:]

    return change


def _mask(term: str, chance: random.Random) -> str:
    at = inside(term, chance)
    return term[:at] + chance.choice("*#_") + term[at + 1 :]


def _repeat(term: str, chance: random.Random) -> str:
    at = inside(term, chance)
    return term[:at] + term[at] * chance.randint(2, 4) + term[at + 1 :]


def _typo(term: str, chance: random.Random) -> str:
    at = inside(term, chance)
    other = chance.choice("aeiorst")
    return chance.choice(
        (
            term[:at] + term[at + 1 :],
            term[:at] + other + term[at:],
            term[:at] + other + term[at + 1 :],
        )
    )


def _two_typos(term: str, chance: random.Random) -> str:
    return _typo(_typo(term, chance), chance)


def any_term(_: str) -> bool:
    return True


def single(term: str) -> bool:
    return " " not in term


def _two_words(term: str) -> bool:
    return " " in term


def long(least: int) -> Fits:
    return lambda term: " " not in term and len(term) >= least


def has(letters: str) -> Fits:
    return lambda term: any(letter in term for letter in letters)


KINDS: dict[str, tuple[Bend, Fits]] = {
    "as written": (whole(lambda term, _: term), any_term),
    "upper case": (whole(lambda term, _: term.upper()), any_term),
    "accents": (whole(lambda term, _: term.translate(_ACCENTS)), any_term),
    "full width": (whole(lambda term, _: _shifted(term, 0xFF41)), any_term),
    "mathematical": (whole(lambda term, _: _shifted(term, 0x1D41A)), any_term),
    "circled": (whole(lambda term, _: _shifted(term, 0x24D0)), any_term),
    "look-alikes": (whole(lambda term, _: term.translate(_HOMOGLYPHS)), has("aceopx")),
    "zero width": (whole(insert("\u200b")), any_term),
    "soft hyphen": (whole(insert("\u00ad")), any_term),
    "HTML": (whole(insert("<b></b>")), any_term),
    "leet": (whole(lambda term, _: term.translate(_LEET)), has("aeiost")),
    "spaced": (whole(lambda term, _: " ".join(term.replace(" ", ""))), single),
    "dotted": (whole(lambda term, _: ".".join(term)), single),
    "hyphenated": (whole(lambda term, _: "-".join(term)), single),
    "sign inside": (whole(insert("*")), single),
    "masked": (whole(_mask), any_term),
    "repeated": (whole(_repeat), any_term),
    "joined": (whole(lambda term, _: term.replace(" ", "")), _two_words),
    "concatenated": (lambda term, _: ("real", term, ""), single),
    "split": (whole(insert(" ")), single),
    "reversed": (whole(lambda term, _: term[::-1]), single),
    "one typo": (whole(_typo), long(7)),
    "two typos": (whole(_two_typos), long(10)),
    "Chinese": (whole(lambda term, _: term), any_term),
    "Chinese parted": (whole(lambda term, _: "・".join(term)), any_term),
}
"""By name: how a term is bent, and which terms can be."""
