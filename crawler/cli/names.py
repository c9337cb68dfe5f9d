"""Names on the command line that nobody knows, and whose empty result would look like good news."""

from __future__ import annotations

from crawler.config import Config
from crawler.errors import InputError
from crawler.items import MAIN_TRAY
from crawler.lexicon import load
from crawler.store.database import Connection
from crawler.store.flagged import EVERY_TRAY, Wanted, categories, sites, trays
from crawler.strict_yaml import suggest


def check_names(config: Config, connection: Connection, asked: Wanted) -> None:
    """Refuse a site, category or tray that neither the database nor anything else names.

    :raises InputError: with those that there are.
    """
    known = {site.name for site in config.sites}.union(sites(connection))
    for name in asked.sites:
        _check("--site", name, known, "the configuration nor the database knows")
    stored = set(categories(connection))
    for name in asked.categories:
        _check_keyword("--category", name, stored, config)
    stored = {MAIN_TRAY, EVERY_TRAY, *trays(connection)}
    _check_keyword("--tray", asked.tray, stored, config)


def _check_keyword(option: str, name: str, stored: set[str], config: Config) -> None:
    if name in stored:  # or else the keyword files are read, which takes longer
        return
    files = load(config.keywords).lexicon.files
    if option == "--category":
        named = {file.domain for file in files if not file.shared}
    else:
        named = {group.to for file in files for group in file.groups if group.to}
    _check(option, name, stored | named, "the keyword files nor the database know")


def _check(option: str, name: str, known: set[str], who: str) -> None:
    if name not in known:
        near, listed = suggest(name, sorted(known)), ", ".join(sorted(known)) or "none"
        raise InputError(f"{option}: neither {who} '{name}'{near} (known: {listed})")
