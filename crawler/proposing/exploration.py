"""The first walk over an unknown site: which page to look at next, and what has been seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

from scrapy.utils.sitemap import sitemap_urls_from_robots

from crawler.config import Site
from crawler.config.api import api_of, home_of
from crawler.config.domain import domain_of
from crawler.extraction import (
    ADVERTS,
    Hints,
    Kind,
    Page,
    Reading,
    board,
    canonical,
    feed,
    listing_links,
    read,
    shop,
    shop_address,
    telegram,
)
from crawler.extraction.address import without_noise
from crawler.extraction.answer import Answer
from crawler.extraction.recipe import recipe_of
from crawler.extraction.records import Reader, Results
from crawler.frontier.fetch import Fetched
from crawler.proposing import platform_signs, trail
from crawler.proposing.links import alike
from crawler.proposing.site_map import SiteMap, site_map

WANTED = 3
"""Listing pages that are looked at."""
_MOST = 8
"""Listing pages that are asked for to have that many."""
_WALLS = frozenset({Kind.BLOCKED, Kind.SHELL, Kind.GONE})

Handler: TypeAlias = Callable[[Fetched], list[str]]
_NOT_HAD = 599
_SECTIONS = 3
"""Sections of a front page that are tried."""
_ALIKE, _GUESSES = 3, 4
"""Links that are alike so that they may lead to adverts, and how many are tried."""


@dataclass
class Exploration:
    """Hands out addresses to fetch, one step after the other, and keeps what came of them."""

    url: str
    kind: str = ""
    """The spider kind; empty as long as it is not known."""
    start: str = ""
    """Where a sweep would begin."""
    results: Page | None = None
    """A page that leads to listings."""
    adverts: list[Page] = field(default_factory=list)
    """Pages of single listings, as many as :data:`WANTED`."""
    links: list[str] = field(default_factory=list)
    """Addresses of the listings that the results page leads to."""
    records: Results | None = None
    """What the platform's JSON gave."""
    entries: bool = False
    """Whether the pages that a feed leads to cannot be had, only the feed."""
    obstacle: Reading | None = None
    """The page that stood in the way."""
    status: int = 200
    """HTTP status of that page, if it was an error."""
    rendered: bool = False
    """Whether any of the pages had to be opened in the browser."""
    section: bool = False
    """Whether the start is one of several sections, the others of which are not known."""
    sections: list[str] = field(default_factory=list)
    """The sections to begin at, if there are several."""
    _guessing: bool = False
    _front: str = ""
    """A front page whose menus lead to sections, as that of a whole shop does."""
    _handlers: dict[str, Handler] = field(default_factory=dict)
    _spare: list[str] = field(default_factory=list)
    _asked: int = 0
    _first: Page | None = None

    def follow(self, asked: str, fetched: Fetched | None) -> list[str]:
        """What to fetch after this page; nothing if enough is known."""
        handler = self._handlers.pop(asked, self._opened)
        self.rendered |= fetched is not None and fetched.rendered
        return handler(fetched or Fetched(Page(asked, b""), _NOT_HAD))

    def _opened(self, fetched: Fetched) -> list[str]:
        self._first = page = fetched.page
        if fetched.status >= 400:
            self.obstacle, self.status = read(page, "new"), fetched.status
            return []
        platforms = platform_signs.begins_at(page)
        return self._probe(platforms) if platforms else self._look(page)

    def _probe(self, platforms: Sequence[tuple[str, str]]) -> list[str]:
        """Whether the likeliest platform gives its JSON; the next one if it does not."""
        if not platforms:
            return self._look(self._first) if self._first else []
        (kind, start), *others = platforms
        recipe = recipe_of(kind)
        site = Site.model_construct(name="new", spider=kind, start=(start,))
        if recipe.token and recipe.token.required:
            self.kind, self.start = kind, start
            return []
        address = urljoin(api_of(site, recipe), recipe.api_path(start) or "")
        reader = Reader(recipe, "new", Hints(), home_of(site, recipe))

        def probed(fetched: Fetched) -> list[str]:
            body = fetched.page.body
            results = (
                reader.results(Answer(url=fetched.page.url, body=body))
                if fetched.status < 400
                else None
            )
            if results is None or not results.total:
                return self._probe(others)
            self.kind, self.start, self.records = kind, start, results
            return []

        return self._ask(address, probed)

    def _look(self, page: Page) -> list[str]:
        """At a page for people, a feed, or a sitemap."""
        if telegram.read(page, "new") is not None:
            return self._channel(page)
        if feed.is_feed(page):
            return self._feed(page)
        if found := site_map(page):
            return self._sitemap(page, found)
        reading = read(page, "new")
        if reading.kind in _WALLS:
            self.obstacle = reading
            return []
        if reading.kind in ADVERTS:
            self.adverts.append(page)
            return self._climb(trail.parents(page))
        return self._begin(page) or self._descend(page)

    def _channel(self, page: Page) -> list[str]:
        self.kind = "telegram"
        parts = [part for part in urlsplit(page.url).path.split("/") if part]
        name = parts[1] if parts[:1] == ["s"] and len(parts) > 1 else parts[0]
        self.start = urljoin(page.url, f"/s/{name}")
        if self.start == page.url.partition("?")[0]:
            self.results = page
            return []

        def channel(fetched: Fetched) -> list[str]:
            self.results = fetched.page
            return []

        return self._ask(self.start, channel)

    def _feed(self, page: Page) -> list[str]:
        self.kind, self.start, self.results = "feed", page.url, page
        entries = feed.read(page, "new").entries
        self.links = self._own([entry.url for entry in entries if entry.url])
        self.entries = True  # until a page of an entry was read
        return self._pick()

    def _sitemap(self, page: Page, found: SiteMap) -> list[str]:
        """A list for search engines; an index of lists leads to the first one."""
        self.kind = "sitemap"
        self.start = self.start or page.url
        if found.is_index:
            return self._ask(found.urls[0], lambda fetched: self._look(fetched.page))
        self.results, self.links = page, self._own(found.urls)
        return self._pick()

    def _own(self, urls: Sequence[str]) -> list[str]:
        """Those of the site: another domain is another site."""
        return [url for url in urls if domain_of(url) == domain_of(self.url)]

    def _begin(self, page: Page) -> list[str]:
        """At a page of results; nothing to fetch if it is none."""
        threads = board.listed(page)
        links = [row.url for row in threads] if threads else listing_links(page, None)
        links = self._own(links)
        if len(links) < 2:
            return []
        at_root = urlsplit(page.url).path in {"", "/"}
        if at_root and len(shop_address.sections(page)) > 1:
            self._front = page.url
        self.kind = "forum" if threads else "classifieds"
        self.start, self.results, self.links = without_noise(page.url), page, links
        return self._pick()

    def _climb(self, parents: Sequence[str]) -> list[str]:
        """From an advert to the results that it is among."""
        if not parents:
            return self._give_up()
        here, *others = parents

        def above(fetched: Fetched) -> list[str]:
            found = self._begin(fetched.page) if fetched.status < 400 else []
            return found or ([] if self.results else self._climb(others))

        return self._ask(here, above)

    def _descend(self, page: Page) -> list[str]:
        """From a front page through its menus, then by the feed or the sitemap that it names."""
        sections = shop_address.sections(page)

        def below(fetched: Fetched) -> list[str]:
            found = self._begin(fetched.page) if fetched.status < 400 else []
            if found:
                self._front = page.url
                self.sections = _like(fetched.page.url, sections)
                return found
            rest.pop(0)
            return self._ask(rest[0], below) if rest else self._listed(page)

        rest = sections[:_SECTIONS]
        return self._ask(rest[0], below) if rest else self._listed(page)

    def _listed(self, page: Page) -> list[str]:
        """The feed that a page names, else the sitemap that robots.txt does."""
        if named := feed.links(page)[:1]:
            return self._ask(named[0], self._look_at_list)
        return self._robots(page)

    def _look_at_list(self, fetched: Fetched) -> list[str]:
        if fetched.status < 400 and feed.is_feed(fetched.page):
            return self._feed(fetched.page)
        return self._robots(fetched.page)

    def _robots(self, page: Page) -> list[str]:
        address = urljoin(page.url, "/robots.txt")

        def robots(fetched: Fetched) -> list[str]:
            maps = list(sitemap_urls_from_robots(fetched.page.body, base_url=address))
            if fetched.status >= 400 or not maps:
                return self._give_up()
            self.start = address
            return self._ask(maps[0], lambda each: self._look(each.page))

        return self._ask(address, robots)

    def _give_up(self) -> list[str]:
        """Nothing says where adverts are: the links that are most alike may lead to some."""
        page = self._first
        if page is None or self.adverts or self._guessing:
            return []
        self._guessing = True
        self.obstacle = read(page, "new")
        links = self._own(alike(page))
        if len(links) < _ALIKE:
            return []
        self.start, self.results, self.links = page.url, page, links
        self._spare = links[:_GUESSES]
        return self._another()

    def _pick(self) -> list[str]:
        """Listing pages from the list's beginning, middle and end; spare ones between."""
        count = len(self.links)
        spread = [0, count // 2, count - 1, count // 4, 3 * count // 4, 1, count // 3, count // 5]
        chosen = dict.fromkeys(self.links[at] for at in spread if 0 <= at < count)
        known = {canonical(page.url) for page in self.adverts}
        self._spare = [url for url in chosen if canonical(url) not in known][:_MOST]
        return self._another()

    def _another(self) -> list[str]:
        if len(self.adverts) >= WANTED or not self._spare:
            return []
        return self._ask(self._spare.pop(0), self._advert)

    def _advert(self, fetched: Fetched) -> list[str]:
        page = fetched.page
        found = read(page, "new", expected=True)
        if fetched.status < 400 and found.kind in ADVERTS and found.listings:
            self.adverts.append(page)
            self.entries = False
            self.kind = self.kind or "classifieds"
            if self._front and self.kind == "classifieds" and shop.has_cart(page):
                self.kind, self.start, self.sections = "shop", self._front, []
        elif self._guessing and not self.adverts and (begun := self._begin(page)):
            self.section = True
            return begun
        elif not self.adverts:
            self.obstacle, self.status = found, fetched.status
        if self.adverts:
            self.obstacle, self.status = None, 200
        return self._another()

    def _ask(self, url: str, handler: Handler) -> list[str]:
        self._handlers[url] = handler
        return [url]


def _like(one: str, sections: Sequence[str]) -> list[str]:
    """Sections whose addresses begin as that of ``one`` does, itself among them."""
    stem = urlsplit(one).path.strip("/").partition("/")[0]
    return [url for url in sections if urlsplit(url).path.strip("/").partition("/")[0] == stem]
