"""Disguises that the matcher was not made for one by one: what a person can still read."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from planted import Bend, Fits, any_term, has, insert, inside, long, single, whole

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_VOWEL = "aeiou"
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHORT = ("my", "buy", "new", "the", "top", "for", "get", "real", "best", "cheap", "super", "shop")
_FANCY = {
    "small capitals": "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ",
    "superscript": "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖqʳˢᵗᵘᵛʷˣʸᶻ",
    "squared": "🄰🄱🄲🄳🄴🄵🄶🄷🄸🄹🄺🄻🄼🄽🄾🄿🅀🅁🅂🅃🅄🅅🅆🅇🅈🅉",
    "negative circled": "🅐🅑🅒🅓🅔🅕🅖🅗🅘🅙🅚🅛🅜🅝🅞🅟🅠🅡🅢🅣🅤🅥🅦🅧🅨🅩",
    "negative squared": "🅰🅱🅲🅳🅴🅵🅶🅷🅸🅹🅺🅻🅼🅽🅾🅿🆀🆁🆂🆃🆄🆅🆆🆇🆈🆉",
    "parenthesised": "⒜⒝⒞⒟⒠⒡⒢⒣⒤⒥⒦⒧⒨⒩⒪⒫⒬⒭⒮⒯⒰⒱⒲⒳⒴⒵",
    "regional indicators": "🇦🇧🇨🇩🇪🇫🇬🇭🇮🇯🇰🇱🇲🇳🇴🇵🇶🇷🇸🇹🇺🇻🇼🇽🇾🇿",
    "syllabics": "ᗩᗷᑕᗪEᖴGᕼIᒍKᒪᗰᑎOᑭᑫᖇᔕTᑌᐯᗯ᙭Yᘔ",
    "Cherokee": "ᎪᏴᏟᎠᎬFᏀᎻᏆᎫᏦᏞᎷNᎾᏢQᎡᏚᎢUᏙᎳXᎽᏃ",
    "Lisu": "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑQꓣꓢꓔꓴꓦꓪꓫꓬꓜ",
    "currency": "₳฿₵ĐɆ₣₲ⱧłJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ",
    "mixed Greek": "αв¢∂єƒgнιנкℓмησρqяѕтυνωχуz",
    "CJK strokes": "卂乃匚ᗪ乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙",
    "upside down": "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz",
    "mirrored": "ɒdɔbɘʇǫʜiꞁʞlmnoqpɿƨƚuvwxγz",
}
_ART = {
    "two-sign letters": {"m": "|\\/|", "n": "|\\|", "v": "\\/", "d": "|)", "k": "|<", "o": "()"}
    | {"h": "|-|", "w": "\\/\\/", "b": "|3", "r": "|2", "l": "|_", "p": "|>", "a": "/\\"},
    "letters as letters": {"w": "vv", "m": "rn", "d": "cl"},
}
_SOUNDS = (("ph", "f"), ("qu", "kw"), ("ck", "k"), ("x", "ks"), ("c", "k"), ("z", "s"), ("y", "i"))
_LEET = str.maketrans("aeio", "4310")
_CYRILLIC = str.maketrans("aceopxy", "асеорху")
_OCR = str.maketrans({"l": "1", "o": "0", "s": "5", "b": "8", "z": "2", "g": "9", "q": "9"})
_EMOJI_LETTERS = str.maketrans(
    {"o": "⭕", "a": "🅰️", "b": "🅱️", "x": "❌", "t": "➕", "i": "ℹ️", "p": "🅿️"}
)


def _join(sign: str) -> Bend:
    return whole(lambda term, _: sign.join(term))


def _around(before: str, after: str) -> Bend:
    return whole(lambda term, _: "".join(before + letter + after for letter in term))


def _table(letters: str) -> Bend:
    table = str.maketrans(_LATIN, letters) if len(letters) == 26 else {}
    return whole(lambda term, _: term.translate(table))


def _backwards(letters: str) -> Bend:
    table = str.maketrans(_LATIN, letters)
    return whole(lambda term, _: term.translate(table)[::-1])


def _replace(signs: dict[str, str]) -> Bend:
    return whole(lambda term, _: "".join(signs.get(letter, letter) for letter in term))


def _pieces(term: str, chance: random.Random) -> str:
    one, two = sorted(chance.sample(range(1, len(term)), 2))
    return f"{term[:one]} {term[one:two]} {term[two:]}"


def _every_second(term: str, _: random.Random) -> str:
    return " ".join(term[at : at + 2] for at in range(0, len(term), 2))


def _over(sign: str) -> Callable[[str, random.Random], str]:
    def change(term: str, chance: random.Random) -> str:
        at = inside(term, chance)
        return term[:at] + sign + term[at + 1 :]

    return change


def _enclose(before: str, after: str) -> Bend:
    def change(term: str, chance: random.Random) -> str:
        at = inside(term, chance)
        return term[:at] + before + term[at] + after + term[at + 1 :]

    return whole(change)


def _censor_two(term: str, chance: random.Random) -> str:
    at = chance.randint(1, len(term) - 3)
    return term[:at] + "**" + term[at + 2 :]


def _censor_vowels(term: str, _: random.Random) -> str:
    return term[0] + re.sub("[aeiou]", "*", term[1:])


def _sounds(term: str, _: random.Random) -> str:
    for written, heard in _SOUNDS:
        term = term.replace(written, heard)
    return term


def _swap(term: str, chance: random.Random) -> str:
    places = [at for at in range(1, len(term) - 2) if term[at] != term[at + 1]]
    if not places:
        return term
    at = chance.choice(places)
    return term[:at] + term[at + 1] + term[at] + term[at + 2 :]


def _double_syllable(term: str, chance: random.Random) -> str:
    at = chance.randint(0, len(term) - 2)
    return term[: at + 2] + term[at:]


def _neighbour(term: str, chance: random.Random) -> str:
    at = inside(term, chance)
    row = next(row for row in _KEYBOARD if term[at] in row)
    place = row.index(term[at])
    return term[:at] + (row[place - 1] if place else row[1]) + term[at + 1 :]


def _first_typo(term: str, chance: random.Random) -> str:
    return chance.choice([letter for letter in _LATIN if letter != term[0]]) + term[1:]


def _drop_and_leet(term: str, chance: random.Random) -> str:
    at = inside(term, chance)
    return (term[:at] + term[at + 1 :]).translate(_LEET)


def _stretch(term: str, chance: random.Random) -> str:
    at = inside(term, chance)
    return term[:at] + term[at] * 6 + term[at + 1 :]


def _case(term: str, _: random.Random) -> str:
    return "".join(sign.upper() if at % 2 else sign for at, sign in enumerate(term))


def _zalgo(term: str, chance: random.Random) -> str:
    marks = "\u0300\u0316\u0321\u0334\u0347\u0353\u036f"
    return "".join(sign + "".join(chance.sample(marks, 3)) for sign in term)


def _percent(term: str, chance: random.Random) -> str:
    at = inside(term, chance)
    return f"{term[:at]}%{ord(term[at]):02X}{term[at + 1 :]}"


def _entity(term: str, chance: random.Random) -> str:
    at = inside(term, chance)
    return f"{term[:at]}&#{ord(term[at])};{term[at + 1 :]}"


def _beside(before: str, after: str) -> Bend:
    return lambda term, _: (before, term, after)


def _short_before(term: str, chance: random.Random) -> tuple[str, str, str]:
    return chance.choice(_SHORT), term, ""


def _short_after(term: str, chance: random.Random) -> tuple[str, str, str]:
    return "", term, chance.choice(("shop", "sale", "xx", "store", "deals", "xxx", "online"))


def _tags(term: str, _: random.Random) -> str:
    return chr(0xE0078).join(term)


UNPLANNED: dict[str, tuple[Bend, Fits]] = {
    "three pieces": (whole(_pieces), single),
    "every second letter": (whole(_every_second), single),
    **{f"letters joined by {sign}": (_join(sign), single) for sign in "/_*,'~|+•°^=:;"},
    "letters joined by emoji": (_join("🔥"), single),
    "letters joined by dots": (_join("..."), single),
    "letters joined by digits": (_join("1"), single),
    "double spaces": (_join("  "), single),
    "braille blanks": (_join("\u2800"), single),
    "no-break spaces": (_join("\u00a0"), single),
    "one to a line": (_join("\n"), single),
    "Hangul filler": (whole(insert("\u3164")), any_term),
    "in parentheses": (_around("(", ")"), single),
    "in brackets": (_around("[", "]"), single),
    "in quotes": (_join('" "'), single),
    "one in parentheses": (_enclose("(", ")"), single),
    "one in brackets": (_enclose("[", "]"), single),
    "underscore inside": (whole(insert("_")), single),
    "emoji inside": (whole(insert("💎")), single),
    "line break inside": (whole(insert("\n")), single),
    "hyphen at line end": (whole(insert("-\n")), single),
    "BBCode inside": (whole(insert("[b][/b]")), single),
    "comment inside": (whole(insert("<!-- x -->")), single),
    "&shy; inside": (whole(insert("&shy;")), any_term),
    "tag characters": (whole(_tags), any_term),
    "strike-through": (whole(lambda term, _: "".join(s + "\u0336" for s in term)), any_term),
    "zalgo": (whole(_zalgo), any_term),
    "percent sign": (whole(_percent), single),
    "numeric entity": (whole(_entity), single),
    "alternating case": (whole(_case), any_term),
    **{
        name: (_backwards(table) if name in ("upside down", "mirrored") else _table(table), single)
        for name, table in _FANCY.items()
    },
    "two-sign letters": (_replace(_ART["two-sign letters"]), has("mnvdkohwbrlp")),
    "letters as letters": (_replace(_ART["letters as letters"]), has("wmd")),
    "emoji letters": (whole(lambda term, _: term.translate(_EMOJI_LETTERS)), has("oabxtip")),
    "scanned": (whole(lambda term, _: term.translate(_OCR)), has("losbzg")),
    "by the sound": (whole(_sounds), has("cxzyq")),
    "without vowels": (
        whole(lambda term, _: term[0] + re.sub("[aeiou]", "", term[1:])),
        lambda term: single(term) and len(re.sub("[aeiou]", "", term[1:])) >= 3,
    ),
    "dropped and leet": (whole(_drop_and_leet), long(7)),
    "swapped": (whole(_swap), single),
    "syllable doubled": (whole(_double_syllable), single),
    "stretched": (whole(_stretch), any_term),
    "neighbouring key": (whole(_neighbour), long(7)),
    "wrong first letter": (whole(_first_typo), long(9)),
    "first letter censored": (whole(lambda term, _: "*" + term[1:]), single),
    "last letter censored": (whole(lambda term, _: term[:-1] + "*"), single),
    "two letters censored": (whole(_censor_two), long(6)),
    "vowels censored": (whole(_censor_vowels), single),
    "emoji for a letter": (whole(_over("💀")), single),
    "dot for a letter": (whole(_over(".")), long(6)),
    "digits behind": (_beside("", "2024"), single),
    "4u behind": (_beside("", "4u"), single),
    "4 before": (_beside("4", ""), single),
    "short word before": (_short_before, single),
    "short word behind": (_short_after, single),
    "hashtag": (_beside("#", "carving"), single),
    "handle": (_beside("@", "_seller"), single),
    "address": (_beside("www.", "-shop.com"), single),
    "leet with s": (lambda term, _: ("", term.translate(_LEET), "s"), has("aeio")),
    "leet and stretched": (whole(lambda t, c: _stretch(t, c).translate(_LEET)), has("aeio")),
    "spaced leet": (whole(lambda term, _: " ".join(term).translate(_LEET)), single),
    "split and leet": (whole(lambda t, c: insert(" ")(t, c).translate(_LEET)), single),
    "look-alikes and spaced": (whole(lambda term, _: " ".join(term.translate(_CYRILLIC))), single),
}  # fmt: skip
"""By name: how a term is bent, and which terms can be."""
