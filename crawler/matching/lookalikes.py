"""Characters that a reader takes for a Latin letter: look-alikes, dressed-up letters, leet."""

from __future__ import annotations

import re
from unicodedata import name, normalize

from crawler.matching.folding import fold

# By the shape, not by the sound, hence by case: a Greek Η looks like H, its η like n.
_SHAPES = (
    "Аa Вb Еe Ѐe Ёe Зз3 Іi Їi Јj Кk Мm Нh Оo Рp Сc Тt Уy Хx Ѕs Ԁd Ԛq Ԝw Ѵv Һh Ӏl Ґr Ѡw Ѳo Ҁc Ьb "
    "аa вb еe ѐe ёe іi їi јj кk мm нh оo рp сc тt уy хx ѕs ԁd ԛq ԝw ѵv һh ӏl гr ґr ѡw ѳo ҁc ьb пn "
    "иu яr Яr шw ԍg ԏt ҽe ү y ҮY ӓa ӧo ӱy ӕe ҳx қk ңh Қk Ңh Ҳx ӑa ӗe "
    "Αa Βb Εe Ζz Ηh Ιi Κk Μm Νn Οo Ρp Τt Υy Χx Λa Σe Ξe Πn Ωo Θo Ϲc Ϳj "
    "αa βb γy δd εe ηn ιi κk λl μu νv οo πn ρp σo ςc τt υu χx ωw θo ϲc ϳj ξe ζz ϱp "
    "Օo օo Սu սu Տs Լl լl հh Հh ոn Ոn ռn ցg գq զq ֆf քp յj ի h վu Յ3 "
    "ᎠD ᎡR ᎢT Ꭵi ᎪA ᎫJ ᎬE ᎳW ᎷM ᎻH ᎩY ᏀG ᏃZ ᎡR ᏚS ᏟC ᏢP ᏦK ᏞL ᏴB ᏙV ᎾO ᏔW ᏧD ᎶG Ꮞ4 "
    "ꓐB ꓑP ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU "
    "ⲁa Ⲟo ⲟo ⲣp ⲥc ⲧt ⲭx ⲩy ⲓi ⲕk ⲙm ⲛn ⲏh ⲉe ⲃb "
    "ɑa ɡg ƨs ƽs ʋv ɩi ɪi ʟl ∨v ⋁v ∪u ∩n ∀a ∆a ∑e ⍺a ⍳i ⍴p ⍵w ०o ೦o ๐o ໐o ߋo օo סo ٥o ہo ⵔo ⵏi "
    "ⵊi ⵑi ∣l ׀l וi ןl ꞁl ǀl ⭕o ⚪o ⚫o 🔴o 🔵o 🌕o 🌑o ○o ●o ◯o "
    "❌x ✖x ✕x ✗x ✘x ➕t ✝t ✞t ❗i ❕i"
)
_LETTER = re.compile(
    r".*(?:LATIN|INDICATOR SYMBOL|TAG|MODIFIER)\b.* LETTER(?: SMALL)?(?: CAPITAL)?"
    r"(?: TURNED| OPEN| SCRIPT| DOTLESS| REVERSED| SIDEWAYS| BARRED| INVERTED| LONG)* "
    r"(?P<letter>[A-Z])(?: WITH .*)?"
)
FLIPPED = str.maketrans("nupdbqmwae", "unpqdbwmae")
"""Letters that are others when a word stands on its head, besides those Unicode calls turned."""
LEET = str.maketrans(
    {"0": "o", "1": "l", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b"}
    | {"9": "g", "@": "a", "$": "s", "€": "e", "£": "l", "¥": "y", "¢": "c", "!": "l", "|": "l"}
    | {"+": "t", "¡": "l", "©": "c", "®": "r", "°": "o", "ø": "o", "†": "t", "×": "x", "i": "l"}
    | {"§": "s", "¤": "o", "µ": "u", "&": "a"}
)
"""Digits and signs as the letters they stand for; i and l are one, since 1 is both."""
SIGNS = frozenset("0123456789@$€£¥¢!|+¡©®°†×§¤µ&")
"""What :data:`LEET` reads as a letter and is none."""
SKELETON = str.maketrans("i", "l")
"""The same for a term, whose digits stay digits: ``eMMC`` is not ``3MMC``."""


class _Shapes(dict[str, str]):
    """What each character looks like, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.shapes = {pair[0]: pair[-1].lower() for pair in _SHAPES.split() if len(pair) > 1}

    def __missing__(self, character: str) -> str:
        if character in self.shapes:
            self[character] = self.shapes[character]
        else:
            self[character] = fold(character)
            if not self[character].isascii() and (found := _named(character)):
                self[character] = found["letter"].lower()
        return self[character]


_LOOKS = _Shapes()


def _named(character: str) -> re.Match[str] | None:
    return _LETTER.fullmatch(name(character, ""))


def look(character: str) -> str:
    """The letter that ``character`` looks like, folded; itself folded if it looks like none."""
    return _LOOKS[character]


def is_lookalike(character: str) -> bool:
    """Whether it is a letter of another alphabet, or a sign, in the shape of a Latin letter."""
    return character in _LOOKS.shapes


def is_styled(character: str) -> bool:
    """Whether it is a Latin letter in fancy dress: full width, mathematical, circled, turned."""
    if character.isascii() or character in _LOOKS.shapes:
        return False
    plain = normalize("NFKD", character)[:1]
    if plain != character and plain.isascii() and plain.isalnum():
        return normalize("NFD", character)[:1] == character and not character.isnumeric()
    return fold(character) != look(character)


def is_turned(character: str) -> bool:
    """Whether it is a letter that stands on its head."""
    return not character.isascii() and " TURNED " in name(character, "")
