"""Pages of a small shop: results that lead to adverts, each with its data as schema.org has it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from web import Page, Web

FILLER = "Collected in person or sent by parcel post; please ask before you come. " * 3


def results(paths: Iterable[str], following: str | None = None) -> str:
    """A page of results."""
    cards = "".join(f'<a class="card" href="{path}">advert {path}</a>' for path in paths)
    link = f'<a class="next" href="{following}">more</a>' if following else ""
    return _page("Results", f"<main>{cards}{link}</main>")


def advert(title: str, price: str = "12.50", head: str = "", **more: Any) -> str:
    """An advert's own page."""
    product = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": title,
        "description": more.pop("description", f"{title}. {FILLER}"),
        "image": ["/photo.jpg"],
        "offers": {
            "@type": "Offer",
            "price": price,
            "priceCurrency": "EUR",
            "seller": {"@type": "Person", "name": "Ann"},
        },
        **more,
    }
    script = f'<script type="application/ld+json">{json.dumps(product)}</script>'
    return _page(title, f"{script}<h1>{title}</h1><p>{FILLER}</p>", head)


def fill(web: Web, adverts: int, *extra: str, delay: float = 0.0) -> list[str]:
    """Puts adverts and a page of results that leads to them, and to ``extra``, on a site.

    :param delay: seconds that each advert takes to come.
    """
    paths = [f"/advert/{number}" for number in range(adverts)]
    for number, path in enumerate(paths):
        web.pages[path] = Page(advert(f"Oak chair number {number}"), delay=delay)
    web.pages["/"] = results([*paths, *extra])
    return paths


def _page(title: str, body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"</head><body>{body}</body></html>"
    )
