"""Sites for members: who gets in, what is said when nobody does, and that nothing is told."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from members import ENV, LOGIN, PASSWORD, Market, session_of
from patrol import Patrol, Swept, site
from shop import FILLER, fill
from web import Page, Web


def configure(patrol: Patrol, web: Web, **more: Any) -> None:
    login = {**LOGIN, "url": web.url("/login"), "submit": "button.go"}
    said = {"login": login, "pace": {"delay": 0, "concurrency": 2}, **more}
    patrol.configure(web, sites=[site(web, **said)])


def asked(web: Web) -> list[str]:
    return [f"{each.method} {each.path}" for each in web.requests]


def written(folder: Path, swept: Swept) -> bytes:
    """Everything that a sweep left behind, and said."""
    files = (file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return b"".join(files) + swept.out.encode() + swept.err.encode()


def test_a_sweep_logs_in_once_before_the_first_page(patrol: Patrol, web: Web) -> None:
    market = Market(web)
    configure(patrol, web)
    swept = patrol.sweep(env=ENV)
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 4), swept.site
    first = ["GET /robots.txt", "GET /login", "POST /login?step=2", "GET /welcome", "GET /"]
    assert asked(web)[:5] == first
    assert market.logins == [{"csrf": "t0", "name": "desk-7", "password": PASSWORD, "go": ""}]
    assert {session_of(each) for each in web.requests[5:]} == {"geheim1"}
    left = written(patrol.folder, swept)
    assert PASSWORD.encode() not in left
    assert b"geheim" not in left
    assert not any("login" in line["url"] or "welcome" in line["url"] for line in swept.urls)


def test_the_one_page_that_is_tried_is_a_members(patrol: Patrol, web: Web) -> None:
    Market(web)
    configure(patrol, web)
    ended = patrol.run("sites", "try", web.url("/advert/1"), "--json", env=ENV)
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["listings"][0]["title"] == "Oak chair /advert/1"


@pytest.mark.parametrize("wall", [None, "<h1>Hello</h1><p>Please log in to see the adverts."])
def test_a_login_that_ends_is_renewed_once(patrol: Patrol, web: Web, wall: str | None) -> None:
    market = Market(web, adverts=6, pages=5, wall=wall)
    configure(patrol, web)
    swept = patrol.sweep(env=ENV)
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 6), swept.site
    assert [typed["csrf"] for typed in market.logins] == ["t0", "t1"]


def test_a_login_that_ends_again_ends_the_sweep(patrol: Patrol, web: Web) -> None:
    market = Market(web, adverts=40, pages=3)
    configure(patrol, web)
    swept = patrol.sweep(env=ENV)
    assert (swept.site["verdict"], len(market.logins)) == ("login_expired", 2), swept.site
    assert "login needed" in swept.site["reason"]
    assert len(web.requests) < 40, "what was left was left alone"
    assert swept.state(web.url("/advert/39"))[0] == "failed"


def test_a_wrong_password_asks_for_no_page(patrol: Patrol, web: Web) -> None:
    market = Market(web)
    configure(patrol, web)
    swept = patrol.sweep(env={"MARKET_PASSWORD": "Hartholz98"})
    why = "login needed: the login was not accepted: no 'a.logout' on the page after it"
    assert swept.site["verdict"] == "login_expired"
    assert swept.site["reason"] == f"1 of 1 addresses lead to a login page ({why})"
    assert len(market.logins) == 1
    assert b"Hartholz" not in written(patrol.folder, swept)


def test_robots_hold_for_the_login_page(patrol: Patrol, web: Web) -> None:
    market = Market(web)
    web.pages["/robots.txt"] = "User-agent: *\nDisallow: /login"
    configure(patrol, web)
    swept = patrol.sweep(env=ENV)
    assert swept.site["verdict"] == "login_expired"
    assert "robots.txt forbids the login page, so the form is not sent" in swept.site["reason"]
    assert (asked(web), market.logins) == (["GET /robots.txt"], [])


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("<form><input name=name><input name=password></form>", "into the address; it was not"),
        ('<form method=post action="https://x.example/"><input name=name><input name=password>',
         "leads to another site"),
        ("<form method=post><input name=user><input name=password>",
         "no form of the login page has the fields name, password; its forms have: user, password"),
        ("<p>scripts only</p>", "it has no form at all"),
    ],
)  # fmt: skip
def test_a_form_that_gives_the_password_away_is_not_sent(
    patrol: Patrol, web: Web, form: str, why: str
) -> None:
    web.pages["/login"] = f"<html><body>{form}</body></html>"
    login = {**LOGIN, "url": web.url("/login")}
    patrol.configure(web, sites=[site(web, login=login)])
    ended = patrol.run("sites", "try", web.url("/"), env=ENV)
    assert (ended.code, why in ended.err) == (4, True), ended.err
    assert asked(web) == ["GET /robots.txt", "GET /login"]
    assert PASSWORD not in ended.err


def test_a_redirect_takes_the_password_nowhere_else(patrol: Patrol, web: Web) -> None:
    with Web() as other:
        Market(web)
        web.pages["/login"] = lambda each: (
            Page("", 307, {"Location": other.url("/steal")})
            if each.method == "POST"
            else '<form method=post><input name=name><input name=password></form>'
        )  # fmt: skip
        login = {**LOGIN, "url": web.url("/login")}
        patrol.configure(web, other, sites=[site(web, login=login)])
        ended = patrol.run("sites", "try", web.url("/"), env=ENV)
        assert (ended.code, "leads to another site" in ended.err) == (4, True), ended.err
        assert other.connections == 0


def test_a_missing_secret_is_told_before_anything_is_asked(patrol: Patrol, web: Web) -> None:
    Market(web)
    configure(patrol, web)
    ended = patrol.run("sweep")
    (line,) = [
        number for number, text in enumerate(patrol.config.read_text().splitlines(), 1)
        if "env:MARKET_PASSWORD" in text
    ]  # fmt: skip
    said = (
        "the environment variable MARKET_PASSWORD is not set (site 'shop', login.fields.password)"
    )
    assert (ended.code, ended.err) == (2, f"patrol: {patrol.config}:{line}: {said}\n")
    assert web.connections == 0


def test_without_a_login_a_redirect_to_one_is_told(patrol: Patrol, web: Web) -> None:
    fill(web, 3, "/hidden")
    web.pages["/"] = Page("", 302, {"Location": "/account/sign-in?next=%2F"})
    web.pages["/robots.txt"] = "User-agent: *\nDisallow: /account/"
    patrol.configure(web)
    swept = patrol.sweep()
    why = "login needed: sent on to the login page"
    assert swept.site["verdict"] == "login_expired"
    assert swept.site["reason"] == f"1 of 1 addresses lead to a login page ({why})"


def test_results_that_ask_for_a_login_are_told(patrol: Patrol, web: Web) -> None:
    web.pages["/"] = f"<h1>Adverts</h1><p>Please log in to see the adverts.</p><p>{FILLER}"
    patrol.configure(web)
    assert patrol.sweep().site["verdict"] == "login_expired"


def cookies_txt(folder: Path, web: Web, value: str, ends: float) -> str:
    host = web.host.partition(":")[0]
    line = f"#HttpOnly_{host}\tFALSE\t/\tFALSE\t{int(ends)}\tsid\t{value}\n"
    other = f".elsewhere.example\tTRUE\t/\tFALSE\t{int(ends)}\tsid\tnotours\n"
    (folder / "cookies.txt").write_text(f"# Netscape HTTP Cookie File\n\n{line}{other}")
    return "cookies.txt"


def test_exported_cookies_let_in(patrol: Patrol, web: Web) -> None:
    session = Market(web).admit("geheim0")
    held = cookies_txt(patrol.folder, web, session, time.time() + 3600)
    patrol.configure(web, sites=[site(web, cookies=held)])
    swept = patrol.sweep()
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 4), swept.site
    assert "can be read by all users of this machine" in swept.log
    (patrol.folder / "cookies.txt").unlink()
    assert b"geheim0" not in written(patrol.folder, swept)
    assert not any("notours" in str(each.headers) for each in web.requests)


def test_cookies_that_have_expired_ask_for_nothing(patrol: Patrol, web: Web) -> None:
    session = Market(web).admit("geheim0")
    held = cookies_txt(patrol.folder, web, session, 1_600_000_000)
    patrol.configure(web, sites=[site(web, cookies=held)])
    swept = patrol.sweep()
    assert swept.site["verdict"] == "login_expired"
    assert (
        "cookies.txt:3: the last of its cookies expired on 2020-09-13; export them again"
        in (swept.site["reason"])
    )
    assert web.connections == 0


def test_cookies_whose_session_has_ended(patrol: Patrol, web: Web) -> None:
    Market(web, adverts=30, pages=4).admit("geheim0")
    held = cookies_txt(patrol.folder, web, "geheim0", time.time() + 3600)
    login = {"url": web.url("/login"), "check": "a.logout"}
    patrol.configure(web, sites=[site(web, cookies=held, login=login)])
    swept = patrol.sweep()
    assert swept.site["verdict"] == "login_expired"
    assert len(web.requests) < 30
