"""Pages that say that their advert is over."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import phrases
from crawler.extraction.page import Page
from crawler.extraction.text import visible

_MIN_NOTICE = 4
_MAX_NOTICE = 240
_MAX_PLACES = 10
# What such a sentence nearly always holds, by language: a plain search for these few spares most
# pages the look at every element.
_STEMS = {
    "en": "no longer|has ended|has expired|been sold|been removed|been deleted",
    "de": "nicht mehr|beendet|deaktiviert|gelöscht",
    "fr": "est plus|expiré|supprimé|désactivée",
    "nl": "niet meer|verlopen|verwijderd|verkocht",
    "es": "ya no|caducado|eliminado",
    "it": "non è più|scaduto|rimosso",
    "pt": "não está mais|expirou|removido",
    "pl": "nieaktualne|zakończone|wygasło|archiwalne",
    "ru": "снято|удалено|не актуально|в архиве",
    "uk": "неактивне|видалено|знято",
    "zh": "已下架|不存在|已删除|已售出",
    "ja": "終了|存在しません|売り切れ|削除",
}
_MARKS = {language: tuple(stems.split("|")) for language, stems in _STEMS.items()}
# How they begin, each once: fewer to search a whole page for.
_STARTS = {
    language: frozenset(mark[:5].encode() for mark in marks) for language, marks in _MARKS.items()
}
_SILENT = frozenset({"script", "style", "template", "noscript", "option", "textarea", "head"})
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hidden|hide|d-none|is-hidden|invisible|template)(?:\s|$)")


def said(page: Page, *, suspected: bool) -> str | None:
    """The sentence with which the page says that its advert is over, if it does.

    :param suspected: whether to look at every element, and not only if the page holds words that
        such sentences have in its language.
    """
    language = page.language if page.language in _MARKS else "en"
    marks = _MARKS[language]
    if not suspected and not _holds_mark(page.body, language):
        return None
    over = phrases.pattern("gone", page.language)
    if over.search(page.title):
        return page.title
    places = 0
    for element in page.elements:
        if element.tag in _SILENT:
            continue
        own = _own_text(element)
        if not suspected and not any(mark in own for mark in marks):
            continue
        if not own or not over.search(own):
            continue
        notice = visible(element, _MAX_NOTICE + 1)
        if len(notice) <= _MAX_NOTICE and over.search(notice) and not _is_unseen(element):
            return notice
        places += 1
        if places > _MAX_PLACES:
            break
    return None


def _holds_mark(body: bytes, language: str) -> bool:
    if not any(start in body for start in _STARTS[language]):
        return False
    return any(mark.encode() in body for mark in _MARKS[language])


def not_found(page: Page) -> bool:
    """Whether the page says that there is no such page."""
    headings = (page.title, *(visible(each, 200) for each in page.root.iter("h1")))
    return any(phrases.pattern("not_found").search(heading) for heading in headings)


def _own_text(element: _Element) -> str:
    """The text that stands in ``element`` itself; empty if it is longer than a notice."""
    own = element.text or ""
    if len(element):
        own += " ".join(child.tail for child in element if child.tail)
    return own if _MIN_NOTICE <= len(own) <= _MAX_NOTICE * 2 else ""


def _is_unseen(element: _Element) -> bool:
    """Whether the page keeps a notice for later instead of showing it."""
    for around in (element, *element.iterancestors()):
        style = (around.get("style") or "").replace(" ", "")
        if around.get("hidden") is not None or "display:none" in style:
            return True
        if around.tag in {"template", "noscript", "dialog"}:
            return True
        if _HIDDEN_CLASS.search(around.get("class") or ""):
            return True
    return False
