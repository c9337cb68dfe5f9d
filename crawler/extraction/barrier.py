"""Pages that stand between the reader and the advert: captchas, refusals, logins, empty shells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extraction import consent, phrases, xpath
from crawler.extraction.kind import Kind
from crawler.extraction.page import Page
from crawler.extraction.text import visible

SHORT = 1_500
"""Characters of a page that says little, as walls do."""

_SCANT = 500
_EMPTY = 200
_BARE = 60
_LOOKED_AT = 300_000
# In the markup of walls only.
_WALLS = (
    b"captcha-delivery.com", b"px-captcha", b"cf_chl_opt", b"cf-chl-", b"_incapsula_resource",
    b"awswafcookie", b"x5secdata", b"validatecaptcha", b"sec-cpt", b"bm-verify", b"smartcaptcha",
    b"kpsdk", b"sucuri_cloudproxy", b"perfdrive.com", b"google.com/sorry",
)  # fmt: skip
# In the markup of walls, but also of ordinary pages that guard a form.
_GUARDS = (b"recaptcha", b"hcaptcha", b"challenges.cloudflare.com", b"geetest", b"arkoselabs")
_PASSWORD = re.compile(rb"<input[^>]{0,300}type\s*=\s*[\"']?password", re.IGNORECASE)
# Where the usual frameworks put a page.
_MOUNTS = xpath.elements(
    "//body//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt' or @id='react-root'"
    " or @id='app-root' or self::app-root]"
)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stands in the way."""

    kind: Kind
    """``blocked`` or ``shell``."""
    reason: str
    """``captcha``, ``access denied``, ``login`` or ``needs scripts``."""


def find(page: Page) -> Barrier | None:
    """What stands in the way on a page that is nothing but a barrier.

    To be asked of pages that offer nothing: ordinary pages have captchas and logins as well.
    """
    body = next(page.root.iter("body"), None)
    text = visible(body, SHORT * 2) if body is not None else ""
    title = page.title
    said = f"{title}\n{text}" if len(text) <= SHORT else title
    if phrases.pattern("captcha").search(said) or _is_captcha(page, len(text)):
        return Barrier(Kind.BLOCKED, "captcha")
    if phrases.pattern("refused").search(said):
        return Barrier(Kind.BLOCKED, "access denied")
    if phrases.pattern("login_needed").search(said) or _is_login(page):
        return Barrier(Kind.BLOCKED, "login")
    if _SCRIPT.search(page.body) and _is_empty(page, text):
        return Barrier(Kind.SHELL, "needs scripts")
    return None


def is_shell(page: Page) -> bool:
    """Whether a page says nothing to a reader before its scripts have run."""
    body = next(page.root.iter("body"), None)
    if body is None or not _SCRIPT.search(page.body):
        return False
    if len(visible(body, _BARE + 1)) > _BARE:
        return False
    return all(next(head.iterancestors("noscript"), None) is not None for head in body.iter("h1"))


def _is_empty(page: Page, text: str) -> bool:
    """Whether a page shows hardly anything, or has an empty place where a script puts the rest."""
    if len(text) < _EMPTY:
        return True
    if len(text) <= SHORT and any(len(visible(each, 20)) < 20 for each in _MOUNTS(page.root)):
        return True
    return len(visible(page.root, 20_000)) - consent.length(page) < _EMPTY


def _is_captcha(page: Page, length: int) -> bool:
    if length > _SCANT:
        return False
    markup = page.body[:_LOOKED_AT].lower()
    marks = _WALLS + (_GUARDS if length <= _EMPTY else ())
    return any(mark in markup for mark in marks)


def _is_login(page: Page) -> bool:
    """Whether the page's heading is about logging in, and it asks for a password."""
    headings = (page.title, *(visible(each, 200) for each in page.root.iter("h1", "h2")))
    found = any(phrases.pattern("login").search(heading) for heading in headings)
    return found and (_PASSWORD.search(page.body) is not None or b"/login" in page.body)
