"""What a kind of site can be asked through its interface for programs, and with which keys."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.config.address import exact, host_and_port
from crawler.config.secret import variable
from crawler.errors import MissingError

if TYPE_CHECKING:
    from crawler.config.model import Site
    from crawler.extraction.recipe import Recipe

_RECIPES = Path(__file__).parents[1] / "extraction" / "recipes"


def home_of(site: Site, recipe: Recipe) -> str:
    """Where the site's pages for people are: scheme and host."""
    for address in (*site.start, recipe.home, site.api.url):
        if address:
            parts = urlsplit(address)
            return f"{parts.scheme}://{parts.netloc}"
    raise ValueError(f"site '{site.name}' says nowhere where it is")


def api_of(site: Site, recipe: Recipe) -> str:
    """Where the site's API is: the address that its paths are relative to."""
    return site.api.url or recipe.api or home_of(site, recipe)


def credentials(site: Site) -> tuple[str, str]:
    """Client id and secret of the site's API, out of the environment.

    :raises MissingError: if one is not there; it names the variable and no value.
    """
    names = key_names(site)
    for name in names:
        if not os.environ.get(name):
            raise MissingError(f"site '{site.name}': the environment variable {name} is not set")
    return os.environ[names[0]], os.environ[names[1]]


def key_names(site: Site) -> tuple[str, str]:
    """The environment variables that hold client id and secret of the site's API."""
    return variable(site.api.id or "") or "", variable(site.api.secret or "") or ""


def unreadable(site: Site, allow: Collection[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What cannot be asked of a site of this kind: where in its entry, and why.

    :param allow: ``egress.allow``
    """
    if not (_RECIPES / f"{site.spider}.yaml").exists():
        if site.search and not site.search.url:
            yield ("search",), "'url' is missing: where the site's search is, with {term} in it"
        if "api" in site.model_fields_set:
            yield ("api",), f"the kind '{site.spider}' reads pages and no API: leave 'api' out"
        return
    from crawler.extraction.recipe import recipe_of  # costs a quarter of a second

    recipe = recipe_of(site.spider)
    yield from _starts(site, recipe)
    if site.search and not (site.search.url or recipe.search):
        yield ("search",), f"the kind '{site.spider}' has no search: leave it out"
    if not (site.start or recipe.home or site.api.url):
        yield (), "'start' is missing: it says which site is meant"
    if site.api.id and not recipe.token:
        yield ("api", "id"), f"the kind '{site.spider}' needs no keys: leave them out"
    if recipe.token and recipe.token.required and not site.api.id:
        why = f"the kind '{site.spider}' needs 'api' with 'id' and 'secret', its keys"
        yield (), f"{why}: env:NAME each"
    address = api_of(site, recipe) if site.start or recipe.home or site.api.url else ""
    exempt = address.startswith("https:") or exact(*host_and_port(address)) in allow
    if site.api.id and not exempt:
        yield ("api", "url"), "keys are sent there: it must begin with https://"
    if site.render == "browser":
        yield ("render",), f"the kind '{site.spider}' reads no pages: leave 'render' out"


def _starts(site: Site, recipe: Recipe) -> Iterator[tuple[tuple[str | int, ...], str]]:
    known = ", ".join(route.page for route in recipe.start)
    paths = [recipe.api_path(url) for url in site.start]
    for number, (url, path) in enumerate(zip(site.start, paths, strict=True)):
        if path is None:
            why = f"'{url}' is no page that the kind '{site.spider}' begins at"
            yield ("start", number), f"{why} (pages: {known})"
    if not any(path or path is None for path in paths) and not site.search:
        yield (), f"'start' only says which site is meant: add 'search', or one of {known}"
