"""Messenger handles in a text: marked by ``@``, a link or a service's name, or telling enough."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from crawler.lexicon.contact import ANY_SERVICE, BARE, NO_SERVICE, handle_form
from crawler.lexicon.messenger import HANDLE, LINK, SERVICE_OF, service_linked
from crawler.matching.clearing import Span
from crawler.matching.plain import plain

Form = tuple[str, Span]

_AT_NAME = re.compile(rf"(?<![a-z0-9_.@])@ ?(?P<handle>{HANDLE})")
_WORD = re.compile(r"[a-z0-9_]+")
_WORD_LIMITS = (r"(?<![a-z0-9_.\-@/])", r"(?![a-z0-9_\-])")
_MAY_BE_LINK = re.compile(r"\. ?(?:me|dog|com|am|id|gg) ?/")
_SERVICES = {plain(name): service for name, service in SERVICE_OF.items()}
_SERVICE = {
    name: re.compile(rf"(?<![a-z0-9_]){name}(?![a-z0-9_])" if _WORD.fullmatch(name) else name)
    for name in _SERVICES
}
_OTHER_NAMES = tuple(name for name in _SERVICES if not _WORD.fullmatch(name))
"""In scripts of which nothing is left in ``[a-z]``."""
_FILLER = (
    r"(?:(?:me|id|user|username|name|naam|nom|account|acc|handle|nick|pseudo|app|chat|contact|add"
    r"|is|my|mijn|mon|mein|the|on|op|sur|auf|via|at|en|in)[^a-z0-9_]{1,4})"
)
_AFTER = re.compile(rf"[^a-z0-9_]{{0,6}}{_FILLER}{{0,3}}(?P<handle>{HANDLE})")
_BEFORE = re.compile(rf"(?<![a-z0-9_.\-])(?P<handle>{HANDLE})[^a-z0-9_]{{1,4}}{_FILLER}{{0,2}}$")
_REACH = 60
_MOST_SERVICES = 200
"""Of one name in one text, as a bound on its time; no advert has as many."""


class Handles:
    """Finds handles.

    :param telling: sought handles that need no mark.
    """

    def __init__(self, telling: Iterable[str]) -> None:
        self._telling: dict[str, list[str]] = defaultdict(list)
        for name in telling:
            self._telling[_WORD.findall(name)[0]].append(name)
        self._telltale = frozenset(_SERVICES).union(self._telling)

    def find(self, text: str) -> Iterator[Form]:
        """Handles after ``@``, in links, beside the name of a service, and the telling ones.

        :param text: as :func:`crawler.matching.plain.plain` gives it.
        """
        if "@" in text:
            for found in _AT_NAME.finditer(text):
                yield from _named((NO_SERVICE,), *found.span("handle"), text, found.start())
        if _MAY_BE_LINK.search(text):
            for found in LINK.finditer(text):
                services = (service_linked(found), ANY_SERVICE)
                yield from _named(services, *found.span("handle"), text, found.start())
        words = self._telltale.intersection(_WORD.findall(text))
        if not text.isascii():
            words = words.union(name for name in _OTHER_NAMES if name in text)
        for name in sorted(words & _SERVICES.keys()):
            yield from _beside(name, text)
        for word in sorted(words & self._telling.keys()):
            for name in self._telling[word]:
                for found in re.finditer(re.escape(name).join(_WORD_LIMITS), text):
                    yield handle_form(BARE, name), found.span()


def _beside(name: str, text: str) -> Iterator[Form]:
    """Handles before and after the name of a service."""
    services = (_SERVICES[name], ANY_SERVICE)
    for word in islice(_SERVICE[name].finditer(text), _MOST_SERVICES):
        if after := _AFTER.match(text, word.end()):
            yield from _named(services, *after.span("handle"), text)
        begin = max(0, word.start() - _REACH)
        if before := _BEFORE.search(text, begin, word.start()):
            yield from _named(services, *before.span("handle"), text)


def _named(
    services: tuple[str, ...], start: int, end: int, text: str, begin: int | None = None
) -> Iterator[Form]:
    """The handle in all its forms, also without the sentence that follows its dot."""
    name = text[start:end].rstrip(".-")
    for each in dict.fromkeys((name, name.partition(".")[0])):
        for service in services:
            yield (
                handle_form(service, each),
                (start if begin is None else begin, start + len(each)),
            )
