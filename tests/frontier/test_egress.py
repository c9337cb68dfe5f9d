"""Which sockets may be opened, however an address is spelt."""

from __future__ import annotations

import pytest
from patrol import Patrol, site
from shop import advert, results
from web import Page, Web

from crawler.config.address import exact, is_forbidden, may_contact

NOTHING = frozenset[str]()


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "193.190.0.1",
        "::ffff:8.8.8.8",
        "2001:4860:4860::8888",
        "2a00:1450:400e::200e",
    ],
)
def test_public_addresses_may_be_contacted(address: str) -> None:
    assert may_contact(address, "shop.example", 443, NOTHING)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - not to listen on
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",  # carrier-grade NAT
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",  # the metadata of clouds
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::10.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",  # translated
        "64:ff9b::127.0.0.1",  # NAT64
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::10.0.0.1",
        "100::1",
        "2001:0:7f00:1::",  # Teredo
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2001:20::1",
        "2002:7f00:1::",  # 6to4
        "2002:808:808::",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_other_addresses_may_not(address: str) -> None:
    assert not may_contact(address, "shop.example", 443, NOTHING)


@pytest.mark.parametrize(
    ("address", "host", "port", "may"),
    [
        ("127.0.0.1", "127.0.0.1", 8700, True),
        ("127.0.0.1", "shop.example", 8700, True),
        ("127.0.0.1", "127.0.0.1", 8701, False),
        ("127.0.0.2", "127.0.0.2", 8700, False),
        ("10.0.0.5", "Intranet", 80, True),
        ("10.0.0.6", "intranet", 80, True),
        ("10.0.0.5", "intranet", 81, False),
        ("10.0.0.5", "10.0.0.5", 80, False),
        ("::1", "::1", 8700, True),
        ("0:0:0:0:0:0:0:1", "ip6-localhost", 8700, True),
        ("::1", "::1", 80, False),
        ("::ffff:127.0.0.1", "shop.example", 8700, False),
    ],
)
def test_an_exception_opens_exactly_one_socket(
    address: str, host: str, port: int, may: bool
) -> None:
    allow = frozenset({"127.0.0.1:8700", "intranet:80", "[::1]:8700"})
    assert may_contact(address, host, port, allow) is may


def test_exact_has_one_form_for_all_spellings() -> None:
    assert exact("Shop.Example", 80) == "shop.example:80"
    assert exact("0:0::0:1", 80) == "[::1]:80"
    assert exact("fe80::1%eth0", 80) == "[fe80::1]:80"


@pytest.mark.parametrize(
    ("url", "forbidden"),
    [
        ("http://127.0.0.1/", True),
        ("http://127.0.0.1:8700/", False),
        ("http://127.1:8700/", False),
        ("http://0x7f000001:8701/", True),
        ("http://localhost:8701/", True),
        ("http://localhost:8700/", False),
        ("http://LocalHost.:8701/", True),
        ("http://deep.localhost/", True),
        ("http://8.8.8.8/", False),
        ("http://shop.example/", False),  # a name: what it stands for is seen when it is asked
        ("http://localhost.shop.example/", False),
    ],
)
def test_numbers_are_told_before_anything_is_asked(url: str, forbidden: bool) -> None:
    assert is_forbidden(url, frozenset({"127.0.0.1:8700"})) is forbidden


RESOLVER = """
from collections import Counter
from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer

@implementer(IHostnameResolver)
class Names:
    asked = Counter()

    def __init__(self, reactor):
        self.reactor = reactor

    @classmethod
    def from_crawler(cls, crawler, reactor):
        return cls(reactor)

    def install_on_reactor(self):
        self.reactor.installNameResolver(self)

    def resolveHostName(self, receiver, name, port=0, types=None, semantics="TCP"):
        self.asked[name] += 1
        answers = {
            "inside.example.com": ["127.0.0.2"],
            "both.example.com": ["127.0.0.2", "127.0.0.1"],
            "later.example.com": ["127.0.0.1" if self.asked[name] == 1 else "127.0.0.2"],
        }
        receiver.resolutionBegan(None)
        for address in answers.get(name, ["127.0.0.1"]):
            receiver.addressResolved(IPv4Address("TCP", address, port))
        receiver.resolutionComplete()
        return receiver
"""


def test_a_name_is_what_it_stands_for_when_it_is_asked(patrol: Patrol, web: Web) -> None:
    shop = f"http://shop.example.com:{web.port}/"
    inside, both, later = (
        shop.replace("//shop", f"//{name}") + "advert" for name in ("inside", "both", "later")
    )
    web.pages |= {"/": results([inside, both, later]), "/advert": advert("Oak chair")}
    web.pages["/robots.txt"] = Page(headers={"Connection": "close"})
    patrol.configure(web, sites=[site(web, start=[shop])])
    (patrol.folder / "names.py").write_text(RESOLVER)
    with Web("127.0.0.2", web.port) as forbidden:
        forbidden.pages = web.pages
        ended = patrol.crawl("-s", "TWISTED_DNS_RESOLVER=names.Names")
    assert forbidden.connections == 0
    states = patrol.states()
    assert states[shop] == states[both] == ("done", None), ended.err
    refused = "forbidden address: {}.example.com:{} is 127.0.0.2"
    why = "robots.txt unreachable: " + refused.format("inside", web.port)
    assert states[inside] == ("skipped", why)
    assert states[later] == ("skipped", refused.format("later", web.port))
