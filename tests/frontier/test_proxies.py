"""A site's proxy is the only way to it: it resolves the names, and nothing goes beside it."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from certificate import certificate, server_side
from names import looked_up, watching
from patrol import Patrol, site
from proxies import HttpProxy, Proxy, SocksProxy
from shop import advert, fill, results
from web import Answer, Asked, Page, Web

BOARD = "http://market.example/"
ONION = "http://xyz234567abcdefg.onion/"
BOTH = pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
Kind = Callable[..., Proxy]


def configure(patrol: Patrol, web: Web, through: Proxy, **more: Any) -> None:
    """The board, which only the proxy knows; nothing but the proxy may be contacted."""
    said = {"start": [BOARD], "proxy": through.url, "pace": {"delay": 0, "concurrency": 2}, **more}
    patrol.configure(web, egress={"allow": [through.host]}, sites=[site(web, **said)])


@BOTH
def test_a_sweep_goes_through_the_proxy_which_alone_knows_the_name(
    patrol: Patrol, web: Web, kind: Kind
) -> None:
    fill(web, 3)
    with kind({"market.example": web.host}) as proxy:
        configure(patrol, web, proxy)
        swept = patrol.sweep(env=watching(patrol.folder))
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 3), swept.log
    assert len(web.requests) == web.connections == proxy.visits == 5
    assert set(proxy.asked) == {"market.example:80"}
    assert looked_up(patrol.folder) == set()


def test_an_onion_market_is_a_site_like_any_other(patrol: Patrol, web: Web) -> None:
    fill(web, 3)
    with SocksProxy({"xyz234567abcdefg.onion": web.host}) as proxy:
        configure(patrol, web, proxy, start=[ONION])
        swept = patrol.sweep(env=watching(patrol.folder))
        one = patrol.run("extract", "--site", "shop", f"{ONION}advert/1",
                         env=watching(patrol.folder))  # fmt: skip
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 3), swept.log
    assert json.loads(one.out)["listings"][0]["title"] == "Oak chair number 1", one.err
    assert looked_up(patrol.folder) == set()
    assert set(proxy.asked) == {"xyz234567abcdefg.onion:80"}


def test_no_resolver_is_asked_for_an_onion_name(patrol: Patrol, web: Web) -> None:
    web.pages |= {"/": results(["/advert"]), "/advert": Page("", 302, {"Location": ONION})}
    patrol.configure(web, sites=[site(web)])
    ended = patrol.run("sites", "try", web.url("/advert"), env=watching(patrol.folder))
    assert (ended.code, "could not be fetched: robots.txt unreachable" in ended.err) == (4, True)
    ended = patrol.run("sites", "try", ONION, env=watching(patrol.folder))
    assert (ended.code, "through a SOCKS5 proxy only" in ended.err) == (2, True)
    assert looked_up(patrol.folder) == set()


@BOTH
def test_when_the_proxy_dies_nothing_goes_beside_it(patrol: Patrol, web: Web, kind: Kind) -> None:
    fill(web, 12)
    with kind({"market.example": web.host}) as proxy:

        def last(_: Asked) -> Answer:
            proxy.die()
            return Page(advert("Oak chair"), delay=0.2)

        web.pages["/advert/5"] = last
        configure(patrol, web, proxy, pace={"delay": 0, "concurrency": 1})
        swept = patrol.sweep(env=watching(patrol.folder))
        assert web.connections == len(proxy.asked) <= 10
    refused = f"proxy {proxy.url}: connection refused"
    assert swept.site["verdict"] == "unreachable", swept.log
    assert refused in swept.site["reason"]
    assert (swept.state(f"{BOARD}advert/11"), swept.code) == (("failed", refused), 1)
    assert looked_up(patrol.folder) == set()


@BOTH
def test_a_proxy_that_is_away_from_the_start(patrol: Patrol, web: Web, kind: Kind) -> None:
    fill(web, 1)
    with kind({}) as proxy:
        pass
    configure(patrol, web, proxy)
    swept = patrol.sweep(env=watching(patrol.folder))
    said = f"robots.txt unreachable: proxy {proxy.url}: connection refused"
    assert (swept.site["verdict"], web.connections) == ("unreachable", 0)
    assert said in swept.site["reason"]
    assert looked_up(patrol.folder) == set()


@BOTH
def test_a_name_that_the_proxy_does_not_know(patrol: Patrol, web: Web, kind: Kind) -> None:
    with kind({}) as proxy:
        configure(patrol, web, proxy)
        ended = patrol.run("sites", "try", BOARD)
    said = {
        HttpProxy: "robots.txt unreachable: HTTP 502",
        SocksProxy: f"robots.txt unreachable: proxy {proxy.url}: Host unreachable",
    }
    assert (ended.code, ended.err) == (4, f"patrol: {BOARD} could not be fetched: {said[kind]}\n")


@BOTH
def test_user_and_password_come_from_the_environment(
    patrol: Patrol, web: Web, kind: Kind, tmp_path: Path
) -> None:
    fill(web, 2)
    with kind({"market.example": web.host}, login=("desk-7", "Sperrholz99")) as proxy:
        named = {"url": proxy.url, "user": "env:WAY_USER", "password": "env:WAY_PROXY"}
        configure(patrol, web, proxy, proxy=named)
        swept = patrol.sweep(env={"WAY_USER": "desk-7", "WAY_PROXY": "Sperrholz99"})
        assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 2), swept.log
        wrong = patrol.run("sites", "try", BOARD,
                           env={"WAY_USER": "desk-7", "WAY_PROXY": "Sperrholz98"})  # fmt: skip
        missing = patrol.run("sweep", env={"WAY_USER": "desk-7"})
        shown = patrol.run("sites", "list", "--json")
    assert (wrong.code, f"proxy {proxy.url}: " in wrong.err) == (4, True)
    assert missing.code == 2
    assert "the environment variable WAY_PROXY is not set (site 'shop', proxy.password)" in (
        missing.err
    )
    assert missing.err.startswith(f"patrol: {patrol.config}:")
    assert json.loads(shown.out)[0]["proxy"]["password"] == "env:WAY_PROXY"  # noqa: S105
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"Sperrholz" not in written + wrong.err.encode() + swept.out.encode()


@BOTH
def test_a_proxy_on_this_machine_needs_its_exact_exception(
    patrol: Patrol, web: Web, kind: Kind
) -> None:
    with kind({"market.example": web.host}) as proxy:
        configure(patrol, web, proxy)
        text = patrol.config.read_text()
        patrol.config.write_text(text.replace(f'"{proxy.host}"', '"127.0.0.1:1"'))
        refused = patrol.run("sweep")
        said = f"{proxy.host} is not a public address; if it is yours, name it under egress.allow"
        assert (refused.code, refused.err.rstrip().endswith(said)) == (2, True)
        # Nor is it anybody else's under a name of our own network.
        named = json.loads(patrol.config.read_text())
        named["sites"][0]["proxy"] = proxy.url.replace("127.0.0.1", socket.gethostname())
        patrol.config.write_text(json.dumps(named, indent=2))
        ended = patrol.run("sites", "try", BOARD)
        assert (ended.code, proxy.visits) == (2, 0)
        assert "is not a public address" in ended.err


@BOTH
def test_the_neighbours_of_the_proxy_are_not_public(patrol: Patrol, web: Web, kind: Kind) -> None:
    with kind({"market.example": web.host, "127.0.0.1": web.host}) as proxy, Web() as inside:
        web.pages["/"] = results(["/advert"])
        web.pages["/advert"] = Page("", 302, {"Location": inside.url()})
        proxy.names["127.0.0.1"] = inside.host
        configure(patrol, web, proxy)
        swept = patrol.sweep()
    assert inside.connections == 0
    assert swept.state(f"{BOARD}advert")[0] == "skipped"


@pytest.mark.parametrize("encrypted", [True, False])
@BOTH
def test_a_site_with_tls_is_tunnelled_to(patrol: Patrol, kind: Kind, encrypted: bool) -> None:
    """And the way to an HTTP proxy may be encrypted itself."""
    if encrypted and kind is SocksProxy:
        pytest.skip("SOCKS5 has no TLS of its own")
    file = certificate(patrol.folder, "market.example")
    tls = server_side(file)
    with (
        Web(tls=tls) as web,
        kind({"market.example": web.host}, tls=tls if encrypted else None) as proxy,
    ):
        web.pages["/1"] = advert("Oak chair")
        configure(patrol, web, proxy)
        url = "https://market.example/1"
        trusting = {"SSL_CERT_FILE": str(file)}
        ended = patrol.run("extract", "--site", "shop", url, env=trusting)
        assert json.loads(ended.out)["listings"][0]["title"] == "Oak chair", ended.err
        assert set(proxy.asked) == {"market.example:443"}
        refused = patrol.run("extract", "--site", "shop", url)
        assert (refused.code, refused.out) == (4, "")
