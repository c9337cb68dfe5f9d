"""``config.yaml`` → :class:`Config`; every mistake at once, each with file:line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from crawler.config.model import Config, Site
from crawler.errors import InputError
from crawler.extraction.selectors import compile_selector
from crawler.strict_yaml import Document, Finding, read, suggest, validate

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
    if config is not None:
        document.findings.extend(_second_look(config, document))
    if config is None or document.findings:
        raise InputError("\n".join(str(found) for found in sorted(document.findings)))
    config = _at_home(config, path.resolve().parent)
    config._path = path.resolve()
    return config


def _second_look(config: Config, document: Document) -> Iterator[Finding]:
    """What no single field can know: clashes between sites, and what other rooms understand."""
    kinds = spider_kinds()
    names: set[str] = set()
    for number, site in enumerate(config.sites):
        loc = ("sites", number)
        if site.name in names:
            yield document.finding((*loc, "name"), f"there are two sites named '{site.name}'")
        names.add(site.name)
        if site.spider not in kinds:
            known = f"{suggest(site.spider, kinds)} (kinds: {', '.join(kinds)})"
            yield document.finding(
                (*loc, "spider"), f"there is no spider kind '{site.spider}'{known}"
            )
        yield from _selectors(site, document, loc)


def _selectors(site: Site, document: Document, loc: tuple[str | int, ...]) -> Iterator[Finding]:
    for name, text in site.selectors.items():
        try:
            compile_selector(text)
        except ValueError as error:
            yield document.finding((*loc, "selectors", name), f"selectors.{name}: {error}")


def spider_kinds() -> list[str]:
    """Names of the spider kinds: one per public file in ``spiders/``."""
    spec = find_spec("spiders")
    folders = (spec.submodule_search_locations or []) if spec else []
    files = (file.stem for folder in folders for file in Path(folder).glob("*.py"))
    return sorted(stem for stem in files if not stem.startswith("_"))


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
