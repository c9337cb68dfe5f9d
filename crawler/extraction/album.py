"""The list of pictures that a page's own program was given, to draw the gallery from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from crawler.extraction import picture
from crawler.extraction.page import Page

_PLACES = 12
_BEFORE = 20_000
_AFTER = 120_000
_LEAST_NAME = 5
_DECODER = json.JSONDecoder(strict=False)
_URL = re.compile(r"(?:[\"'\[,]\s*)((?:https?:)?(?:\\?/){1,2}[^\"'\s<>,\]]{4,500}?)(?=[\"',\]])")
_BRACKET = re.compile(rb"[\[\]]")
_GOODS = frozenset({"price", "prices", "variants", "sku", "offers", "priceInfo", "currency"})
"""What a picture has not: a list of such objects is one of other goods, or of sizes and colours."""
_BEST = (
    "full", "zoom", "original", "origin", "large", "full_size_url", "maxImageUrl", "hiRes", "big",
    "xxl", "xl", "img", "src", "url", "contentUrl", "uri", "link", "href",
)  # fmt: skip
_MAX_DEPTH = 6


def read(page: Page, stated: Sequence[str]) -> list[str]:
    """Addresses in the list that holds one of the ``stated`` pictures, each picture once.

    The longest of those lists; empty if there is none with two pictures.
    """
    best: list[str] = []
    for url in stated[:3]:
        name = picture.file_name(url)
        if len(name) < _LEAST_NAME:
            continue
        for text in _lists(page.body, name.encode()):
            found = _pictures(text, url)
            if len(found) > len(best):
                best = found
    return best if len(best) > 1 else []


def _lists(body: bytes, name: bytes) -> Iterator[str]:
    """The lists of values around the places where a picture is named, as text from ``[``."""
    seen: set[int] = set()
    position = 0
    for _ in range(_PLACES):
        position = body.find(name, position)
        if position < 0:
            return
        opening = _opening(body, position)
        position += len(name)
        if opening is None or opening in seen:
            continue
        seen.add(opening)
        text = body[opening : opening + _AFTER].decode("utf-8", "replace")
        yield unescape(text) if "&quot;" in text[:400] else text


def _opening(body: bytes, position: int) -> int | None:
    """Where the list begins that ``position`` lies in; ``None`` if it lies in no script."""
    begin = max(position - _BEFORE, 0)
    tag = body.rfind(b"<", begin, position)
    if tag >= 0 and body.find(b">", tag, position) < 0 and b"[" not in body[tag:position]:
        return None  # inside a tag that holds no list
    depth = 0
    for mark in reversed(list(_BRACKET.finditer(body, begin, position))):
        if mark[0] == b"]":
            depth += 1
        elif depth == 0:
            return mark.start()
        else:
            depth -= 1
    return None


def _pictures(text: str, like: str) -> list[str]:
    """One address of each picture in a list; those of other hosts than ``like`` are none of it."""
    try:
        value, _ = _DECODER.raw_decode(
            text.replace('\\"', '"') if text.startswith('[\\"') else text
        )
    except (ValueError, RecursionError):
        value = _loose(text)
    if not isinstance(value, list) or not value:
        return []
    entries = value[:200]
    urls = [url for each in entries if _is_alike(url := _one(each, _MAX_DEPTH), like)]
    found: dict[str, str] = {}
    for url in urls:
        found.setdefault(picture.key(url), url)
    whole = len(urls) * 5 >= len(entries) * 3
    return list(found.values()) if whole and picture.key(like) in found else []


def _is_alike(url: str, like: str) -> bool:
    """Whether an address is one of a picture, as ``like`` is."""
    if not url or picture.is_ornament(url):
        return False
    if picture.is_picture(like):
        return picture.is_picture(url)
    return urlsplit(url).netloc == urlsplit(like).netloc


def _loose(text: str) -> list[str]:
    """The addresses in a list that is written as a program and not as JSON."""
    end = _closing(text)
    return [match[1].replace("\\/", "/").rstrip("\\") for match in _URL.finditer(text[: end + 1])]


def _closing(text: str) -> int:
    depth = 0
    for at, letter in enumerate(text):
        if letter == "[":
            depth += 1
        elif letter == "]":
            depth -= 1
            if depth == 0:
                return at
    return 0


def _one(value: Any, depth: int) -> str:
    """The best address of what describes one picture; empty for anything else."""
    if isinstance(value, str):
        return value if picture.is_picture(value) or value.startswith(("http", "//")) else ""
    if not isinstance(value, dict) or depth == 0 or _GOODS & value.keys():
        return ""
    if str(value.get("type") or value.get("media_type") or "").lower() in {
        "video",
        "external_video",
    }:
        return ""
    for name in (*_BEST, *value):
        inner = value.get(name)
        if isinstance(inner, str) and (
            picture.is_picture(inner) or (name in _BEST and "/" in inner)
        ):
            return inner
        if isinstance(inner, dict) and (found := _one(inner, depth - 1)):
            return found
    return ""
