"""A sweep stays on its site, wherever its pages point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from patrol import Patrol, Swept, site
from shop import advert, fill, results
from web import Page, Web

from crawler.config.domain import domain_of


@dataclass(frozen=True)
class Outing:
    """A sweep over a site that points to another one in every way."""

    swept: Swept
    web: Web
    other: Web

    def state(self, path: str) -> tuple[str, str | None]:
        return self.swept.state(self.web.url(path))


@pytest.fixture(scope="module")
def outing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outing]:
    patrol = Patrol(tmp_path_factory.mktemp("fence"))
    with Web() as web, Web() as other:
        fill(other, 1)
        away = other.url("/advert/0")

        def to(where: str) -> Page:
            return Page("", 302, {"Location": where})

        fill(
            web,
            40,
            away,
            f"//{other.host}/advert/0",
            f"http://2130706433:{web.port}/advert/0",
            f"http://localhost:{web.port}/advert/0",
            "mailto:ann@shop.example",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "/redirect-away",
            "/redirect-scheme",
            "/redirect-home",
            "/redirect-round",
            "/refresh-away",
            "/long?" + "x" * 2_100,
        )
        web.pages |= {
            "/redirect-away": to(away),
            "/redirect-scheme": to("file:///etc/passwd"),
            "/redirect-home": to("/advert/99"),
            "/advert/99": advert("Walnut desk"),
            "/redirect-round": to("/redirect-round"),
            "/refresh-away": f'<meta http-equiv="refresh" content="0; url={away}">',
            "/based": f'<base href="{other.url()}"><a class="card" href="advert/0">one</a>',
        }
        patrol.configure(web, other, sites=[site(web, start=[web.url(), web.url("/based")])])
        yield Outing(patrol.sweep(), web, other)


def test_nothing_is_asked_of_another_site(outing: Outing) -> None:
    assert outing.other.connections == 0


def test_what_was_found_at_home_is_read(outing: Outing) -> None:
    assert outing.swept.code == 0
    assert outing.swept.site["listings"] == 41
    assert outing.state("/redirect-home") == ("done", None)


def test_links_elsewhere_are_recorded_and_left_alone(outing: Outing) -> None:
    off_site = ("skipped", f"off site: {outing.other.host}")
    assert outing.swept.state(outing.other.url("/advert/0")) == off_site
    for host in ("2130706433", "localhost"):
        where = f"{host}:{outing.web.port}"
        told = outing.swept.state(f"http://{where}/advert/0")
        assert told == ("skipped", f"off site: {where}")


def test_redirects_elsewhere_are_recorded_and_not_followed(outing: Outing) -> None:
    off_site = ("skipped", f"off site: {outing.other.host}")
    assert outing.state("/redirect-away") == off_site
    assert outing.state("/refresh-away") == ("done", "no listing: other")
    assert outing.state("/redirect-scheme") == ("failed", "HTTP 302")


def test_a_redirect_that_goes_round_is_given_up(outing: Outing) -> None:
    state, reason = outing.state("/redirect-round")
    assert (state, reason) == ("failed", "IgnoreRequest: max redirections reached")
    assert outing.web.count("/redirect-round") <= 6


def test_what_is_no_web_address_is_not_kept(outing: Outing) -> None:
    schemes = {line["url"].partition(":")[0] for line in outing.swept.urls}
    assert schemes == {"http"}
    assert not any("/long" in line["url"] for line in outing.swept.urls)


def test_every_address_is_known_once_and_ends_in_a_final_state(outing: Outing) -> None:
    urls = [line["url"] for line in outing.swept.urls]
    assert len(urls) == len(set(urls))
    assert {line["state"] for line in outing.swept.urls} == {"done", "failed", "skipped"}


@pytest.mark.parametrize("spelling", ["127.1", "0x7f.1", "2130706433", "localhost", "a.localhost"])
def test_a_redirect_to_a_spelling_of_ourselves_is_off_site(spelling: str) -> None:
    """The fence knows hosts by name; the guard knows what they stand for."""
    assert domain_of(f"http://{spelling}:8700/") != domain_of("http://127.0.0.1:8700/")


def test_a_search_that_returns_other_hosts_stays_home(patrol: Patrol, web: Web) -> None:
    with Web() as other:
        web.pages["/"] = results([other.url(f"/advert/{number}") for number in range(3)])
        patrol.configure(web)
        swept = patrol.sweep()
        assert other.connections == 0
    assert swept.code == 4
    assert swept.site["verdict"] == "thin"
    assert swept.site["reason"] == f"no listing was found (3 x off site: {other.host})"
