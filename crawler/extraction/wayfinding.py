"""What the address of a page says about its kind and its country."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ONE = re.compile(
    r"/(?:p|dp|gp|itm|items?|i|products?|produkty?|produit|producto|prodotto|artikel|article|ads?"
    r"|advert|annonces?|s-anzeige|anzeigen?|kleinanzeigen?|annuncio|anuncio|oferta|offer|offre"
    r"|listing|lot|auction|obyavlenie|v|d)[/-][^/]+",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"/(?:search|suche|recherche|zoeken|buscar|cerca|szukaj|collections?|(?:sub)?categor\w+|kategorie\w*"
    r"|c|cat|browse|tag|brands?|catalog\w*)(?:/|$|\?)"
    r"|[?&](?:q|query|search|keywords?|s|k)=",
    re.IGNORECASE,
)
# Top-level domains of countries that everyone uses for their sound.
_SOLD_ABROAD = frozenset({"io", "co", "me", "tv", "ai", "cc", "fm", "to", "gg", "ly", "sh", "eu"})
_HOMES = {
    "gb18030": "CN", "gbk": "CN", "gb2312": "CN", "big5": "TW", "big5hkscs": "TW",
    "shift_jis": "JP", "cp932": "JP", "euc_jp": "JP", "euc-jp": "JP", "iso2022_jp": "JP",
    "euc_kr": "KR", "euc-kr": "KR", "cp949": "KR",
}  # fmt: skip
_LOCALE = re.compile(r"/[a-z]{2}[-_]([A-Za-z]{2})(?:/|$)|/([a-z]{2})/[a-z]{2}(?:/|$)")


def country(url: str) -> str | None:
    """ISO 3166 code of the country that an address names, by its domain or by ``/en-AU/``."""
    parts = urlsplit(url)
    domain = (parts.hostname or "").rpartition(".")[2]
    if len(domain) == 2 and domain.isalpha() and domain not in _SOLD_ABROAD:
        return {"uk": "GB"}.get(domain, domain.upper())
    named = _LOCALE.search(parts.path)
    code = (named[1] or named[2]).upper() if named else None
    return {"UK": "GB"}.get(code, code) if code else None


def home(encoding: str) -> str | None:
    """ISO 3166 code of the one country that writes its pages in an encoding."""
    return _HOMES.get(encoding)


def is_generic(url: str) -> bool:
    """Whether the domain belongs to no country; an English shop there means US dollars by ``$``."""
    return (urlsplit(url).hostname or "").endswith((".com", ".net", ".org", ".example"))


def of_one(url: str) -> bool:
    """Whether the address looks like that of one thing."""
    return _ONE.search(urlsplit(url).path) is not None


def of_many(url: str) -> bool:
    """Whether the address looks like that of a search or a section."""
    parts = urlsplit(url)
    return not of_one(url) and _MANY.search(f"{parts.path}?{parts.query}") is not None
