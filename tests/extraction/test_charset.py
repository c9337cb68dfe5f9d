"""Bytes to characters."""

from __future__ import annotations

import pytest

from crawler.extraction import Page

JAPANESE = "日本の古い花瓶を売ります。状態はとても良いです。"
CHINESE = "出售一个古老的花瓶，状态很好，价格可以商量，有意者请联系我们。"
RUSSIAN = "Продаю старую вазу в отличном состоянии"
FRENCH = "À vendre : vase ancien, très bon état, à débattre"


def page(
    text: str, encoding: str, *, declared: str = "", header: str | None = None, lang: str = ""
) -> Page:
    meta = f"<meta charset='{declared}'>" if declared else ""
    html = f"<html lang='{lang}'>{meta}<title>{text}</title><body>{text * 3}</body></html>"
    return Page("https://shop.example/", html.encode(encoding), header)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "windows-1252"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (CHINESE, "gb2312"),
        (CHINESE, "gb18030"),
    ],
)
def test_declared(text: str, encoding: str) -> None:
    assert page(text, encoding, declared=encoding).title == text
    assert page(text, encoding, header=f"text/html; charset={encoding}").title == text


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (FRENCH, "utf-8", "iso-8859-1"),
        (CHINESE, "utf-8", "gb2312"),
        (JAPANESE, "shift_jis", "utf-8"),
        (CHINESE, "gb18030", "utf-8"),
        (FRENCH, "windows-1252", "utf-8"),
    ],
)
def test_the_bytes_prove_the_declaration_wrong(text: str, encoding: str, declared: str) -> None:
    assert page(text, encoding, declared=declared).title == text


@pytest.mark.parametrize(
    ("text", "encoding", "lang"),
    [
        (JAPANESE, "shift_jis", "ja"),
        (JAPANESE, "euc-jp", "ja"),
        (JAPANESE, "shift_jis", ""),
        (JAPANESE, "euc-jp", ""),
        (JAPANESE, "iso2022_jp", ""),
        (CHINESE, "gb18030", ""),
        (CHINESE, "gb18030", "zh"),
        (RUSSIAN, "windows-1251", "ru"),
        (FRENCH, "windows-1252", "fr"),
        (FRENCH, "windows-1252", ""),
        ("Sprzedam stary wazon, stan bardzo dobry, możliwość wysyłki", "iso8859_2", "pl"),
    ],
)
def test_undeclared(text: str, encoding: str, lang: str) -> None:
    assert page(text, encoding, lang=lang).title == text


def test_a_byte_order_mark_beats_the_header() -> None:
    body = "\ufeff<title>café</title>".encode()
    assert Page("https://shop.example/", body, "text/html; charset=iso-8859-1").title == "café"
    wide = "<title>café</title>".encode("utf-16")
    assert Page("https://shop.example/", wide, "text/html; charset=utf-8").title == "café"


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    body = f"<meta charset=utf-8><title>{RUSSIAN}</title>".encode() + b"\xff"
    assert Page("https://shop.example/", body).title == RUSSIAN


def test_a_page_cut_inside_a_character_stays_utf8() -> None:
    body = f"<title>{RUSSIAN}</title>{RUSSIAN}".encode()[:-1]
    assert Page("https://shop.example/", body).title == RUSSIAN


def test_nul_becomes_the_replacement_character() -> None:
    assert Page("https://shop.example/", b"<title>a\0b</title>").title == "a\ufffdb"


def test_an_unknown_encoding_falls_back() -> None:
    body = "<title>café</title>".encode("windows-1252")
    assert Page("https://shop.example/", body, "text/html; charset=nonsense").title == "café"
