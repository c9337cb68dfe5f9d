"""Pages that somebody or something saved: single files of many kinds, folders of them, archives."""

from crawler.exchange.saved.capture import ARCHIVE, BY_HAND, Capture, LeftOut
from crawler.exchange.saved.collection import captures, collected, holds_pages

__all__ = ["ARCHIVE", "BY_HAND", "Capture", "LeftOut", "captures", "collected", "holds_pages"]
