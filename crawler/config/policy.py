"""What a site's policy means in Scrapy's settings; the wiring is in ``crawler/settings.py``."""

from __future__ import annotations

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
_PLAYWRIGHT = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
_BROWSER_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # else it goes past every proxy
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
    }
    if site.render == "browser":
        settings |= _browser_settings(pace.concurrency)
    return settings


def request_meta(site: Site) -> dict[str, Any]:
    """What every request for a page of ``site`` carries: who fetches it."""
    return {"playwright": True} if site.render == "browser" else {}


def find_browser() -> str | None:
    """The system's own Chromium or Chrome."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _browser_settings(pages: int) -> dict[str, Any]:
    browser = find_browser()
    if browser is None:
        raise MissingError(
            "render: browser needs Chromium, and none was found "
            f"(looked for {', '.join(BROWSERS)}); on Debian: apt-get install chromium"
        )
    return {
        "DOWNLOAD_HANDLERS": {"http": _PLAYWRIGHT, "https": _PLAYWRIGHT},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": browser,
            "headless": True,
            "args": list(_BROWSER_ARGUMENTS),
        },
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": pages,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 30_000,  # milliseconds
    }
