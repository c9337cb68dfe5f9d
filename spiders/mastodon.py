"""Mastodon: the public timelines of hashtags."""

from __future__ import annotations

from spiders._records import RecordsSpider


class MastodonSpider(RecordsSpider):
    """Asked at one instance, which knows much of what was posted at others too."""

    name = "mastodon"
