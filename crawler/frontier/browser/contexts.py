"""Browser contexts in turn, so that what pages leave behind goes away with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

PAGES = 50
"""Pages opened in one context. Within it scripts are cached; afterwards it is thrown away."""


class Contexts:
    """Says which context a page belongs into.

    :param close: throws the context of that name away.
    """

    def __init__(self, close: Callable[[str], Awaitable[None]], pages: int = PAGES) -> None:
        self._close = close
        self._pages = pages
        self._number = 1
        self._used = 0
        self._open: Counter[str] = Counter()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[str]:
        """The name of a page's context, for as long as the page is open."""
        if self._used >= self._pages:
            self._number, self._used = self._number + 1, 0
        self._used += 1
        name = self._name()
        self._open[name] += 1
        try:
            yield name
        finally:
            self._open[name] -= 1
            full = name != self._name() or self._used >= self._pages
            if full and not self._open[name]:
                del self._open[name]
                await self._close(name)

    def _name(self) -> str:
        return f"pages-{self._number}"
