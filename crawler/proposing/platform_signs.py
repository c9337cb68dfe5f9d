"""Platforms that give JSON, by the signs that their pages for people carry."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from crawler.extraction import Page
from crawler.extraction.recipe import kinds, recipe_of

_SIGNS: dict[str, tuple[bytes, ...]] = {
    "shopify": (b"cdn.shopify.com", b"shopify.theme", b"myshopify.com", b"shopify-digital-wallet"),
    "woocommerce": (b"woocommerce",),
    "discourse": (b'content="discourse ', b"data-discourse-setup", b"discourse-cdn"),
    "mastodon": (b'id="mastodon"', b"mastodon/packs", b'content="mastodon"'),
    "lemmy": (b"lemmy-site", b"isodata", b'content="lemmy"'),
}
_LOOKED_AT = 600_000


def begins_at(page: Page) -> list[tuple[str, str]]:
    """(kind, start) of the platforms that the page may be of, the likeliest first.

    Only a look at the JSON itself can tell for sure.
    """
    found = []
    for kind in kinds():
        recipe = recipe_of(kind)
        if recipe.home and _host(recipe.home) != _host(page.url):
            continue
        if not recipe.home and not _is_signed(page, kind):
            continue
        if start := _start(page.url, kind):
            found.append((kind, start))
    return found


def _is_signed(page: Page, kind: str) -> bool:
    markup = page.body[:_LOOKED_AT].lower()
    return any(sign in markup for sign in _SIGNS.get(kind, ()))


def _start(url: str, kind: str) -> str | None:
    """The page itself if the kind can begin there, else the site's front page if it can."""
    recipe = recipe_of(kind)
    for address in (url, urljoin(url, "/")):
        if recipe.api_path(address):
            return address
    return None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
