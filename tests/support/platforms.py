"""Platforms that give their adverts as JSON, as they do it: paging, limits, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from web import Asked, Page, Web

Object = dict[str, Any]
JSON = {"Content-Type": "application/json; charset=utf-8"}
WORDS = ("Oak chair", "Walnut desk", "Carved elephant ivory tusk", "Brass lamp")


def title(number: int) -> str:
    """Every fourth advert is of ivory."""
    return f"{WORDS[number % 4]}, number {number}"


def answer(value: Any, status: int = 200, **headers: str) -> Page:
    return Page(json.dumps(value), status, {**JSON, **headers})


def query_of(asked: Asked) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(asked.path).query))


def number_in(query: dict[str, str], name: str, usual: int, most: int = 10**9) -> int:
    with suppress(ValueError):
        return max(0, min(int(query.get(name, usual)), most))
    return usual


def shopify(web: Web, total: int) -> None:
    """``/products.json``: 30 a page or up to 250, until a page is empty."""
    products = [
        {
            "id": 7_000 + number,
            "title": title(number),
            "handle": f"advert-{number}",
            "body_html": f"<p>{title(number)}</p><ul><li>Collected in person</li></ul>",
            "published_at": "2026-10-05T11:20:00+02:00",
            "created_at": "2026-10-01T09:00:00+02:00",
            "vendor": "Attic & Sons",
            "product_type": "Furniture",
            "tags": ["old", "wood"],
            "variants": [
                {"id": number, "title": "Default Title", "price": f"{number + 10}.50",
                 "compare_at_price": "999.00", "available": number % 5 > 0, "sku": ""}
            ],
            "images": [{"id": 1, "src": f"https://cdn.shop.example/{number}.jpg", "position": 1}],
            "options": [{"name": "Title", "position": 1, "values": ["Default Title"]}],
        }
        for number in range(total)
    ]  # fmt: skip

    def page(asked: Asked) -> Page:
        query = query_of(asked)
        size, at = number_in(query, "limit", 30, 250), number_in(query, "page", 1) or 1
        return answer({"products": products[(at - 1) * size : at * size]})

    web.pages["/products.json"] = page
    web.pages["/collections/chairs/products.json"] = page
    for product in products:
        web.pages[f"/products/{product['handle']}.json"] = answer({"product": product})


def woocommerce(web: Web, total: int) -> None:
    """The Store API: 10 a page or up to 100, with the numbers and the ways in headers."""

    def product(number: int) -> Object:
        return {
            "id": 300 + number,
            "name": title(number).replace(",", " &#8211;"),
            "slug": f"advert-{number}",
            "type": "simple",
            "permalink": web.url(f"/product/advert-{number}/"),
            "sku": "",
            "short_description": "",
            "description": f"<p>{title(number)}</p>\n",
            "prices": {
                "price": f"{number + 10}50", "regular_price": "99900", "sale_price": "",
                "price_range": None, "currency_code": "EUR", "currency_symbol": "€",
                "currency_minor_unit": 2, "currency_decimal_separator": ",",
            },
            "images": [{"id": 5, "src": "https://shop.example/a.jpg", "thumbnail": "", "alt": ""}],
            "categories": [{"id": 4, "name": "Furniture", "slug": "furniture"}],
            "is_in_stock": True,
        }  # fmt: skip

    def page(asked: Asked) -> Page:
        query = query_of(asked)
        words = query.get("search", "").lower().split()
        numbers = [n for n in range(total) if all(word in title(n).lower() for word in words)]
        size, at = number_in(query, "per_page", 10, 100), number_in(query, "page", 1) or 1
        pages = -(-len(numbers) // size)
        headers = {"X-WP-Total": str(len(numbers)), "X-WP-TotalPages": str(pages)}
        ways = {"prev": at - 1} if at > 1 else {}
        ways |= {"next": at + 1} if at < pages else {}
        here = web.url(urlsplit(asked.path).path)
        if ways:
            addresses = {
                way: f"{here}?{urlencode({**query, 'page': to})}" for way, to in ways.items()
            }
            links = (f'<{address}>; rel="{way}"' for way, address in addresses.items())
            headers["Link"] = ", ".join(links)
        return answer([product(n) for n in numbers[(at - 1) * size : at * size]], **headers)

    web.pages["/wp-json/wc/store/v1/products"] = page


def mastodon(web: Web, total: int) -> None:
    """``/api/v1/timelines/tag/…``: 20 a page or up to 40, newest first, on by ``max_id``."""

    def status(number: int) -> Object:
        return {
            "id": str(1_000 + number),
            "created_at": "2026-11-20T18:30:00.000Z",
            "edited_at": "2026-11-21T08:00:00.000Z" if number == 3 else None,
            "language": "en",
            "uri": f"https://far.example/users/ann/statuses/{number}",
            "url": web.url(f"/@ann/{1_000 + number}"),
            "content": f"<p>{title(number)}<br />pick up only</p><p>#<span>ivory</span></p>",
            "spoiler_text": "",
            "reblog": None,
            "account": {
                "id": "7", "username": "ann", "acct": "ann@far.example", "display_name": "Ann",
                "url": "https://far.example/@ann",
            },
            "media_attachments": [
                {"id": "1", "type": "image", "url": f"https://files.example/{number}.png",
                 "preview_url": "https://files.example/small.png"},
                {"id": "2", "type": "video", "url": "https://files.example/film.mp4"},
            ],
            "tags": [{"name": "ivory", "url": web.url("/tags/ivory")}],
        }  # fmt: skip

    def page(asked: Asked) -> Page:
        query = query_of(asked)
        size, below = number_in(query, "limit", 20, 40), number_in(query, "max_id", 10**9)
        ids = [number for number in reversed(range(total)) if 1_000 + number < below][:size]
        if not ids:
            return answer([])
        here = web.url(urlsplit(asked.path).path)
        ways = (
            f'<{here}?limit={size}&max_id={1_000 + ids[-1]}>; rel="next", '
            f'<{here}?limit={size}&min_id={1_000 + ids[0]}>; rel="prev"'
        )
        return answer([status(number) for number in ids], Link=ways)

    web.pages["/api/v1/timelines/tag/ivory"] = page
    for number in range(total):
        web.pages[f"/api/v1/statuses/{1_000 + number}"] = answer(status(number))


def bluesky(web: Web, total: int) -> None:
    """``app.bsky.feed.searchPosts``: 25 a page or up to 100, on by a cursor."""

    def post(number: int) -> Object:
        return {
            "uri": f"at://did:plc:abc/app.bsky.feed.post/3k{number}",
            "cid": "bafyrei",
            "author": {"did": "did:plc:abc", "handle": "ann.example", "displayName": "Ann"},
            "record": {
                "$type": "app.bsky.feed.post", "createdAt": "2026-11-20T18:30:00.000Z",
                "langs": ["en-GB"], "text": f"{title(number)}\npick up only",
            },
            "embed": {
                "$type": "app.bsky.embed.images#view",
                "images": [{"thumb": "https://cdn.example/t.jpg", "alt": "",
                            "fullsize": f"https://cdn.example/{number}.jpg"}],
            },
            "indexedAt": "2026-11-20T18:30:01.000Z",
        }  # fmt: skip

    def page(asked: Asked) -> Page:
        query = query_of(asked)
        if not query.get("q"):
            return answer({"error": "InvalidRequest", "message": "missing q"}, 400)
        words = query["q"].lower().split()
        numbers = [n for n in range(total) if all(word in title(n).lower() for word in words)]
        at, size = number_in(query, "cursor", 0), number_in(query, "limit", 25, 100)
        found: Object = {"posts": [post(n) for n in numbers[at : at + size]]}
        if at + size < len(numbers):
            found["cursor"] = str(at + size)
        return answer(found)

    web.pages["/xrpc/app.bsky.feed.searchPosts"] = page


def reddit(web: Web, total: int) -> None:
    """``/r/…/new.json``: 25 a page or up to 100, newest first, on by ``after``."""

    def post(number: int) -> Object:
        name = f"t3_{number:04x}"
        said = {
            "name": name, "id": name[3:], "title": title(number), "selftext": "Pick up only.",
            "author": "ann_of_old", "subreddit": "attic", "subreddit_name_prefixed": "r/attic",
            "permalink": f"/r/attic/comments/{name[3:]}/advert/", "created_utc": 1_795_000_000.0,
            "edited": 1_795_000_600.0 if number == 3 else False, "is_self": True,
            "link_flair_text": "For sale", "removed_by_category": None, "over_18": False,
            "url": f"https://www.reddit.example/r/attic/comments/{name[3:]}/advert/",
        }  # fmt: skip
        if number == 4:
            said |= {"selftext": "[removed]", "removed_by_category": "moderator"}
        if number == 5:
            said |= {"selftext": "[deleted]", "author": "[deleted]"}
        return said

    def page(asked: Asked) -> Page:
        query = query_of(asked)
        words = query.get("q", "").lower().split()
        numbers = [n for n in range(total) if all(word in title(n).lower() for word in words)]
        names = [f"t3_{number:04x}" for number in numbers]
        at = names.index(query["after"]) + 1 if query.get("after") in names else 0
        size = number_in(query, "limit", 25, 100)
        shown = numbers[at : at + size]
        after = f"t3_{shown[-1]:04x}" if shown and at + size < len(numbers) else None
        children = [{"kind": "t3", "data": post(number)} for number in shown]
        data = {"after": after, "before": None, "dist": len(shown), "children": children}
        return answer({"kind": "Listing", "data": data})

    web.pages["/r/attic/new.json"] = page
    web.pages["/search.json"] = page


def lemmy(web: Web, total: int) -> None:
    """``/api/v3/post/list``: 10 a page or up to 50, until a page is empty."""

    def view(number: int) -> Object:
        return {
            "post": {
                "id": number + 1, "name": title(number), "body": "Pick up **only**.",
                "published": "2026-11-20T18:30:00.123456Z", "removed": False,
                "deleted": number == 4, "nsfw": False, "local": True,
                "ap_id": web.url(f"/post/{number + 1}"),
                "url": f"https://lemmy.example/pictrs/image/{number}.webp",
            },
            "creator": {"id": 2, "name": "ann", "actor_id": "https://far.example/u/ann"},
            "community": {"id": 3, "name": "attic", "title": "The Attic"},
            "counts": {"comments": 4},
        }  # fmt: skip

    def page(asked: Asked) -> Page:
        query = query_of(asked)
        size, at = number_in(query, "limit", 10, 50), number_in(query, "page", 1) or 1
        shown = [view(number) for number in range(total)][(at - 1) * size : at * size]
        return answer({"posts": shown, "next_page": "Pab12" if shown else None})

    web.pages["/api/v3/post/list"] = page
    web.pages["/api/v3/search"] = page


def discourse(web: Web, total: int) -> None:
    """A category of 30 topics a page, and each topic with its opening post and an answer."""

    def topic(number: int) -> Object:
        return {"id": number + 1, "title": title(number), "slug": "advert", "posts_count": 2}

    def page(asked: Asked) -> Page:
        at = number_in(query_of(asked), "page", 0)
        shown = [topic(number) for number in range(total)][at * 30 : at * 30 + 30]
        listed: Object = {"per_page": 30, "topics": shown}
        if (at + 1) * 30 < total:
            listed["more_topics_url"] = f"/c/trade/5/l/latest?page={at + 1}"
        return answer({"users": [], "topic_list": listed})

    web.pages["/c/trade/5.json"] = page
    for number in range(total):
        opening = {
            "id": 10 * number, "post_number": 1, "username": "ann", "name": "Ann",
            "created_at": "2026-11-20T18:30:00.000Z", "updated_at": "2026-11-20T18:30:00.000Z",
            "version": 1, "cooked": f"<p>{title(number)}<br>pick up only</p>",
        }  # fmt: skip
        reply = {**opening, "post_number": 2, "username": "bob", "cooked": "<p>Is it rhino?</p>"}
        whole = {**topic(number), "tags": [], "post_stream": {"posts": [opening, reply]}}
        web.pages[f"/t/{number + 1}.json"] = answer(whole)


PLATFORMS: dict[str, tuple[Callable[[Web, int], None], str]] = {
    "bluesky": (bluesky, "/search?q=chair"),
    "discourse": (discourse, "/c/trade/5"),
    "lemmy": (lemmy, "/c/attic"),
    "mastodon": (mastodon, "/tags/ivory"),
    "reddit": (reddit, "/r/attic"),
    "shopify": (shopify, "/"),
    "woocommerce": (woocommerce, "/shop/"),
}
"""Each platform with the page that a person would begin at."""
