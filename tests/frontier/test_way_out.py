"""A site's proxy is its only way out, for sweeps and for single pages alike."""

from __future__ import annotations

import json
import socket

import pytest
from patrol import Patrol, site
from shop import advert
from web import Web

BOARD = "http://board.invalid"  # a name that only the proxy can know


@pytest.fixture
def proxied(patrol: Patrol, web: Web) -> Patrol:
    """The board, which can be reached through ``web`` alone."""
    web.pages[f"{BOARD}/"] = '<a class="card" href="/1">Netsuke</a>'
    web.pages[f"{BOARD}/1"] = advert("Netsuke")
    patrol.configure(web, sites=[site(web, start=[f"{BOARD}/"], proxy=web.url())])
    return patrol


def test_a_sweep_goes_through_the_proxy(proxied: Patrol, web: Web) -> None:
    assert proxied.sweep().site["verdict"] == "healthy"
    asked = [asked.path for asked in web.requests]
    assert asked == [f"{BOARD}/robots.txt", f"{BOARD}/", f"{BOARD}/1"]


@pytest.mark.parametrize("command", [("sites", "try"), ("extract", "--site", "shop")])
def test_a_single_page_goes_through_the_proxy(
    proxied: Patrol, web: Web, command: tuple[str, ...]
) -> None:
    ended = proxied.run(*command, f"{BOARD}/1", *(["--json"] if "try" in command else []))
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)["listings"][0]["title"] == "Netsuke"
    assert [asked.path for asked in web.requests] == [f"{BOARD}/robots.txt", f"{BOARD}/1"]


def test_a_proxy_of_the_environment_is_none_of_ours(patrol: Patrol, web: Web) -> None:
    web.pages["/"] = '<a class="card" href="/1">Netsuke</a>'
    web.pages["/1"] = advert("Netsuke")
    patrol.configure(web)
    elsewhere = {"http_proxy": "http://127.0.0.1:9", "no_proxy": ""}
    assert patrol.sweep(env=elsewhere).site["verdict"] == "healthy"
    assert patrol.run("sites", "try", web.url("/1"), env=elsewhere).code == 0


@pytest.mark.parametrize("command", ["try", "extract"])
@pytest.mark.parametrize(
    ("robots", "why"),
    [
        (None, "robots.txt unreachable: connection refused"),
        ("User-agent: *\nDisallow: /", "forbidden by robots.txt"),
    ],
)
def test_a_page_that_cannot_be_had_is_no_mistake_of_the_command(
    patrol: Patrol, web: Web, command: str, robots: str | None, why: str
) -> None:
    patrol.configure(web)
    url = web.url("/1")
    if robots is None:
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]
        patrol.configure(web, egress={"allow": [web.host, f"127.0.0.1:{port}"]})
        url = f"http://127.0.0.1:{port}/1"
    else:
        web.pages["/robots.txt"] = robots
    ended = patrol.run(*(("sites", "try") if command == "try" else ("extract",)), url)
    assert (ended.code, ended.out) == (4, "")
    assert ended.err == f"patrol: {url} could not be fetched: {why}\n"
