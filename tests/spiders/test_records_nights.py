"""Later nights over a platform's JSON: edits, what fell out of the list, and what was deleted."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from patrol import Patrol, site
from platforms import JSON, mastodon
from web import Asked, Page, Web


def without(web: Web, path: str, *left_out: str) -> None:
    """The list at ``path`` does not hold these posts any more."""
    whole: Any = web.pages[path]

    def page(asked: Asked) -> Page:
        answered = whole(asked)
        posts = [post for post in json.loads(answered.body) if post["id"] not in left_out]
        return Page(json.dumps(posts), 200, answered.headers)

    web.pages[path] = page


def test_a_post_that_fell_out_of_the_list_is_gone_only_if_it_was_deleted(
    patrol: Patrol, web: Web
) -> None:
    mastodon(web, 30)
    patrol.configure(
        web, sites=[site(web, spider="mastodon", start=[web.url("/tags/ivory")], selectors={})]
    )
    assert patrol.sweep().site["new"] == 30
    without(web, "/api/v1/timelines/tag/ivory", "1003", "1004", "1005")
    web.pages["/api/v1/statuses/1003"] = Page('{"error": "Record not found"}', 404, JSON)
    edited: Any = web.pages["/api/v1/statuses/1004"]
    post = json.loads(edited.body)
    post |= {"content": "<p>Sold, thank you</p>", "edited_at": "2026-11-22T08:00:00.000Z"}
    web.pages["/api/v1/statuses/1004"] = Page(json.dumps(post), 200, JSON)
    second = patrol.sweep()
    assert second.site["verdict"] == "healthy", second.log
    assert (second.site["gone"], second.site["changed"], second.site["listings"]) == (1, 1, 29)
    states = {urlsplit(each["url"]).path: each["state"] for each in patrol.listings()}
    assert states["/@ann/1003"] == "gone"
    assert states["/@ann/1004"] == "changed"
    assert states["/@ann/1005"] == "unchanged"
