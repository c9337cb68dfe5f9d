"""One saved page: what it is, where it lies, and who kept it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.extraction import Page

BY_HAND = "by hand"
"""Somebody who looked at the page saved it."""
ARCHIVE = "archive"
"""A program that went through a site kept it, among others."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was saved."""

    page: Page
    """With the time of saving as the time at which it was fetched."""
    place: str
    """The file; in an archive with the byte at which the record begins: ``crawl.warc.gz@1810``."""
    how: str = BY_HAND
    """:data:`BY_HAND` or :data:`ARCHIVE`."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row or page that gives no advert."""

    place: str
    """The file, with the line if it is a table."""
    reason: str
    """Such as ``has no title``."""


@dataclass(frozen=True, slots=True)
class Source:
    """The page inside a saved file, before anybody knows its address for sure."""

    body: bytes
    url: str = ""
    """Where it was saved from, if the file says so."""
    content_type: str | None = None
    """As the server said it, or the program that saved it."""
    saved_at: datetime | None = None
    how: str = BY_HAND
