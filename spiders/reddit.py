"""Reddit: the newest posts of subreddits and accounts, and the search."""

from __future__ import annotations

from spiders._records import RecordsSpider


class RedditSpider(RecordsSpider):
    """Read at the pages' own host, or at the official API if the configuration has keys for it."""

    name = "reddit"
