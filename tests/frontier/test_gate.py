"""A page in the browser reaches what it may, and nothing else."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from patrol import Patrol, Swept, site
from shop import FILLER, results
from web import Page, Web

from crawler.frontier.gate import Gate
from crawler.frontier.upstream import Direct


@dataclass(frozen=True)
class Outing:
    """A sweep in the browser over a site that tries to reach another port of this machine."""

    swept: Swept
    web: Web
    other: Web


def advert(other: Web) -> str:
    """Every way in which a page asks for something without being asked."""
    there = other.url("/there")
    return f"""<!doctype html><html><head><link rel="stylesheet" href="{there}">
        <link rel="prefetch" href="{there}"><link rel="dns-prefetch" href="{other.url()}">
        <link rel="preconnect" href="{other.url()}"><script src="/own.js"></script></head>
        <body><h1>Walnut desk</h1><p class="price">EUR 120.00</p><p>{FILLER}</p>
        <img src="{there}"><script src="/redirected.js"></script><iframe src="{there}"></iframe>
        <img src="http://localhost:{other.port}/there"><img src="http://2130706433:{other.port}/">
        <script>
          fetch("{there}").catch(() => 0); navigator.sendBeacon("{there}");
          try {{ new WebSocket("ws://{other.host}/there"); }} catch (e) {{}}
          document.querySelector("h1").textContent += own;
        </script></body></html>"""


@pytest.fixture(scope="module")
def outing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outing]:
    folder: Path = tmp_path_factory.mktemp("gate")
    with Web() as web, Web() as other:
        there = Page("", 302, {"Location": other.url("/there")})
        web.pages |= {
            "/": results(["/advert", "/redirected"]),
            "/advert": advert(other),
            "/own.js": Page("var own = ', from its own site';",
                            headers={"Content-Type": "text/javascript"}),
            "/redirected": there,
            "/redirected.js": there,
        }  # fmt: skip
        shop = site(web, render="browser", pace={"delay": 0, "concurrency": 2})
        shop["selectors"] |= {"title": "h1", "price": ".price"}
        patrol = Patrol(folder)
        patrol.configure(web, sites=[shop])
        yield Outing(patrol.sweep(), web, other)


def test_the_page_is_read_with_what_its_own_scripts_add(outing: Outing) -> None:
    assert outing.swept.site["listings"] == 1, outing.swept.log
    assert outing.web.count("/own.js") == 1


def test_nothing_reaches_a_forbidden_address(outing: Outing) -> None:
    assert outing.other.connections == 0
    assert outing.web.count("/redirected.js") == 1, "it did try"
    kept = f"the browser was kept from 127.0.0.1:{outing.other.port}, which is of another site"
    assert kept in outing.swept.log


def test_a_redirect_elsewhere_is_no_page_of_this_site(outing: Outing) -> None:
    told = outing.swept.state(outing.web.url("/redirected"))
    assert told == ("skipped", f"off site: {outing.other.host}")


def test_every_request_of_the_browser_says_who_asks(outing: Outing) -> None:
    agents = {asked.headers["User-Agent"].partition("/")[0] for asked in outing.web.requests}
    assert agents == {"ListingPatrol"}


def visit(gate_allows: Web, sent: bytes, *domains: str) -> bytes:
    """What the gate answers to these bytes, to the end.

    :param domains: of the site, instead of that of ``gate_allows`` alone.
    """

    async def talk() -> bytes:
        listening = socket.create_server(("127.0.0.1", 0))
        site = frozenset(domains or {gate_allows.host})
        gate = Gate(listening, site, Direct(frozenset({gate_allows.host})))
        await gate.open()
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        writer.write(sent)
        answer = b""
        with suppress(ConnectionResetError):
            answer = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        gate.close()
        return answer

    return asyncio.run(talk())


def test_a_tunnel_carries_what_is_put_into_it(web: Web) -> None:
    web.pages["/"] = "hello"
    inside = f"GET / HTTP/1.1\r\nHost: {web.host}\r\nConnection: close\r\n\r\n"
    answer = visit(web, f"CONNECT {web.host} HTTP/1.1\r\n\r\n{inside}".encode())
    assert answer.startswith(b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200 OK\r\n")
    assert answer.endswith(b"hello")


@pytest.mark.parametrize("how", ["CONNECT {0}", "GET http://{0}/"])
def test_neither_tunnel_nor_request_reaches_another_port(web: Web, how: str) -> None:
    with Web() as other:
        for spelling in (other.host, f"localhost:{other.port}", f"0x7f.1:{other.port}"):
            sent = f"{how.format(spelling)} HTTP/1.1\r\nHost: {web.host}\r\n\r\n"
            refused = visit(web, sent.encode()), visit(web, sent.encode(), web.host, spelling)
            assert all(each.startswith(b"HTTP/1.1 403 Forbidden\r\n") for each in refused)
        assert other.connections == 0


def test_a_connection_is_good_for_one_request(web: Web) -> None:
    web.pages["/one"] = web.pages["/two"] = "hello"
    request = f"GET http://{web.host}/{{}}?q=1 HTTP/1.1\r\nProxy-Connection: keep-alive\r\n\r\n"
    answer = visit(web, (request.format("one") + request.format("two")).encode())
    assert answer.count(b"HTTP/1.1 200 OK") == 1
    assert [asked.path for asked in web.requests] == ["/one?q=1"]
    assert web.requests[0].headers["Connection"] == "close"
    assert web.requests[0].headers["Proxy-Connection"] is None


@pytest.mark.parametrize("sent", [b"hello\r\n\r\n", b"GET http://[ HTTP/1.1\r\n\r\n",
                                  b"GET / HTTP/1.1\r\n\r\n", b"x" * 200_000])  # fmt: skip
def test_what_is_no_request_is_hung_up_on(web: Web, sent: bytes) -> None:
    assert visit(web, sent) == b""
    assert web.connections == 0
