"""Safari's web archives: a property list with the page and its parts."""

from __future__ import annotations

import plistlib
from xml.parsers.expat import ExpatError

from crawler.exchange.saved.capture import Source

BINARY = b"bplist00"


def read(body: bytes) -> Source | None:
    """The page in the archive; ``None`` if it is none, or broken."""
    try:
        archive = plistlib.loads(body, fmt=plistlib.FMT_BINARY)
        main = archive["WebMainResource"]
        data, kind = main["WebResourceData"], main.get("WebResourceMIMEType", "text/html")
        url, charset = main.get("WebResourceURL", ""), main.get("WebResourceTextEncodingName")
    except (ValueError, KeyError, TypeError, AttributeError, ExpatError, RecursionError):
        return None
    if not isinstance(data, bytes) or not isinstance(url, str):
        return None
    return Source(data, url, f"{kind}; charset={charset}" if charset else str(kind))
