"""What a site needs beside the configuration: secrets in the environment, a file of cookies."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.config.cookie_file import CookieFile, read_cookies
from crawler.config.model import Config, Site
from crawler.config.secret import is_missing, variable
from crawler.errors import InputError


def check_ready(config: Config, site: Site) -> None:
    """Refuse a site whose secrets or cookies are not there, before anything is asked of it.

    :raises InputError: with one line per thing that is missing, each with file:line.
    """
    if missing := list(_missing(config, site)):
        raise InputError("\n".join(missing))


def cookies_of(site: Site) -> CookieFile | None:
    """The site's exported cookies, if it has any.

    :raises InputError: in words, if they cannot be used.
    """
    return read_cookies(site.cookies, site.hosts) if site.cookies else None


def _missing(config: Config, site: Site) -> Iterator[str]:
    number = config.sites.index(site) if site in config.sites else -1
    for loc, text in _secrets(site):
        if is_missing(text):
            where, name = config.place("sites", number, *loc), ".".join(loc)
            yield (
                f"{where}: the environment variable {variable(text)} is not set "
                f"(site '{site.name}', {name})"
            )
    try:
        cookies_of(site)
    except InputError as error:
        yield f"{config.place('sites', number, 'cookies')}: cookies: {error}"


def _secrets(site: Site) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where values stand that may name a variable."""
    if site.login:
        for name, text in site.login.fields.items():
            yield ("login", "fields", name), text
    if site.proxy:
        for name, said in (("user", site.proxy.user), ("password", site.proxy.password)):
            if said:
                yield ("proxy", name), said
