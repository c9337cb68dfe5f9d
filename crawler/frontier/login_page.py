"""Which addresses are those of login pages."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

_WORDS = (
    r"(?:log[-_]?in|sign[-_]?in|log[-_]?on|anmelden|einloggen|inloggen|connexion|accedi"
    r"|iniciar[-_]sesion|zaloguj|logowanie)"
)
_PATH = re.compile(rf"/(?:wp-|users?[-_])?{_WORDS}(?:\.\w+)?(?:/|$)", re.IGNORECASE)
_QUERY = re.compile(rf"(?:^|&)(?:mode|action|act|do|op|page)={_WORDS}(?:&|$)", re.IGNORECASE)


def leads_to_login(url: str) -> bool:
    """Whether an address looks like a login page's."""
    parts = urlsplit(url)
    return bool(_PATH.search(parts.path) or _QUERY.search(parts.query))


def is_same_page(url: str, login: str) -> bool:
    """Whether ``url`` is ``login``, whatever else its query says; a home page is no login page."""
    parts, named = urlsplit(url), urlsplit(login)
    if parts.path != named.path or not (named.path.strip("/") or named.query):
        return False
    return set(parse_qsl(named.query)) <= set(parse_qsl(parts.query))
