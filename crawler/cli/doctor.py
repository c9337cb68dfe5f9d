"""``patrol doctor``"""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from crawler.cli.app import config_option, json_option
from crawler.config import Config, Site
from crawler.config.api import credentials, key_names
from crawler.config.policy import find_browser, user_agent
from crawler.config.readiness import check_ready, cookies_of
from crawler.errors import DatabaseError, Exit, InputError, KeywordError, PatrolError
from crawler.exchange.species_import import taxa_of
from crawler.lexicon import SpeciesList, load
from crawler.matching import prove, read_rates
from crawler.store.database import open_existing
from crawler.store.in_force import settle

_EXTRAS = {"postgres": "psycopg", "excel": "xlsxwriter", "images": "PIL", "archive": "warcio"}
_EXAMPLE = "patrol@customs.example"
_LOW_SPACE = 1 * 2**30


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a night needs, or could use."""

    name: str
    state: str
    """``ok``, ``note`` (works without) or ``missing``."""
    words: str


@click.command()
@config_option
@json_option
def doctor(config: Config, as_json: bool) -> int:
    """Say what is missing before the night does."""
    checks = list(_checks(config))
    if as_json:
        click.echo(json.dumps([asdict(check) for check in checks], indent=2, ensure_ascii=False))
    else:
        for check in checks:
            click.echo(f"{check.state:8} {check.name}: {check.words}")
    return int(Exit.MISSING if any(check.state == "missing" for check in checks) else Exit.OK)


def _checks(config: Config) -> Iterator[Check]:
    yield Check("python", "ok", sys.version.partition(" ")[0])
    yield Check("configuration", "ok", str(config.path or "built-in defaults; no config.yaml here"))
    if config.contact == _EXAMPLE:
        yield Check("contact", "note", f"{_EXAMPLE} is the example's: put yours into the file")
    else:
        yield _tried("contact", lambda: user_agent(config))
    yield _tried("database", lambda: _database(config))
    yield from _keywords(config)
    yield _species_list(config)
    enabled = [site for site in config.sites if site.enabled]
    if enabled:
        yield Check("sites", "ok", f"{len(enabled)} enabled of {len(config.sites)}")
    else:
        yield Check("sites", "missing", "none is enabled; see docs/adding-a-site.md")
    for site in enabled:
        yield from _entry(config, site)
    yield _browser(enabled)
    for site in enabled:
        if site.api.id:
            yield _tried(f"keys of {site.name}", partial(_keys, site))
    for extra, module in _EXTRAS.items():
        there = importlib.util.find_spec(module) is not None
        words = "installed" if there else f"pip install 'listing-patrol[{extra}]' to have it"
        yield Check(f"extra {extra}", "ok" if there else "note", words)
    folder = config.reports if config.reports.exists() else Path(config.reports.anchor)
    free = shutil.disk_usage(folder).free
    yield Check("disk", "ok" if free > _LOW_SPACE else "missing", f"{free / 2**30:.1f} GiB free")


def _species_list(config: Config) -> Check:
    name, species = "species list", SpeciesList(config.keywords)
    if not species.exists:
        return Check(name, "note", "none; patrol keywords import species FILE has it")
    return _tried(name, lambda: f"{len(taxa_of(species)):,} taxa")


def _entry(config: Config, site: Site) -> Iterator[Check]:
    """Whether a site with a login or a proxy can be entered; nothing is asked of it."""
    if not (site.login or site.cookies or site.proxy):
        return
    name = f"site {site.name}"
    try:
        check_ready(config, site)
        cookies = cookies_of(site)
    except InputError as error:
        yield Check(name, "missing", str(error))
        return
    if cookies and cookies.expired:
        yield Check(name, "missing", cookies.expired)
    elif cookies and cookies.public:
        yield Check(name, "note", cookies.public)
    else:
        yield Check(name, "ok", "its secrets and cookies are at hand")


def _browser(enabled: Sequence[Site]) -> Check:
    if browser := find_browser():
        return Check("browser", "ok", browser)
    needed = any(site.render != "http" for site in enabled)
    words = "no Chromium was found; sites with render: browser or auto need it (Debian: apt-get "
    return Check("browser", "missing" if needed else "note", f"{words}install chromium)")


def _keys(site: Site) -> str:
    credentials(site)
    return f"set in {' and '.join(key_names(site))}"


def _tried(name: str, attempt: Callable[[], str]) -> Check:
    try:
        return Check(name, "ok", attempt())
    except PatrolError as error:
        return Check(name, "missing", str(error))


def _keywords(config: Config) -> Iterator[Check]:
    """What a sweep would be scored by: without a database, the files themselves."""
    try:
        database = open_existing(config.database)
    except DatabaseError:
        yield _tried("keywords", lambda: _proven(config))
        return
    with closing(database):
        today = datetime.now(UTC).date()
        try:
            settled = settle(database, config.keywords, config.levels, today)
        except PatrolError as error:
            yield Check("keywords", "missing", str(error))
            return
    if not settled.alarms:
        yield Check("keywords", "ok", f"{len(settled.lexicon.files)} files in force")
    for told in (*settled.alarms, *settled.notes):
        yield Check("keywords", "note", told)


def _proven(config: Config) -> str:
    loaded = load(config.keywords)
    today = datetime.now(UTC).date()
    if found := loaded.errors or prove(loaded, config.levels, read_rates(), today):
        raise KeywordError("\n".join(map(str, found)))
    return f"{len(loaded.lexicon.files)} files, not in force yet"


def _database(config: Config) -> str:
    database = open_existing(config.database)
    try:
        return f"{database.url} answers"
    finally:
        database.close()
