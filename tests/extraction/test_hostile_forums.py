"""Pages made to keep the reader of forums busy: over in a few seconds, whatever they say."""

from __future__ import annotations

import time

import pytest

from crawler.extraction import Page, Selectors, next_links, read, thread_links

_MARK = b"<span class=author>a</span><time>2020</time>"
_NESTED = b"<div class=x><div class=x>" + _MARK + b"words of mine</div>"
_ROW = b"<li><a href='/threads/x.%d/'>title %d</a><a class=username href='/members/u.1/'>u</a></li>"


@pytest.mark.parametrize(
    "body",
    [
        _NESTED * 30_000,
        b"<div>"
        + _MARK
        + b"</div>" * 20_000
        + b"<ul>"
        + (b"<li>" + _MARK + b"hello there</li>") * 50,
        b"".join(_ROW % (number, number) for number in range(20_000)),
        b"message-userContent<article class=message--post><div class=bbWrapper>"
        + b"<blockquote><img src=a.jpg>" * 30_000,
        b"<div class=pager>"
        + b"".join(b"<a href='?page=%d'>%d</a>" % (n, n) for n in range(20_000)),
    ],
    ids=["nested", "before", "rows", "quotes", "numbers"],
)
def test_it_is_over_soon(body: bytes) -> None:
    page = Page("https://club.example/forum/list", body)
    started = time.process_time()
    read(page, "club")
    thread_links(page, Selectors())
    next_links(page, None)
    assert time.process_time() - started < 10
