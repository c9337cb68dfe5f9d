"""``config.yaml`` → :class:`Config`; every mistake at once, each with file:line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from crawler.config.address import host_and_port, is_forbidden
from crawler.config.model import Config
from crawler.errors import InputError
from crawler.strict_yaml import Document, Finding, read, validate

DEFAULT_FILE = "config.yaml"
_SQLITE = "sqlite:///"


def load(path: Path | None = None) -> Config:
    """The configuration in ``path``, else where ``PATROL_CONFIG`` points, else in
    ``./config.yaml``, else the built-in defaults.

    :raises InputError: with one line per mistake, if the file cannot be used.
    """
    if path is None and (named := os.environ.get("PATROL_CONFIG")):
        path = Path(named)
    if path is None:
        path = Path(DEFAULT_FILE)
        if not path.exists():
            return _at_home(Config(), Path.cwd())
    elif not path.exists():
        raise InputError(f"{path}: there is no such configuration file")
    document = read(path, null=True)
    config = validate(Config, document)
    document.findings.extend(_twins(document))
    if config is not None:
        document.findings.extend(_not_public(config, document))
    if config is None or document.findings:
        raise InputError("\n".join(str(found) for found in sorted(document.findings)))
    config = _at_home(config, path.resolve().parent)
    config._path = path.resolve()
    return config


def _twins(document: Document) -> Iterator[Finding]:
    """Two sites of one name: what no single site can know."""
    sites = document.data.get("sites") if isinstance(document.data, dict) else None
    names: set[str] = set()
    for number, site in enumerate(sites if isinstance(sites, list) else []):
        name = site.get("name") if isinstance(site, dict) else None
        if isinstance(name, str) and name in names:
            loc = ("sites", number, "name")
            yield document.finding(loc, f"there are two sites named '{name}'")
        names.add(str(name))


def _not_public(config: Config, document: Document) -> Iterator[Finding]:
    """Sites that begin where nothing may be contacted, told before the first request."""
    allow = frozenset(config.egress.allow)
    for number, site in enumerate(config.sites):
        for url in site.addresses:
            if is_forbidden(url, allow):
                exact = "{}:{}".format(*host_and_port(url))
                yield document.finding(
                    ("sites", number, "start"),
                    f"{exact} is not a public address; if it is yours, name it under egress.allow",
                )


def _at_home(config: Config, home: Path) -> Config:
    """The same configuration with paths made absolute, relative ones being relative to ``home``."""
    database = config.database
    if database.startswith(_SQLITE) and not database.startswith(_SQLITE + "/"):
        file = database.removeprefix(_SQLITE)
        if file != ":memory:":
            database = f"{_SQLITE}{home / file}"
    keywords = home / config.keywords
    if not keywords.exists() and "keywords" not in config.model_fields_set:
        keywords = shipped_keywords()
    return config.model_copy(
        update={
            "database": database,
            "evidence": home / config.evidence,
            "reports": home / config.reports,
            "keywords": keywords,
        }
    )


def shipped_keywords() -> Path:
    """The keyword files that came with the program."""
    spec = find_spec("keywords")
    folders = list(spec.submodule_search_locations or []) if spec else []
    return Path(folders[0]) if folders else Path("keywords")
