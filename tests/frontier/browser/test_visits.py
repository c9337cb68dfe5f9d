"""What a page may do in the browser, and what it may not."""

from __future__ import annotations

import pytest
from app import script
from chromium import AGENT, Rendered, render
from shop import FILLER
from web import Page, Web

LONG = f"<main><h1>Walnut desk</h1><p>{FILLER * 3}</p></main>"


def opened(web: Web, body: str) -> Rendered:
    """What is left of a page with this body."""
    web.pages["/"] = f"<!doctype html><html><body>{LONG}{body}</body></html>"
    return render(web)


def test_nobody_else_is_asked_for_anything(web: Web) -> None:
    with Web() as other, Web("127.0.0.2") as third:
        there = other.url("/there")
        body = f"""<img src="{there}"><iframe src="{third.url()}"></iframe>
            <link rel=stylesheet href="{there}"><link rel=prefetch href="{there}">
            <link rel=preconnect href="{third.url()}"><script src="{third.url("/a.js")}"></script>
            <video src="{there}" autoplay></video><object data="{there}"></object>
            <form id=f action="{there}" method=post target=_blank></form>
            <script>
              fetch("{there}", {{mode: "no-cors"}}).catch(() => 0); navigator.sendBeacon("{there}");
              new WebSocket("ws://{other.host}/there"); new EventSource("{there}");
              window.open("{there}"); document.querySelector("#f").submit();
              new Worker(URL.createObjectURL(new Blob([`fetch("{there}").catch(() => 0)`])));
            </script>"""
        rendered = opened(web, body)
        assert (other.connections, third.connections) == (0, 0)
        assert rendered.counts["browser/refused/third_party"] >= 5


def test_media_are_not_loaded_and_their_addresses_stay(web: Web) -> None:
    body = """<style>@font-face { font-family: x; src: url(/x.woff2) } h1 { font-family: x }
        div { background: url(/b.png) }</style><div>.</div>
        <img src=/a.png onerror="this.src = '/broken.png'"><video src=/v.mp4 autoplay></video>
        <script>const i = new Image(); i.onerror = () => document.body.append("BRO" + "KEN");
        i.src = "/c.png"</script>"""
    html = opened(web, body).html
    assert {asked.path for asked in web.requests} == {"/"}
    assert 'src="/a.png"' in html
    assert "BROKEN" not in html


def test_what_is_the_sites_own_is_loaded(web: Web) -> None:
    web.pages |= {
        "/own.css": Page("h1 { color: red }", headers={"Content-Type": "text/css"}),
        "/own.js": script("fetch('/data').then((r) => r.text()).then((t) => (me.innerText = t))"),
        "/data": "of its own",
    }
    body = '<link rel=stylesheet href="/own.css"><p id=me></p><script src="/own.js"></script>'
    assert "of its own" in opened(web, body).html
    assert {web.count(path) for path in ("/own.css", "/own.js", "/data")} == {1}


def test_the_browser_says_who_it_is_and_does_not_deny_what_it_is(web: Web) -> None:
    said = "navigator.userAgent + '; ' + navigator.webdriver"
    html = opened(web, f"<script>document.body.append({said})</script>").html
    assert f"{AGENT}; true" in html
    assert {asked.headers["User-Agent"] for asked in web.requests} == {AGENT}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("fetch('/forbidden')", "robots"),
        ("location = '/forbidden'", "robots"),
        ("document.write('<iframe src=/forbidden></iframe>')", "robots"),
        ("navigator.sendBeacon('/told')", "other"),
    ],
)
def test_a_page_may_not_ask_for_everything_of_its_own_site(web: Web, text: str, count: str) -> None:
    rendered = opened(web, f"<script>{text}</script>")
    assert "Walnut desk" in rendered.html
    assert {asked.path for asked in web.requests} == {"/"}
    assert rendered.counts[f"browser/refused/{count}"] >= 1


@pytest.mark.parametrize(
    "body",
    [
        "<script>new WebSocket(`ws://${location.host}/socket`)</script>",
        "<script>window.open('/popup'); open('/popup', 'x', 'width=100')</script>",
        "<script>navigator.serviceWorker?.register('/worker.js')</script>",
        "<link rel=prefetch href=/soon><link rel=icon href=/icon.ico>",
        """<script type=speculationrules>{"prerender": [{"urls": ["/soon"]}]}</script>""",
        "<script>alert('hello'); confirm('sure?'); prompt('who?')</script>",
        "<script>onbeforeunload = () => 'stay'</script>",
        "<meta http-equiv=refresh content='0; url=http://127.0.0.2:9/there'>",
        "<script>location = 'http://127.0.0.2:9/there'</script>",
        "<script>location = 'mailto:someone@shop.example'; location = 'tel:1'</script>",
    ],
)
def test_what_a_page_is_up_to_leaves_it_as_it_is(web: Web, body: str) -> None:
    rendered = opened(web, body)
    assert "Walnut desk" in rendered.html
    assert rendered.url == web.url()
    assert {asked.path for asked in web.requests} == {"/"}


def test_a_page_that_always_goes_on_is_stopped(web: Web) -> None:
    web.pages["/on"] = f"{LONG}<script>location = '/on?' + Math.random()</script>"
    rendered = render(web, "/on")
    assert "Walnut desk" in rendered.html
    assert rendered.counts["browser/refused/navigation"] >= 1
    assert len(web.requests) <= 7


def test_a_page_that_never_rests_is_read(web: Web) -> None:
    change = "setInterval(() => (me.textContent = Math.random()), 20)"
    web.pages["/"] = f"{LONG}<b id=me></b><script>{change}</script>"
    rendered = render(web, results=False)
    assert "Walnut desk" in rendered.html
    assert rendered.counts["browser/unsettled"] == 1
