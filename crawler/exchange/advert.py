"""A row of a table → a listing."""

from __future__ import annotations

import hashlib
import json
import re
from types import MappingProxyType
from urllib.parse import quote

from crawler.exchange.price_cell import read_price
from crawler.exchange.row import KNOWN, Row
from crawler.items import Listing
from crawler.lexicon.entry import LANGUAGES

_ADDRESS = re.compile(r"(?:https?://|urn:patrol:)\S+")
_ISO_639_1 = frozenset(code for code in LANGUAGES if len(code) == 2)


def to_listing(row: Row, site: str) -> Listing:
    """The advert of a row, title and description to the letter.

    Columns that are not understood become its attributes. Without an address it gets
    ``urn:patrol:SITE:ID``, where the ID of a row without one is a hash of all it says: the same
    row is the same advert whenever it comes.
    """

    def cell(name: str) -> str:
        return row.cells.get(name, "").strip()

    amount, currency = read_price(cell("price"), cell("currency"))
    language = cell("lang").lower()
    others = {name: text for name, text in row.cells.items() if name not in KNOWN and text}
    address = cell("url") if _ADDRESS.fullmatch(cell("url")) else None
    if not address:
        others |= {"url": cell("url")} if cell("url") else {}
        own = quote(cell("id"), safe="", errors="surrogatepass") or _digest(row)
        address = f"urn:patrol:{site}:{own}"
    return Listing(
        site=site,
        listing_id=cell("id") or None,
        url=address,
        title=row.cells.get("title", "").replace("\0", "\ufffd"),
        description=row.cells.get("description", "").replace("\0", "\ufffd") or None,
        price=amount,
        currency=currency,
        price_raw=row.cells.get("price") or None,
        seller=cell("seller") or None,
        language=language if language in _ISO_639_1 else None,
        attributes=MappingProxyType(others),
    )


def _digest(row: Row) -> str:
    said = sorted((name, text) for name, text in row.cells.items() if text)
    return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()[:32]
