"""Messenger handles in a text: marked by ``@``, a link or a service's name, or telling enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.lexicon.contact import ANY_SERVICE, BARE, NO_SERVICE, handle_form
from crawler.lexicon.messenger import HANDLE, LINK, SERVICE_OF, service_linked
from crawler.matching.clearing import Span
from crawler.matching.plain import plain

Form = tuple[str, Span]

_AT_NAME = re.compile(rf"(?<![a-z0-9_.@])@ ?(?P<handle>{HANDLE})")
_LONG_NAME = re.compile(r"(?<![a-z0-9_.\-@/])[a-z0-9_.\-]{8,40}(?![a-z0-9_\-])")
_SERVICES = {plain(name): service for name, service in SERVICE_OF.items()}
_SERVICE = re.compile(
    "(?<![a-z0-9_])(?:"
    + "|".join(sorted(map(re.escape, _SERVICES), key=len, reverse=True))
    + ")(?![a-z0-9_])"
)
_FILLER = (
    r"(?:(?:me|id|user|username|name|naam|nom|account|acc|handle|nick|pseudo|app|chat|contact|add"
    r"|is|my|mijn|mon|mein|the|on|op|sur|auf|via|at|en|in)[^a-z0-9_]{1,4})"
)
_AFTER = re.compile(rf"[^a-z0-9_]{{0,6}}{_FILLER}{{0,3}}(?P<handle>{HANDLE})")
_BEFORE = re.compile(rf"(?<![a-z0-9_.\-])(?P<handle>{HANDLE})[^a-z0-9_]{{1,4}}{_FILLER}{{0,2}}$")
_REACH = 60
_MOST_SERVICES = 200
"""Named in one text; a text that names more is no advert."""


def handle_forms(text: str) -> Iterator[Form]:
    """Handles: after ``@``, in links, beside the name of a service, and names by themselves."""
    if "@" in text:
        for found in _AT_NAME.finditer(text):
            yield from _named((NO_SERVICE,), *found.span("handle"), text, found.start())
    if "/" in text:
        for found in LINK.finditer(text):
            services = (service_linked(found), ANY_SERVICE)
            yield from _named(services, *found.span("handle"), text, found.start())
    for word in islice(_SERVICE.finditer(text), _MOST_SERVICES):
        services = (_SERVICES[word.group()], ANY_SERVICE)
        if after := _AFTER.match(text, word.end()):
            yield from _named(services, *after.span("handle"), text)
        begin = max(0, word.start() - _REACH)
        if before := _BEFORE.search(text, begin, word.start()):
            yield from _named(services, *before.span("handle"), text)
    for found in _LONG_NAME.finditer(text):
        yield from _named((BARE,), *found.span(), text)


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
