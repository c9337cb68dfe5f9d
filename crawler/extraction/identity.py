"""Which address identifies an advert that can be reached under several."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from crawler.extraction.address import canonical, site_of
from crawler.extraction.page import Page
from crawler.extraction.shop_address import product
from crawler.items import Listing

_NUMBER = re.compile(r"\d{4,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCRIPT_NAME = re.compile(r"\.(?:php\d?|aspx?|jsp|cgi|do|html?)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}|[^\W\d_\x00-\u024f]{2,}")


def identity(page: Page, listing: Listing) -> str:
    """The address under which ``listing`` is one advert, however it was reached.

    The page's declared address (``rel=canonical``, ``og:url``) if it is credible, else the page's
    own, both in canonical form.
    """
    own = canonical(product(page.url))
    if page.canonical:
        declared = canonical(page.canonical)
        if declared == own or _credible(declared, own, listing.title):
            return declared
    return own


def _credible(declared: str, own: str, title: str) -> bool:
    """Whether ``declared`` can be the one address of the advert at ``own``.

    Some sites declare their front page, a section or the bare script on every page, and believing
    that would merge all their adverts. So the declared address must carry something of this one
    advert: its number, its place in the path, or words of its title.
    """
    if site_of(declared) != site_of(own):
        return False
    said, mine = urlsplit(declared), urlsplit(own)
    if said.path.strip("/") == "" and not said.query:
        return False
    if said.path.rstrip("/") == mine.path.rstrip("/"):
        return _keeps_number(said, mine) or _tells_title(said.path, title)
    if _numbers(own):
        # A path that is only the beginning of the advert's own must end with its number.
        last = _last(said.path) + "?" + said.query
        return bool(_numbers(own) & _numbers(last)) or _tells_title(said.path, title)
    return _last(said.path) == _last(mine.path) or _tells_title(said.path, title)


def _numbers(text: str) -> set[str]:
    return {number for number in _NUMBER.findall(unquote(text)) if not _YEAR.fullmatch(number)}


def _last(path: str) -> str:
    return unquote(path.rstrip("/").rpartition("/")[2])


def _keeps_number(said: SplitResult, own: SplitResult) -> bool:
    """Whether no parameter that can be an advert's number was left out of the query."""
    if any(character.isdigit() for character in _last(own.path)):
        return True
    kept = set(parse_qsl(said.query))
    left_out = [pair for pair in parse_qsl(own.query) if pair not in kept]
    return not any(name.lower().endswith("id") or value.isdigit() for name, value in left_out)


def _tells_title(path: str, title: str) -> bool:
    """Whether the last part of the path holds a word of the title."""
    name = _SCRIPT_NAME.sub("", _last(path))
    said = _plain(title)
    return any(word in said for word in _WORD.findall(_plain(name)))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
