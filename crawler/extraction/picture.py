"""Pictures: the best address of one, and what makes two addresses the same picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

from lxml.etree import _Element

# In the order of their worth: addresses of the whole picture before those of a reduced copy.
_LARGE = (
    "data-zoom-image", "data-large_image", "data-large-image", "data-full", "data-zoom",
    "data-hires", "data-old-hires", "data-full-src", "data-big", "data-image-large-src",
    "data-original",
)  # fmt: skip
_LAZY = (
    "data-src", "data-lazy-src", "data-lazy", "data-srcset", "data-lazyload", "data-image",
    "data-img", "data-imgsrc", "data-url", "data-imgurl", "data-defer-src",
)  # fmt: skip
_ENDING = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|bmp|heic)(?![a-z0-9])", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*[\"']?([^\"')]+)", re.IGNORECASE)
# Drawings of the page itself.
_ORNAMENT = re.compile(
    r"(?:^|[/_.\-\s])(?:logos?|icons?|ico|sprites?|avatars?|flags?|payments?|placeholder|spacer|blank"
    r"|pixel|loading|loader|spinner|stars?|ratings?|badges?|banners?|noimage|no-image"
    r"|no_image|nophoto|emoji|smil(?:ey|ie)s?|arrows?|swatch(?:es)?|button|btn|play)"
    r"(?:$|[/_.\-\s\d])|(?:^|/)movie[._]|(?:^|/)na\d+x\d+|(?:^|/)\w{1,3}\.gif|\.svg(?:$|\?)|1x1|/pixel",
    re.IGNORECASE,
)
_SIZE = r"(?:\d{2,4}x\d{0,4}|x\d{2,4}|[whsfqn]b?_?\d{2,4}|\d{2,4}[whpx]{1,2})"
# A part of a path that only says how large a copy is.
_SIZE_SEGMENT = re.compile(
    rf"(?:{_SIZE}(?:[-_,x]?(?:{_SIZE}|c|q\d+|crop\w*|fit\w*))*|thumb\w*|thm|tn|small|medium|large|big"
    r"|full(?:size)?|orig(?:inal)?|zoom|cache|resized?|preview|mini|micro|regular|xl|l|m|s|xs|xxl"
    r"|max|image;s=.*|(?:[a-z]{1,3}_(?:\d[\d.:]*|[a-z]{2,11}(?:\.gif)?)(?:,|$))+|[0-9a-f]{32}|fit-in|tc?|product|img)",
    re.IGNORECASE,
)
# Lengths in pixels that copies usually have; any other number tells one picture from the next.
_LENGTHS = (
    "32|40|48|50|60|64|70|72|75|80|90|96|100|110|120|128|140|144|150|160|180|190|200|220|225|240"
    "|250|256|280|300|320|340|350|360|375|380|400|420|430|440|450|460|480|500|512|540|550|560|570|580"
    "|600|620|640|650|680|700|720|740|750|760|768|800|850|900|960|1000|1024|1080|1100|1200|1280|1400"
    "|1440|1500|1536|1600|1800|1920|2000|2048|2400|2500|3000"
)
# What a copy's file name has more than the name of the picture.
_SIZE_SUFFIX = re.compile(
    rf"(?:[-_.@]+(?:\d{{2,4}}x\d{{0,4}}[a-z]?|x\d{{2,4}}|[whs]\d{{2,4}}|(?:size)?(?:{_LENGTHS})[whpx]{{0,2}}|\dx"
    r"|thumb\w*|tn|small|medium|large|big|grande|compact|master|pico|icon|full|orig(?:inal)?|zoom"
    r"|scaled|crop_\w+|cropped|[a-z]{2,5}_default|default|preview|mini|xl|l|m|s|t|q\d{2,3}|webp|e\d{10,}))+$",
    re.IGNORECASE,
)
_DEFAULTS = re.compile(r"(?<=\d)-[a-z]+_default$")
_AMAZON = re.compile(r"\._[A-Za-z0-9_,%-]+_$")
_NUMBERED = re.compile(r"[$~_]+_?\d{0,3}|s-l\d+|image\d?|img|photo|picture|foto|\d{1,2}")
_NUMBER = re.compile(r"[0-9a-f]{8}|\d{6}|(?=\w*\d)(?=\w*[A-Za-z])\w{12}", re.IGNORECASE)
"""What is as good as a number of its own: no second picture is called so."""
_MAX_SEGMENT, _MAX_SEGMENTS = 200, 30
"""Characters of a part of a path that are compared, and parts: the last ones tell it apart."""
_MAX_ADDRESS = 2_000


def address(element: _Element) -> str:
    """The best address that an ``<img>``, a ``<source>`` or a drawn background gives."""
    for name in _LARGE:
        if (said := element.get(name)) and _is_address(said):
            return said.strip()
    for name in ("srcset", "data-srcset", "data-lazy-srcset"):
        if said := element.get(name):
            widest = _widest(said)
            if _is_address(widest):
                return widest
    for name in (*_LAZY, "src"):
        if (said := element.get(name)) and _is_address(said) and not said.startswith("data:"):
            return said.strip()
    drawn = _BACKGROUND.search(element.get("style") or "")
    return drawn[1].strip() if drawn else ""


def _is_address(text: str) -> bool:
    text = text.strip()
    return (
        bool(text)
        and len(text) <= _MAX_ADDRESS
        and ("/" in text or "." in text)
        and text[0] not in "{["
    )


def _widest(srcset: str) -> str:
    """The address with the greatest width or density in a ``srcset``."""
    best, most = "", -1.0
    for candidate in _candidates(srcset):
        parts = candidate.split()
        try:
            size = float(parts[1][:-1]) if len(parts) > 1 else 0.0
        except ValueError:
            size = 0.0
        if parts and size > most:
            best, most = parts[0], size
    return best


def _candidates(srcset: str) -> Iterator[str]:
    """The parts of a ``srcset``; commas inside an address are no separators."""
    return (part.strip() for part in re.split(r",\s+|,(?=https?:|//|/)", srcset[:20_000]))


def is_ornament(url: str, element: _Element | None = None) -> bool:
    """Whether a picture is a drawing of the page: a logo, an icon, a placeholder."""
    if not url or url.startswith("data:") or _ORNAMENT.search("/".join(_path(url).split("/")[-2:])):
        return True
    if element is None:
        return False
    if _ORNAMENT.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    sizes = (element.get("width") or "", element.get("height") or "")
    return any(size.isdigit() and int(size) < 40 for size in sizes)


def _path(url: str) -> str:
    return url.partition("?")[0].partition("#")[0]


def is_picture(url: str) -> bool:
    """Whether an address has the ending of a picture."""
    return _ENDING.search(url) is not None


@lru_cache(maxsize=4096)
def key(url: str) -> str:
    """What all copies of one picture have in common: its path without host and sizes."""
    parts = urlsplit(url if "//" in url[:8] else f"//{url}" if url.startswith("//") else url)
    query = parse_qs(parts.query) if parts.query else {}
    for name in ("url", "src", "image"):  # a program that makes copies of what it is told
        inner = query.get(name, [""])[0]
        if "/" in inner and _ENDING.search(inner):
            return key(unquote(inner))
    named = [each[-_MAX_SEGMENT:] for each in parts.path.split("/") if each][-_MAX_SEGMENTS:]
    segments = [_DEFAULTS.sub("", unquote(each)) for each in named]
    while len(segments) > 1 and _SIZE_SEGMENT.fullmatch(segments[-1]):
        segments.pop()
    if not segments:
        return url
    stem = _stem(segments[-1])
    folders = [each for each in segments[:-1] if not _SIZE_SEGMENT.fullmatch(each)]
    if _NUMBERED.fullmatch(stem):
        tail = folders[-1:] if re.search(r"\$|~|s-l", segments[-1]) else [*folders[-2:], stem]
        return "/".join(tail) or stem
    if not _ENDING.search(parts.path) and parts.query and len(stem) < 20:
        named = [f"{name}={query[name][0]}" for name in sorted(query) if len(query[name][0]) > 4]
        return "/".join([*folders[-1:], stem, *named[:2]])
    if len(stem) >= 16 and _NUMBER.search(stem):
        return stem.lower()
    return "/".join([*folders[-2:], stem]).lower()


def file_name(url: str) -> str:
    """The name of a picture's file as written, without its ending and its size; may be empty."""
    segments = [each[-_MAX_SEGMENT:] for each in urlsplit(url).path.split("/") if each]
    while len(segments) > 1 and (
        _SIZE_SEGMENT.fullmatch(segments[-1]) or _NUMBERED.fullmatch(_stem(segments[-1]))
    ):
        segments.pop()
    return _stem(segments[-1]) if segments else ""


def _stem(name: str) -> str:
    """A file's name without its endings and what says how large the copy is."""
    match = _ENDING.search(name)
    stem = name[: match.start()] if match else name
    stem = _AMAZON.sub("", stem)
    return _SIZE_SUFFIX.sub("", stem) or stem
