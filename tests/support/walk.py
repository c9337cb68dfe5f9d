"""The first walk over a site, without the pauses that visitors owe to sites of others."""

from __future__ import annotations

from urllib.error import HTTPError
from urllib.request import urlopen

from crawler.extraction import Page
from crawler.frontier.fetch import Fetched
from crawler.proposing import Exploration, Proposal, propose


def explored(url: str) -> tuple[Exploration, list[str]]:
    """What was seen, and the addresses that were asked for, in order."""
    seen, waiting, asked = Exploration(url), [url], list[str]()
    while waiting:
        here = waiting.pop(0)
        asked.append(here)
        waiting += seen.follow(here, _fetched(here))
    return seen, asked


def proposed(url: str) -> Proposal:
    """The site that is proposed for an address."""
    return propose(explored(url)[0], None, "http")


def _fetched(url: str) -> Fetched:
    try:
        with urlopen(url, timeout=20) as answer:  # noqa: S310 - a test's own address
            declared = answer.headers.get("Content-Type")
            return Fetched(Page(answer.url, answer.read(), declared), answer.status)
    except HTTPError as error:
        return Fetched(Page(url, error.read()), error.code)
