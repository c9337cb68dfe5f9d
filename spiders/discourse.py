"""Discourse forums: lists of topics that lead to the topics, of each the opening post."""

from __future__ import annotations

from spiders._records import RecordsSpider


class DiscourseSpider(RecordsSpider):
    """What others answer is not looked at."""

    name = "discourse"
