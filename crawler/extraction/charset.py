"""Which characters a page's bytes are: what it declares, unless its bytes prove otherwise."""

from __future__ import annotations

import re

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
    to_unicode,
)

_FIRST_ANSWER = "cp1252"
# Tried in this order when the page says nothing, the likeliest of its language first. A multi-byte
# code accepts few byte sequences, so that it accepts a whole page is strong evidence.
_BY_LANGUAGE: dict[str, tuple[str, ...]] = {
    "ja": ("cp932", "euc_jp"),
    "zh": ("gb18030", "big5hkscs"),
    "ko": ("cp949",),
    "ru": ("cp1251", "koi8_r"),
    "uk": ("cp1251",),
    "bg": ("cp1251",),
    "sr": ("cp1250", "cp1251"),
    "pl": ("iso8859_2", "cp1250"),
    "cs": ("cp1250",),
    "sk": ("cp1250",),
    "hu": ("cp1250",),
    "hr": ("cp1250",),
    "ro": ("iso8859_2",),
    "el": ("cp1253",),
    "tr": ("cp1254",),
    "he": ("cp1255",),
    "ar": ("cp1256",),
    "vi": ("cp1258",),
    "th": ("cp874",),
}
_WESTERN = frozenset(
    {"cp1252", "iso8859-1", "iso8859_1", "latin-1", "latin_1", "iso8859-15", "iso8859_15"}
)
# The commonest letters of languages that are written in no Latin letters, by their encodings.
_ALPHABETS = {
    "cp1251": "оеаинтсрвл", "koi8_r": "оеаинтсрвл", "cp1253": "αοιτεσηνρπ", "cp1255": "ויהלאמרתבש",
    "cp1256": "اليمونرتبع", "cp874": "านรอกเงมยล",
}  # fmt: skip
_EAST_ASIAN = ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949")
_MOSTLY = 0.5
_SAMPLE = 100_000
_HTML_LANGUAGE = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)
# Shift_JIS has the yen sign where ASCII has the backslash, and readers see a yen sign.
_YEN = re.compile(r"\\(?=\d)")
_HIGH = re.compile(rb"[\x80-\xff]+")
# Kana, hangul and the commonest Han characters of running text: what a right guess is full of.
_COMMON_EAST_ASIAN = re.compile(
    r"[ぁ-んァ-ヶー가-힣的一是不了在人有我他这這为為之大来來以个個中上们們日月年円元]"
)


def to_utf8(body: bytes, content_type: str | None) -> tuple[bytes, str]:
    """The page as UTF-8 without NUL and byte order mark, and the name of the encoding it came in.

    A byte order mark is believed; bytes that are valid UTF-8 are UTF-8 whatever is declared, since
    no other encoding looks like it by chance; then HTTP header, then the page's own declaration.
    """
    encoding, mark = read_bom(body)
    if encoding and mark:
        return _without_nul(to_unicode(body[len(mark) :], encoding).encode()), encoding
    if _is_utf8(body):
        return _without_nul(body), "utf-8"
    encoding = _declared(body, content_type)
    if encoding in (None, "utf-8"):
        encoding = _guess(body, lenient_utf8=encoding == "utf-8")
    if encoding in _WESTERN:
        encoding = _other_alphabet(body) or encoding
    text = to_unicode(body, encoding)
    if encoding == "cp932":
        text = _YEN.sub("¥", text)
    return _without_nul(text.encode("utf-8", "replace")), encoding


def _declared(body: bytes, content_type: str | None) -> str | None:
    encoding = http_content_type_encoding(content_type) or html_body_declared_encoding(body[:4096])
    # A page that could state "utf-16" in readable ASCII is not UTF-16.
    return "utf-8" if encoding and encoding.startswith(("utf-16", "utf-32")) else encoding


def _is_utf8(body: bytes) -> bool:
    if body.isascii():
        # ISO-2022-JP is ASCII with escapes; one byte is found fifty times faster than two.
        return b"\x1b" not in body or b"\x1b$" not in body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        # The page may have been cut in the middle of a character.
        return error.start >= len(body) - 3 and error.reason == "unexpected end of data"
    return True


def _without_nul(body: bytes) -> bytes:
    return body.replace(b"\0", b"\xef\xbf\xbd") if b"\0" in body else body


def _guess(body: bytes, *, lenient_utf8: bool) -> str:
    """The likeliest encoding of a page that declares none, or wrongly declares UTF-8."""
    if b"\x1b$" in body and body.isascii():
        return "iso2022_jp"
    if lenient_utf8 and _mostly_utf8(body):
        return "utf-8"
    declared = _HTML_LANGUAGE.search(body, 0, 4096)
    language = declared[1].decode().lower() if declared else ""
    for candidate in _BY_LANGUAGE.get(language, ()):
        if _decodes(body, candidate):
            return candidate
    if language and language not in _BY_LANGUAGE:
        return _FIRST_ANSWER
    return _east_asian(body) or _FIRST_ANSWER


def _mostly_utf8(body: bytes) -> bool:
    """Whether a few broken bytes sit in a page that is UTF-8 otherwise."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(_HIGH.findall(body))
    return broken * 4 < beyond_ascii


def _decodes(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _other_alphabet(body: bytes) -> str | None:
    """The encoding of a page that declares a Western one and is in other letters altogether.

    Programs and servers declare what they were set up with, whatever the shop writes.
    """
    runs = _HIGH.findall(body)
    if len(runs) < 20 or sum(map(len, runs)) < 3 * len(runs):
        return None
    text = b" ".join(runs[:5_000])[:_SAMPLE]
    shares = {name: _share(text, name, common) for name, common in _ALPHABETS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > _MOSTLY else None


def _share(text: bytes, encoding: str, common: str) -> float:
    """How much of a text is the commonest letters of a language, read in an encoding."""
    letters = [letter for letter in text.decode(encoding, "ignore") if letter.isalpha()]
    return sum(letter in common for letter in letters) / max(len(letters), 1)


def _east_asian(body: bytes) -> str | None:
    """The East Asian encoding whose reading looks most like running text, if one does."""
    runs = _HIGH.findall(body)
    # Western text has lone accented letters; in East Asian text they come in long rows.
    if not runs or sum(map(len, runs)) < 4 * len(runs):
        return None
    readings = {
        name: len(_COMMON_EAST_ASIAN.findall(body.decode(name)))
        for name in _EAST_ASIAN
        if _decodes(body, name)
    }
    best = max(readings, key=lambda name: readings[name], default=None)
    return resolve_encoding(best) if best and readings[best] else None
