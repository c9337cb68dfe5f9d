"""What a site's policy means in Scrapy's settings; the wiring is in ``crawler/settings.py``."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import Any

from crawler import __version__
from crawler.config.api import credentials
from crawler.config.model import Config, Site
from crawler.config.readiness import check_ready
from crawler.errors import InputError, MissingError

ROBOT = "ListingPatrol"
"""Our product token, in the user agent and in robots.txt (RFC 9309, section 2.2.1)."""
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
SITE = "PATROL_SITE"
"""Scrapy setting that carries the site that is swept."""
_HANDLER = "crawler.frontier.browser.handler.BrowserHandler"
_BROWSER_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # else it goes past every proxy
    # Where a picture is stands in the page. One that were refused would count as broken, and pages
    # put something else in the place of broken pictures.
    "--blink-settings=imagesEnabled=false",
    "--js-flags=--max-old-space-size=512",  # MB; what wants more ends its own tab
)


def user_agent(config: Config) -> str:
    """Who we say we are, with an address to complain to.

    :raises InputError: if the configuration names no contact.
    """
    if config.contact is None:
        where = config.path or "config.yaml"
        raise InputError(
            f"{where}: 'contact' is missing; sites must be able to reach whoever crawls them, "
            "so name a mail address or web page there"
        )
    return f"{ROBOT}/{__version__} (+{config.contact})"


def scrapy_settings(config: Config, site: Site) -> dict[str, Any]:
    """Scrapy settings for one sweep over ``site``.

    :raises InputError: if something is missing that it needs: a contact, a secret, cookies.
    """
    check_ready(config, site)
    if site.api.id:
        credentials(site)  # told before the first request if one is missing
    pace = site.pace
    settings: dict[str, Any] = {
        "USER_AGENT": user_agent(config),
        "ROBOTSTXT_USER_AGENT": ROBOT,
        "DOWNLOAD_DELAY": pace.delay,
        "CONCURRENT_REQUESTS": pace.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": pace.concurrency,
        "HTTPPROXY_ENABLED": site.proxy is not None,  # never one from the environment
        "PATROL_EGRESS_ALLOW": list(config.egress.allow),
        SITE: site,
    }
    if site.render == "browser" or (site.render == "auto" and find_browser()):
        settings |= browser_settings(site, settings["USER_AGENT"])
    return settings


_HOW_TO_ASK = {
    "name", "enabled", "start", "search", "pace", "proxy", "expect", "revisit_days",
}  # fmt: skip
"""Keys of a site that change nothing about what is read off its pages."""


def reading_of(site: Site) -> str:
    """Hash of all that decides what is read off the site's pages, and where they lead: with other
    settings, or another version of the program, everything is read again."""
    said = site.model_dump(mode="json", exclude=_HOW_TO_ASK)
    said["limits"] = {"depth": site.limits.depth}
    text = json.dumps([__version__, said], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def request_meta(site: Site) -> dict[str, Any]:
    """What every request for a page of ``site`` carries: who fetches it."""
    return {"playwright": True} if site.render == "browser" else {}


def find_browser() -> str | None:
    """The system's own Chromium or Chrome."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def need_browser(what: str) -> str:
    """Path of the browser.

    :param what: what needs it, to begin the sentence with.
    :raises MissingError: if there is none.
    """
    browser = find_browser()
    if browser is None:
        raise MissingError(
            f"{what} needs Chromium, and none was found "
            f"(looked for {', '.join(BROWSERS)}); on Debian: apt-get install chromium"
        )
    return browser


def browser_settings(site: Site, agent: str) -> dict[str, Any]:
    """What lets a site's pages be opened in the browser.

    :raises MissingError: if there is none.
    """
    return {
        "DOWNLOAD_HANDLERS": {"http": _HANDLER, "https": _HANDLER},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_BROWSER_PROVIDER": "crawler.frontier.browser.provider.BrowserProvider",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": need_browser(f"render: {site.render}"),
            "headless": True,
            "timeout": 30_000,  # milliseconds, as below
            "args": [*_BROWSER_ARGUMENTS, f"--user-agent={agent}"],
        },
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": site.pace.concurrency,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 30_000,
        "PLAYWRIGHT_DOWNLOAD_TIMEOUT": 3_000,  # downloads are refused: nothing to wait for
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,  # a browser's own
    }
