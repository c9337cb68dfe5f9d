"""How a site is entered: proxies, cookies and logins, refused before anything is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.config import load
from crawler.config.access import Proxy
from crawler.config.readiness import check_ready
from crawler.errors import InputError

SITE = """\
contact: patrol@customs.example
egress: {allow: ["127.0.0.1:9050"]}
sites:
  - name: market
    spider: classifieds
    start: ["https://market.example/"]
"""
LOGIN = """\
    login:
      url: https://market.example/login
      check: a.logout
      fields:
        name: desk-7
        password: env:NOWHERE_SET
"""


def config(folder: Path, text: str) -> Path:
    file = folder / "config.yaml"
    file.write_text(text, "utf-8")
    return file


def told(folder: Path, text: str) -> list[str]:
    file = config(folder, text)
    with pytest.raises(InputError) as refused:
        load(file)
    return [line.removeprefix(f"{file}:") for line in str(refused.value).splitlines()]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("proxy: socks4://127.0.0.1:9050",
         "7: sites.0.proxy.url: 'socks4://127.0.0.1:9050' is not a proxy such as "
         "http://127.0.0.1:3128 or socks5h://127.0.0.1:9050"),
        ("proxy: socks5://proxy.example", "7: sites.0.proxy.url: 'socks5://proxy.example' is not"),
        ("proxy: http://ann:geheim@proxy.example:3128",
         "7: sites.0.proxy.url: an address must not hold a user name or password; see 'user' and"),
        ("proxy: http://ann:ge[heim@proxy.example:x",
         "7: sites.0.proxy.url: an address must not hold a user name or password"),
        ("proxy: {url: http://proxy.example:3128/way}",
         "7: sites.0.proxy.url: 'http://proxy.example:3128/way' should end after the port"),
        ("proxy: {url: http://proxy.example:3128, user: env:U, password: geheim}",
         "7: sites.0.proxy.password: a secret does not belong into this file: write env:NAME"),
        ("proxy: {address: http://proxy.example:3128}", "7: 'sites.0.proxy.url' is missing"),
        ("proxy: socks5h://127.0.0.1:9051",
         "7: 127.0.0.1:9051 is not a public address; if it is yours, name it under egress.allow"),
        ("proxy: {url: http://localhost:3128}", "7: localhost:3128 is not a public address"),
        ("cookies: [a, b]", "7: sites.0.cookies: ['a', 'b'] should be the path of a file"),
        ("login: {url: https://market.example/login, check: a.logout}",
         "4: sites.0: 'login' lets nobody in without 'login.fields' or 'cookies'"),
        ("login: {url: https://market.example/login, fields: {name: x}}",
         "7: 'sites.0.login.check' is missing"),
        ("login: {url: http://10.0.0.1/login, check: a, fields: {name: x}}",
         "7: 10.0.0.1:80 is not a public address"),
        ("login: {url: https://market.example/, check: 'a[', fields: {name: x}}",
         "7: sites.0.login.check: 'a[' is not valid CSS"),
        ("login: {url: https://market.example/, check: a, fields: {Passwort: geheim}}",
         "7: sites.0.login.fields: Passwort: a secret does not belong into this file"),
        ("login: {url: https://market.example/, check: a, fields: {name: 'env:a-b'}}",
         "7: sites.0.login.fields: name: a secret does not belong into this file"),
    ],
)  # fmt: skip
def test_mistakes(tmp_path: Path, line: str, why: str) -> None:
    found = told(tmp_path, f"{SITE}    {line}\n")
    assert any(each.startswith(why) for each in found), found
    assert "geheim" not in str(found)


@pytest.mark.parametrize("proxy", ["", "proxy: http://proxy.example:3128"])
def test_onion_addresses_need_a_socks_proxy(tmp_path: Path, proxy: str) -> None:
    text = SITE.replace("market.example", "abcdefghijklmnop.onion") + f"    {proxy}\n"
    said = "a .onion address is found through a SOCKS5 proxy only: name the site's, such as "
    assert told(tmp_path, text) == [f"6: {said}proxy: socks5h://127.0.0.1:9050"]
    with_socks = text.replace(f"    {proxy}\n", "    proxy: socks5://127.0.0.1:9050\n")
    (site,) = load(config(tmp_path, with_socks)).sites
    assert site.proxy == Proxy(url="socks5://127.0.0.1:9050")


def test_what_is_missing_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = "    proxy:\n      url: socks5h://127.0.0.1:9050\n      user: env:NO_USER\n"
    file = config(tmp_path, f"{SITE}{LOGIN}{ways}    cookies: data/market.txt\n")
    loaded = load(file)
    with pytest.raises(InputError) as refused:
        check_ready(loaded, loaded.site("market"))
    unset = "the environment variable {} is not set (site 'market', {})"
    assert str(refused.value).splitlines() == [
        f"{file}:12: " + unset.format("NOWHERE_SET", "login.fields.password"),
        f"{file}:15: " + unset.format("NO_USER", "proxy.user"),
        f"{file}:16: cookies: {tmp_path}/data/market.txt: there is no such file; export the "
        "cookies into it",
    ]
    monkeypatch.setenv("NOWHERE_SET", "geheim")
    monkeypatch.setenv("NO_USER", "")
    with pytest.raises(InputError) as refused:
        check_ready(loaded, loaded.site("market"))
    assert "NOWHERE_SET" not in str(refused.value)
    assert "NO_USER is not set" in str(refused.value)


def test_nothing_of_it_is_on_unless_it_is_configured(tmp_path: Path) -> None:
    (site,) = load(config(tmp_path, SITE)).sites
    assert (site.proxy, site.cookies, site.login) == (None, None, None)
