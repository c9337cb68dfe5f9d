"""What kind of page it is."""

from __future__ import annotations

import re
from enum import StrEnum

from crawler.extraction.page import Page
from crawler.extraction.text import visible


class Kind(StrEnum):
    """What a page is good for."""

    ITEM = "item"
    SEARCH = "search"
    THREAD = "thread"
    POST = "post"
    SHELL = "shell"
    BLOCKED = "blocked"
    GONE = "gone"
    OTHER = "other"


_WALL = {
    "captcha": re.compile(
        r"captcha-delivery\.com|px-captcha|/cdn-cgi/challenge-platform|cf-chl-|g-recaptcha"
        r"|h-captcha|verify(?:ing)? (?:that )?you are (?:a )?human|are you a (?:human|robot)"
        r"|just a moment\.\.\.|pardon our interruption|robot check|unusual traffic",
        re.IGNORECASE,
    ),
    "access denied": re.compile(
        r"access denied|attention required! \| cloudflare|request unsuccessful\. incapsula"
        r"|you have been blocked|request blocked|403 forbidden|zugriff verweigert|accès refusé",
        re.IGNORECASE,
    ),
    "login": re.compile(
        r"(?:please |you (?:must|need to|have to) )(?:log|sign)[ -]?in|log in to continue"
        r"|bitte (?:melde|loggen)|connectez-vous|inicia sesión|请登录",
        re.IGNORECASE,
    ),
}
_GONE = re.compile(
    r"(?:no longer available|has (?:been removed|ended|expired|been deleted)|listing (?:was|is) "
    r"(?:removed|ended)|nicht mehr verfügbar|wurde gelöscht|n'est plus disponible|a été supprimée?"
    r"|niet meer beschikbaar|is verwijderd|ya no está disponible|non è più disponibile"
    r"|no longer exists|已下架|已删除|已結束)",
    re.IGNORECASE,
)
_PASSWORD = re.compile(rb"<input[^>]{0,300}type\s*=\s*[\"']?password", re.IGNORECASE)
_SHELL_ROOT = re.compile(rb"<div[^>]{0,200}\bid\s*=\s*[\"']?(?:root|app|__next|__nuxt)\b", re.I)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
SHORT = 1_200
"""Characters of a page that says little: walls, shells and farewells do."""


def unreadable(page: Page) -> tuple[Kind, str] | None:
    """``blocked``, ``gone`` or ``shell`` with the reason, for a page that offers nothing."""
    body = next(page.root.iter("body"), None)
    text = visible(body) if body is not None else ""
    if len(text) > SHORT:
        return None
    said = f"{page.title}\n{text}"
    for reason, pattern in _WALL.items():
        if pattern.search(said) or (reason == "captcha" and _in_markup(pattern, page)):
            return Kind.BLOCKED, reason
    if _PASSWORD.search(page.body):
        return Kind.BLOCKED, "login"
    if _GONE.search(said):
        return Kind.GONE, "says it is gone"
    if len(text) < 200 and (_SHELL_ROOT.search(page.body) or _SCRIPT.search(page.body)):
        return Kind.SHELL, "no text without scripts"
    return None


def _in_markup(pattern: re.Pattern[str], page: Page) -> bool:
    return pattern.search(page.body[:200_000].decode("utf-8", "replace")) is not None
