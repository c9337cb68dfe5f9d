"""Characters that a reader takes for a Latin letter: look-alikes, dressed-up letters, leet."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_lowercase
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
    "💲s ❌x ✖x ✕x ✗x ✘x ➕t ✝t ✞t ❗i ❕i"
)
# Alphabets that programs for fancy text write in, from a to z.
_ALPHABETS = (
    "ᗩᗷᑕᗪᗴᖴǤᕼᓰᒍᛕᒪᗰᑎᗝᑭᑫᖇᔕ丅ᑌᐯᗯ᙭Ƴᘔ",
    "卂乃匚ᗪ乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙",
    "ﾑ乃ᄃりモｷムんﾉﾌズﾚﾶ刀のｱゐ尺丂ｲひ√Wﾒﾘ乙",
    "₳฿₵ĐɆ₣₲ⱧłJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ",
    "ค๒ς๔єŦɠђเןкɭ๓ภ๏קợгรՇยשฬאץչ",
    "ąცƈɖɛʄɠɧıʝƙƖɱŋơ℘զཞʂɬų۷ῳҳყʑ",
    "αвc∂єƒgнιנкℓмησρqяѕтυνωχуz",
    "ǟɮƈɖɛʄɢɦɨʝӄʟʍռօքզʀֆȶʊʋաӼʏʐ",
    "ᏗᏰፈᎴᏋᎦᎶᏂᎥᏠᏦᏝᎷᏁᎧᎮᎤᏒᏕᏖᏬᏉᏇጀᎩፚ",
    "ꍏꌃꉓꀸꍟꎇꁅꃅꀤꀭꀘ꒒ꂵꈤꂦꉣꆰꋪꌗ꓄ꀎꃴꅏꊼꌩꁴ",
    "ᚨᛒᚲᛞᛖᚠᚷᚺᛁᛃᚴᛚᛗᚾᛟᛈqᚱᛊᛏᚢᚡᚹᚷᚤᛉ",
    "ДБCDΞFGHIJҜLMИФPǪЯSΓЦVЩЖЧZ",
)
_LETTER = re.compile(
    r".*(?:LATIN|INDICATOR SYMBOL|TAG|MODIFIER)\b.* LETTER(?: SMALL)?(?: CAPITAL)?"
    r"(?: TURNED| OPEN| SCRIPT| DOTLESS| REVERSED| SIDEWAYS| BARRED| INVERTED| LONG)* "
    r"(?P<letter>[A-Z])(?: WITH .*)?"
)
_UPSIDE_DOWN = "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz", "ɐqɔpǝɟɓɥıɾʞןɯuodbɹsʇnʌʍxʎz"
_MIRRORED = "ɒdɔbɘʇǫʜiꞁʞlmnoqpɿƨƚuvwxγz", "ɒdɔbɘᎸǫʜiႱʞ⅃mᴎoqpɿꙅƚuvwxʏꙃ"
_BACK = [
    {sign: letter for row in rows for sign, letter in zip(row, ascii_lowercase, strict=True)}
    for rows in (_UPSIDE_DOWN, _MIRRORED)
]
_TURNED = frozenset(sign for back in _BACK for sign in back if not sign.isascii())


class _Shapes(dict[str, str]):
    """What each character looks like, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.shapes = {
            sign: letter
            for alphabet in _ALPHABETS
            for sign, letter in zip(alphabet, ascii_lowercase, strict=True)
            if not fold(sign).isascii()
        }
        self.shapes |= {pair[0]: pair[-1].lower() for pair in _SHAPES.split() if len(pair) > 1}

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


@lru_cache(maxsize=4_096)
def is_styled(character: str) -> bool:
    """Whether it is a Latin letter in fancy dress: full width, mathematical, circled, turned."""
    if character.isascii() or character in _LOOKS.shapes:
        return False
    plain = normalize("NFKD", character)[:1]
    if plain != character and plain.isascii() and plain.isalnum():
        return normalize("NFD", character)[:1] == character and not character.isnumeric()
    return fold(character) != look(character)


def turned_back(text: str) -> list[str]:
    """What the text says if it stands on its head, or in a mirror; nothing if it does not."""
    if text.isascii() or _TURNED.isdisjoint(text):
        return []
    return ["".join(back.get(sign, sign) for sign in reversed(text)) for back in _BACK]


def alike(text: str) -> str:
    """A text as it looks, one character for one, so that places stay."""
    if text.isascii():
        return text.lower()
    return "".join(seen if len(seen := look(sign)) == 1 else sign for sign in text)
