"""Conditional requests: a site that says when a page has changed is asked for news only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.frontier.meta import VISIT
from crawler.frontier.open_page import Validators

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from crawler.store.visits import Visit

_LONGEST = 1_000
"""Characters of an ETag; a longer one is no use."""


class ConditionalMiddleware:
    """Adds ``If-None-Match`` and ``If-Modified-Since`` to requests for pages that were read."""

    def process_request(self, request: Request) -> None:
        if VISIT not in request.meta:
            return
        visit: Visit = request.meta[VISIT]
        conditions = {"If-None-Match": visit.etag, "If-Modified-Since": visit.last_modified}
        apply = _as_asked(request)
        if not apply:  # what was remembered is no other page's
            del request.meta[VISIT]
        for name, value in conditions.items():
            if apply and value:
                request.headers[name] = value
            elif not apply:
                request.headers.pop(name, None)


def _as_asked(request: Request) -> bool:
    """Whether a page comes from the address that was asked, and not through a browser, which has
    nothing to show if the site answers that there is no news."""
    meta = request.meta
    return not (meta.get("redirect_times") or meta.get("playwright"))


def validators_of(response: Response) -> Validators:
    """By what this page can be asked for again; of a redirect's end, nothing."""
    if response.request is None or not _as_asked(response.request):
        return Validators()

    def header(name: str) -> str | None:
        value = (response.headers.get(name) or b"").decode("latin-1").strip()
        return value if 0 < len(value) <= _LONGEST else None

    return Validators(header("ETag"), header("Last-Modified"))
