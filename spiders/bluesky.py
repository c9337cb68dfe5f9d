"""Bluesky: the public search, and the posts of accounts."""

from __future__ import annotations

from spiders._records import RecordsSpider


class BlueskySpider(RecordsSpider):
    """A post is called by its first line; its author is the seller."""

    name = "bluesky"
