"""Contexts take turns: each is thrown away once its pages are closed, and not before."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from crawler.frontier.browser.contexts import Contexts


def test_a_context_ends_with_its_last_page() -> None:
    closed: list[str] = []

    async def close(name: str) -> None:
        closed.append(name)

    async def open_some() -> list[str]:
        contexts = Contexts(close, pages=2)
        names = []
        async with AsyncExitStack() as first:
            names.append(await first.enter_async_context(contexts.place()))
            async with contexts.place() as second, contexts.place() as third:
                names += [second, third]
                assert closed == []
            assert closed == []  # the first page of the first context is still open
        assert closed == ["pages-1"]
        async with contexts.place() as fourth:
            names.append(fourth)
        return names

    assert asyncio.run(open_some()) == ["pages-1", "pages-1", "pages-2", "pages-2"]
    assert closed == ["pages-1", "pages-2"]
