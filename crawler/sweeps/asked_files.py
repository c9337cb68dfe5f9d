"""Keyword files that the sites' searches name: whether they are there, before anything is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crawler.config import Config, Site
from crawler.errors import InputError
from crawler.lexicon import Lexicon
from crawler.strict_yaml import suggest


def check_asked_files(config: Config, sites: Sequence[Site], lexicon: Lexicon) -> None:
    """Refuse a search for the terms of a file that does not exist.

    :raises InputError: with one line per such file, each with file:line.
    """
    if unknown := list(_unknown(config, sites, lexicon)):
        raise InputError("\n".join(unknown))


def _unknown(config: Config, sites: Sequence[Site], lexicon: Lexicon) -> Iterator[str]:
    known = [file.id for file in lexicon.files]
    for site in sites:
        for index, name in enumerate(site.search.files if site.search else ()):
            if name not in known:
                where = config.place("sites", config.sites.index(site), "search", "files", index)
                yield f"{where}: no keyword file has the id '{name}'{suggest(name, known)}"
