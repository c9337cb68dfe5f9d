"""Pages of results that grow: scrolled, and their "load more" pressed, until nothing new comes."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from crawler.extraction import compile_selector, phrases
from crawler.frontier.browser import scripts

if TYPE_CHECKING:
    from crawler.config import Site
    from crawler.frontier.browser.visit import Visit

_MINUTE = 60.0
_TALLER = 100
"""Pixels by which a page without new addresses must have grown to count as grown."""


class Unfolding:
    """How pages of results are unfolded on one site.

    :param rounds: how often one page is scrolled or its button pressed, at most.
    :param delay: seconds between two rounds: each asks the site for more.
    :param button: XPath of the button; without one, what says so in some language.
    """

    def __init__(self, rounds: int, delay: float, button: str | None = None) -> None:
        self._rounds = rounds
        self._delay = delay
        self._button = button

    @classmethod
    def of(cls, site: Site) -> Unfolding:
        more = site.selectors.get("more")
        button = compile_selector(more).xpath.path if more else None
        return cls(site.limits.rounds, site.pace.delay, button)

    async def unfold(self, visit: Visit) -> None:
        """Let the page grow until it does not, or the bounds are reached, which is counted."""
        visit.staying = True  # a button may be a link to the next page, for those without scripts
        until = time.monotonic() + _MINUTE
        size = await self._size(visit, go=False)
        for done in range(self._rounds + 1):
            began = time.monotonic()
            if done == self._rounds or began + self._delay > until:
                visit.traffic.count("browser/cut_short")
                return
            grown = await self._size(visit, go=True)
            if not _is_more(grown, size) and await self._press(visit):
                grown = await self._size(visit, go=False)
            if not _is_more(grown, size):
                return
            visit.traffic.count("browser/rounds")
            size = grown
            await asyncio.sleep(max(0.0, began + self._delay - time.monotonic()))

    async def _size(self, visit: Visit, *, go: bool) -> tuple[int, int]:
        """(addresses, height in pixels) of the page, once it has settled."""
        if go:
            await visit.ask(scripts.GROW, True)
        await visit.settle(5.0)
        links, height = await visit.ask(scripts.GROW, False) or (0, 0)
        return links, height

    async def _press(self, visit: Visit) -> bool:
        """Press the first button that offers more, if there is one."""
        texts: list[str] = await visit.ask(scripts.PRESS, [self._button, None]) or []
        more = phrases.pattern("more")
        for number, text in enumerate(texts):
            if self._button or more.search(text):
                await visit.ask(scripts.PRESS, [self._button, number])
                return True
        return False


async def read_out(visit: Visit, unfolding: Unfolding | None) -> None:
    """Wait until a page shows what it has.

    :param unfolding: of a page of results; ``None`` for others.
    """
    await visit.load()
    await visit.uncover()
    if unfolding:
        await unfolding.unfold(visit)
        await visit.uncover()
    await visit.finish()


def _is_more(now: tuple[int, int], before: tuple[int, int]) -> bool:
    return now[0] > before[0] or now[1] > before[1] + _TALLER
