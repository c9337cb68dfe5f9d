"""The reading room: page bytes in, the fields of its adverts out. Pure: no network, no clock."""

from crawler.extraction.address import canonical
from crawler.extraction.card_text import Entry, entries
from crawler.extraction.identity import identity
from crawler.extraction.kind import Kind
from crawler.extraction.page import Page
from crawler.extraction.reading import Reading, read
from crawler.extraction.results import listing_links, next_links
from crawler.extraction.selectors import Selector, Selectors, compile_selector
from crawler.extraction.settle import Found, Hints

__all__ = [
    "Entry",
    "Found",
    "Hints",
    "Kind",
    "Page",
    "Reading",
    "Selector",
    "Selectors",
    "canonical",
    "compile_selector",
    "entries",
    "identity",
    "listing_links",
    "next_links",
    "read",
]
