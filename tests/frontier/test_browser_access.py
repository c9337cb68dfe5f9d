"""The browser enters a site as the rest of the sweep does: through the proxy, as a member."""

from __future__ import annotations

import socket

import pytest
from members import ENV, LOGIN, Market, session_of
from names import looked_up, watching
from patrol import Patrol, site
from proxies import HttpProxy, Proxy, SocksProxy
from shop import FILLER, advert, results
from web import Page, Web

BROWSER = {"render": "browser", "pace": {"delay": 0, "concurrency": 2}}


@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
def test_pages_in_the_browser_go_through_the_proxy(
    patrol: Patrol, web: Web, kind: type[Proxy]
) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stun:
        stun.bind(("127.0.0.1", 0))
        stun.setblocking(False)
        server = "stun:127.0.0.1:{1}".format(*stun.getsockname())
        web.pages |= {
            "/": results(["/advert"]),
            "/advert": f"""<h1>Walnut desk</h1><p class="price">EUR 120.00</p><p>{FILLER}</p>
                <script src="/own.js"></script><script>
                const peer = new RTCPeerConnection({{iceServers: [{{urls: "{server}"}}]}});
                peer.createDataChannel("x");
                peer.createOffer().then(offer => peer.setLocalDescription(offer));
                </script>""",
            "/own.js": Page("document.title = 'own';", headers={"Content-Type": "text/javascript"}),
        }
        with kind({"market.example": web.host}) as proxy:
            shop = site(web, start=["http://market.example/"], proxy=proxy.url, **BROWSER)
            shop["selectors"] |= {"title": "h1", "price": ".price"}
            patrol.configure(web, egress={"allow": [proxy.host]}, sites=[shop])
            swept = patrol.sweep(env=watching(patrol.folder))
        with pytest.raises(BlockingIOError):
            print(stun.recv(1), "came past the proxy")
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 1), swept.log
    assert web.count("/own.js") == 1
    assert web.connections == len(proxy.asked)
    assert looked_up(patrol.folder) == set()


def test_the_browser_is_logged_in(patrol: Patrol, web: Web) -> None:
    Market(web, adverts=2)
    login = {**LOGIN, "url": web.url("/login"), "submit": "button.go"}
    patrol.configure(web, sites=[site(web, login=login, **BROWSER)])
    swept = patrol.sweep(env=ENV)
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 2), swept.log
    pages = [each for each in web.requests if each.path.startswith("/advert")]
    assert [session_of(each) for each in pages] == ["geheim1"] * 2


def test_a_proxy_that_dies_under_the_browser(patrol: Patrol, web: Web) -> None:
    with SocksProxy({"market.example": web.host}) as proxy:
        web.pages |= {"/": results(["/advert"]), "/advert": advert("Oak chair")}
        shop = site(web, start=["http://market.example/"], proxy=proxy.url, **BROWSER)
        patrol.configure(web, egress={"allow": [proxy.host]}, sites=[shop])
        del proxy.names["market.example"]
        ended = patrol.run("sites", "try", "http://market.example/advert")
    assert (ended.code, f"proxy {proxy.url}: Host unreachable" in ended.err) == (4, True), ended.err
