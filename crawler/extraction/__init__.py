"""The reading room: page bytes in, the fields of its adverts out. Pure: no network, no clock."""

from crawler.extraction.address import canonical
from crawler.extraction.board import thread_links
from crawler.extraction.card_text import Entry, entries
from crawler.extraction.identity import identity
from crawler.extraction.kind import ADVERTS, Kind
from crawler.extraction.page import Page
from crawler.extraction.reading import Reading, read
from crawler.extraction.results import listing_links, next_links
from crawler.extraction.selectors import Selector, Selectors, compile_selector
from crawler.extraction.settle import Found, Hints
from crawler.extraction.thread_address import first_page, page_number

__all__ = [
    "ADVERTS",
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
    "first_page",
    "identity",
    "listing_links",
    "next_links",
    "page_number",
    "read",
    "thread_links",
]
