"""Banners that lie over a page neither hide its text nor become it, and nothing is agreed to."""

from __future__ import annotations

import re

import pytest
from app import data
from chromium import render
from shop import FILLER
from web import Web

from crawler.extraction import Kind, Page, read

WORDS = "We and our partners use cookies to store and access information on a device. " * 8
BUTTONS = "<button onclick='agree()'>Accept all</button><button>Reject all</button>"
ADVERT = f"<h1>Walnut desk</h1><p class=price>EUR 120.00</p><p>{FILLER}</p>"


def banner(html: str, lock: str = "") -> str:
    """A page whose banner comes late, as they do, and is reported if anyone agrees."""
    return f"""<!doctype html><html lang=en><body {lock}><main>{ADVERT}</main><script>
        const agree = () => fetch("/agreed");
        setTimeout(() => document.body.insertAdjacentHTML("afterbegin", {html!r}), 100);
        </script></body></html>"""


@pytest.mark.parametrize(
    "html",
    [
        f'<div style="position: fixed; inset: 0; z-index: 9"><h1>Your privacy</h1>{WORDS}</div>',
        f'<div role="dialog"><h1>Cookies</h1><p>{WORDS}</p></div>',
        f'<dialog open><h1>Cookies</h1><p>{WORDS}</p></dialog>',
        '<section style="position: sticky; top: 0">Diese Website verwendet Cookies</section>',
    ],
)  # fmt: skip
def test_the_banner_goes_and_the_advert_stays(web: Web, html: str) -> None:
    web.pages["/"] = banner(html.replace("</h1>", f"</h1>{BUTTONS.replace(chr(39), '')}"))
    rendered = render(web, results=False)
    body = rendered.html.partition("<script>")[0]
    assert "ookies" not in body
    reading = read(Page(web.url(), rendered.html.encode()), "shop")
    assert [found.listing.title for found in reading.listings] == ["Walnut desk"]
    assert rendered.counts["browser/overlays"] == 1
    assert web.count("/agreed") == 0


def test_a_page_behind_a_banner_scrolls(web: Web) -> None:
    html = f'<div style="position: fixed; inset: 0">{WORDS}</div>'
    grow = """<div id=cards></div><script>let n = 0; async function add() {
        for (const each of await (await fetch("/more/" + n++)).json()) cards.insertAdjacentHTML(
          "beforeend", `<p style="height: 90px"><a href="/advert/${each}">${each}</a></p>`); }
        addEventListener("scroll", add); add();</script>"""
    web.pages["/"] = banner(html, 'style="overflow: hidden; position: fixed"') + grow
    for number in range(40):
        web.pages[f"/more/{number}"] = data(list(range(number * 20, number * 20 + 20))
                                            if number < 4 else [])  # fmt: skip
    found = set(re.findall(r"/advert/(\d+)", render(web).html))
    assert len(found) == 80


@pytest.mark.parametrize(
    "html",
    [
        # The page itself, which is fixed and scrolls inside, and says something of cookies.
        f'<div style="position: fixed; inset: 0; overflow: auto"><main>{ADVERT}'
        "<p>Accept cookies to see more.</p></main></div>",
        '<header style="position: sticky; top: 0"><a href="/">All adverts</a></header>',
        '<div role="dialog"><p>Two hundred cookies, baked this morning</p></div>',
    ],
)
def test_what_is_no_banner_stays(web: Web, html: str) -> None:
    web.pages["/"] = f"<!doctype html><html><body>{html}</body></html>"
    rendered = render(web, results=False)
    assert "browser/overlays" not in rendered.counts
    assert re.sub(r"\s", "", html)[-40:-20] in re.sub(r"\s", "", rendered.html)


def test_a_shell_behind_a_banner_is_still_a_shell() -> None:
    shell = "<div id=main-part></div><script src=/app.js></script>"
    for marked in ('<div class="cookie-notice">', '<div role="dialog">'):
        html = f"<html><body>{marked}{WORDS}{BUTTONS}</div>{shell}</body></html>"
        assert read(Page("https://shop.example/", html.encode()), "shop").kind is Kind.SHELL
