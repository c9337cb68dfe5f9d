"""A page opened in the browser as a sweep opens it, without a sweep around it."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from playwright.async_api import async_playwright
from web import Web

from crawler.config import Site
from crawler.config.domain import domain_of
from crawler.config.policy import browser_settings
from crawler.frontier.browser.shelf import Shelf
from crawler.frontier.browser.traffic import Traffic
from crawler.frontier.browser.unfold import Unfolding, read_out
from crawler.frontier.browser.visit import Visit, guard

AGENT = "ListingPatrol/0 (+patrol@customs.example)"


@dataclass
class Rendered:
    """What was left in the browser."""

    html: str
    url: str
    counts: Counter[str] = field(default_factory=Counter)


def render(web: Web, path: str = "/", *, results: bool = True, **more: object) -> Rendered:
    """Open a page; what ``robots.txt`` says is "nothing below /forbidden"."""
    said = {"name": "shop", "spider": "classifieds", "start": [web.url()],
            "pace": {"delay": 0}, **more}  # fmt: skip
    return asyncio.run(_render(Site.model_validate(said), web.url(path), results))


async def _render(site: Site, url: str, results: bool) -> Rendered:
    counts: Counter[str] = Counter()

    async def robots(address: str) -> str | None:
        return "forbidden by robots.txt" if "/forbidden" in address else None

    traffic = Traffic(
        frozenset(map(domain_of, site.addresses)), robots, lambda name: counts.update([name])
    )
    options = browser_settings(site, AGENT)["PLAYWRIGHT_LAUNCH_OPTIONS"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**options)
        context = await browser.new_context(service_workers="block", accept_downloads=False)
        page = await context.new_page()
        visit = Visit(traffic, Shelf())
        await page.route("**/*", lambda route: route.continue_())  # as scrapy-playwright does
        await visit.prepare(page)
        await guard(context)
        await page.goto(url, wait_until="commit")
        await read_out(visit, Unfolding.of(site) if results else None)
        rendered = Rendered(await page.content(), page.url, counts)
        await browser.close()
    return rendered
