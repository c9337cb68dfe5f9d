"""``config.yaml`` → :class:`Config`; every mistake at once, each with file:line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from crawler.config.address import (
    check_egress,
    check_proxy,
    check_web_address,
    exact,
    host_and_port,
    is_forbidden,
    is_onion,
)
from crawler.config.api import unreadable
from crawler.config.model import Config, Site
from crawler.config.strays import strays
from crawler.errors import InputError
from crawler.strict_yaml import Document, Finding, Loc, read, validate

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
    document.findings.extend(_not_public(document))
    document.findings.extend(_not_asked(config, document) if config else ())
    if config is not None and not document.findings:
        document.findings.extend(strays(config, document))
    if config is None or document.findings:
        raise InputError("\n".join(str(found) for found in sorted(document.findings)))
    config = _at_home(config, path.resolve().parent)
    config._path, config._document = path.resolve(), document
    return config


def _twins(document: Document) -> Iterator[Finding]:
    """Two sites of one name: what no single site can know."""
    names: set[str] = set()
    for number, site in enumerate(_list(document.data, "sites")):
        name = site.get("name") if isinstance(site, dict) else None
        if isinstance(name, str) and name in names:
            loc = ("sites", number, "name")
            yield document.finding(loc, f"there are two sites named '{name}'")
        names.add(str(name))


def _not_public(document: Document) -> Iterator[Finding]:
    """Sites that begin where nothing may be contacted, told before the first request."""
    egress = _value(document.data, "egress")
    allow = frozenset(_valid(_list(egress, "allow"), check_egress))
    for number, site in enumerate(_list(document.data, "sites")):
        places: list[tuple[Loc, Any]] = [
            (("sites", number, "start", index), url)
            for index, url in enumerate(_list(site, "start"))
        ]
        for section in ("search", "login", "api"):
            if isinstance(said := _value(site, section), dict):
                places.append((("sites", number, section, "url"), said.get("url")))
        proxy = _value(site, "proxy")
        proxy = proxy.get("url") if isinstance(proxy, dict) else proxy
        through = next(_valid([proxy], check_proxy), "")
        for place, address in places:
            for url in _valid([address], check_web_address):
                if is_forbidden(url, allow):
                    yield document.finding(place, _private(url))
                if is_onion(host_and_port(url)[0]) and not through.startswith("socks5"):
                    yield document.finding(
                        place, "a .onion address is found through a SOCKS5 proxy only: name the "
                        "site's, such as proxy: socks5h://127.0.0.1:9050"
                    )  # fmt: skip
        if through and is_forbidden(through, allow):
            yield document.finding(("sites", number, "proxy", "url"), _private(through))


def _private(url: str) -> str:
    where = exact(*host_and_port(url))
    return f"{where} is not a public address; if it is yours, name it under egress.allow"


def _value(mapping: Any, key: str) -> Any:
    return mapping.get(key) if isinstance(mapping, dict) else None


def _not_asked(config: Config, document: Document) -> Iterator[Finding]:
    """What cannot be asked of sites of their kinds."""
    for number, site in enumerate(config.sites):
        for at, why in unreadable(site, config.egress.allow):
            place: Loc = ("sites", number, *at)
            yield document.finding(place, f"{'.'.join(map(str, place))}: {why}")


def _list(mapping: Any, key: str) -> list[Any]:
    """The list at ``key`` of what may be a mapping that has one."""
    value = _value(mapping, key)
    return value if isinstance(value, list) else []


def _valid(values: list[Any], check: Callable[[str], str]) -> Iterator[str]:
    """Those values that pass the check; the others have been told about already."""
    for value in values:
        with suppress(ValueError):
            if isinstance(value, str):
                yield check(value)


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
            "sites": tuple(_site_at_home(site, home) for site in config.sites),
        }
    )


def _site_at_home(site: Site, home: Path) -> Site:
    return site.model_copy(update={"cookies": home / site.cookies}) if site.cookies else site


def shipped_keywords() -> Path:
    """The keyword files that came with the program."""
    spec = find_spec("keywords")
    folders = list(spec.submodule_search_locations or []) if spec else []
    return Path(folders[0]) if folders else Path("keywords")
