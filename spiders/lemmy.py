"""Lemmy: the newest posts of communities, and the search of an instance."""

from __future__ import annotations

from spiders._records import RecordsSpider


class LemmySpider(RecordsSpider):
    """Communities of other instances are read where they are followed: ``/c/NAME@INSTANCE``."""

    name = "lemmy"
