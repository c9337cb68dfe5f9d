"""robots.txt is obeyed for each origin; what cannot be read forbids."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from patrol import Patrol, Swept, site
from shop import advert, fill, results
from web import Page, Web

DISALLOW_ALL = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True)
class Night:
    """One sweep over sites with different robots.txt."""

    swept: Swept
    webs: dict[str, Web]

    def verdict(self, name: str) -> tuple[str, str]:
        (found,) = [each for each in self.swept.report["sites"] if each["site"] == name]
        return found["verdict"], found["reason"]

    def paths(self, name: str) -> set[str]:
        """What the site was asked for."""
        return {asked.path for asked in self.webs[name].requests}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    names = ("away", "broken", "busy", "closed", "hidden", "named", "partly", "slow")
    webs = {name: Web() for name in names}
    for web in webs.values():
        web.__enter__()
        fill(web, 3)
    webs["away"].__exit__()  # nobody listens there any more
    webs["broken"].pages["/robots.txt"] = Page("oh", 503)
    webs["busy"].pages["/robots.txt"] = Page("later", 429)
    webs["closed"].pages["/robots.txt"] = DISALLOW_ALL
    webs["hidden"].pages["/robots.txt"] = Page(DISALLOW_ALL, 403)
    webs["named"].pages["/robots.txt"] = (
        f"User-agent: listingpatrol\nDisallow: /advert/1\n\n{DISALLOW_ALL}"
    )
    # As many sites have it: a byte order mark, an empty line, comments, and slow besides.
    rules = "\ufeff# robots\nUser-agent: *\n\nDisallow: /private/ # keep out\nDisallow: /*?room=\n"
    webs["partly"].pages["/robots.txt"] = Page(rules, delay=0.4)
    private = [f"/private/{number}" for number in range(4)]
    webs["partly"].pages |= {path: advert("Secret") for path in private}
    webs["partly"].pages["/more"] = results(["/advert/3?room=2", "/advert/3"])
    webs["partly"].pages["/advert/3"] = advert("Walnut desk")
    webs["slow"].pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 0.5\n"

    patrol = Patrol(tmp_path_factory.mktemp("robots"))
    sites = {name: site(web, name=name) for name, web in webs.items()}
    partly = webs["partly"]
    sites["partly"]["start"] = [partly.url(path) for path in (*private, "/", "/more")]
    patrol.configure(*webs.values(), sites=list(sites.values()))
    yield Night(patrol.sweep(), webs)
    for name, web in webs.items():
        if name != "away":
            web.__exit__()


def test_refused_connection_forbids(night: Night) -> None:
    reason = "1 of 1 addresses could not be fetched (robots.txt unreachable: connection refused)"
    assert night.verdict("away") == ("unreachable", reason)


@pytest.mark.parametrize(("name", "status"), [("broken", 503), ("busy", 429)])
def test_a_server_in_trouble_forbids(night: Night, name: str, status: int) -> None:
    reason = f"1 of 1 addresses could not be fetched (robots.txt unreachable: HTTP {status})"
    assert night.verdict(name) == ("unreachable", reason)
    assert night.paths(name) == {"/robots.txt"}


def test_a_site_may_forbid_everything(night: Night) -> None:
    reason = "1 addresses are forbidden by robots.txt"
    assert night.verdict("closed") == ("refused_by_robots", reason)
    assert night.paths("closed") == {"/robots.txt"}


def test_a_robots_txt_that_is_not_there_or_not_for_us_allows(night: Night) -> None:
    assert night.verdict("hidden") == ("healthy", "3 listings read")


def test_our_own_group_counts_before_the_one_for_all(night: Night) -> None:
    assert night.verdict("named") == ("healthy", "2 listings read")
    assert "/advert/1" not in night.paths("named")


def test_no_request_slips_through_while_robots_txt_is_under_way(night: Night) -> None:
    assert night.verdict("partly") == ("healthy", "4 listings read")
    everything = {"/robots.txt", "/", "/more", *(f"/advert/{number}" for number in range(4))}
    assert night.paths("partly") == everything
    assert night.webs["partly"].count("/robots.txt") == 1
    kept_out = [line for line in night.swept.urls if line["reason"] == "forbidden by robots.txt"]
    assert {(line["state"], line["attempts"]) for line in kept_out if line["site"] == "partly"} == {
        ("skipped", 1)
    }
    assert sum(line["site"] == "partly" for line in kept_out) == 5


def test_crawl_delay_is_kept_however_many_may_be_asked_at_once(night: Night) -> None:
    assert night.verdict("slow") == ("healthy", "3 listings read")
    times = sorted(asked.at for asked in night.webs["slow"].requests)
    assert len(times) == 5
    pages = times[1:]  # the first one is robots.txt itself
    assert min(later - earlier for earlier, later in pairwise(pages)) > 0.45


def test_every_request_says_who_asks(night: Night) -> None:
    agents = {asked.headers["User-Agent"] for asked in night.webs["hidden"].requests}
    (agent,) = agents
    assert agent.startswith("ListingPatrol/")
    assert agent.endswith(" (+patrol@customs.example)")


def test_the_night_is_not_all_well(night: Night) -> None:
    assert night.swept.code == 1


def test_a_redirected_robots_txt_holds_where_it_came_from(patrol: Patrol, web: Web) -> None:
    with Web() as other, socket.create_server(("127.0.0.1", 0)) as forbidden:
        fill(web, 1)
        fill(other, 1)
        web.pages["/robots.txt"] = Page("", 301, {"Location": "/rules"})
        web.pages["/rules"] = DISALLOW_ALL
        where = f"http://127.0.0.1:{forbidden.getsockname()[1]}/robots.txt"
        other.pages["/robots.txt"] = Page("", 302, {"Location": where})
        sites = [site(web), site(other, name="other")]
        patrol.configure(web, other, sites=sites)
        swept = patrol.sweep()
        forbidden.setblocking(False)
        with pytest.raises(BlockingIOError):
            forbidden.accept()
    assert swept.code == 4
    assert [found["verdict"] for found in swept.report["sites"]] == [
        "refused_by_robots",
        "unreachable",
    ]
    assert "robots.txt unreachable: forbidden address" in swept.report["sites"][1]["reason"]
    assert {asked.path for asked in other.requests} == {"/robots.txt"}
