"""What was read off a page, as JSON."""

from __future__ import annotations

from typing import Any

from crawler.exchange.json_values import iso, plain_number
from crawler.extraction import Found, Page, Reading


def page_as_dict(
    source: str, page: Page, reading: Reading, *, rendered: bool = False
) -> dict[str, Any]:
    """A page with its adverts; what is not known is ``None``.

    :param source: the path or address that was asked for.
    :param rendered: whether the page was opened in the browser, which is said only then.
    """
    posts = {} if reading.posts is None else {"posts": reading.posts}
    return {
        "source": source,
        "url": page.url or None,
        "kind": reading.kind.value,
        "language": reading.language,
        **posts,
        **({"rendered": True} if rendered else {}),
        "listings": [_listing(found) for found in reading.listings],
    }


def _listing(found: Found) -> dict[str, Any]:
    listing = found.listing
    return {
        "title": listing.title,
        "price": None if listing.price is None else plain_number(listing.price),
        "currency": listing.currency,
        "price_raw": listing.price_raw,
        "seller": listing.seller,
        "location": listing.location,
        "images": list(listing.images),
        "description": listing.description,
        "posted_at": iso(listing.posted_at) if listing.posted_at else None,
        "availability": listing.availability,
        "condition": listing.condition,
        "from": dict(found.sources),
    }
