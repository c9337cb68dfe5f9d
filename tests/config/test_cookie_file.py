"""Files of exported cookies: what is taken out of them, and what is refused, without any value."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from crawler.config.cookie_file import CookieFile, read_cookies
from crawler.errors import InputError

SOON, PAST = int(time.time()) + 3600, 1_600_000_000
HOSTS = {"www.market.example"}


def read(folder: Path, text: str | bytes) -> CookieFile:
    file = folder / "cookies.txt"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_cookies(file, HOSTS)


def line(*, domain: str = ".market.example", ends: int = SOON, name: str = "sid") -> str:
    below = "TRUE" if domain.startswith(".") else "FALSE"
    return f"{domain}\t{below}\t/\tTRUE\t{ends}\t{name}\tgeheim\n"


def test_a_cookies_txt(tmp_path: Path) -> None:
    text = (
        "# Netscape HTTP Cookie File\n\n#HttpOnly_"
        + line()
        + line(domain="market.example", ends=0, name="session")
        + line(domain="accounts.www.market.example", name="below")
        + line(domain=".other.example", name="other")
        + line(ends=PAST, name="old")
    )
    found = read(tmp_path, text)
    assert [cookie.name for cookie in found.cookies] == ["sid", "session", "below"]
    first, session, _ = found.cookies
    assert (first.domain, first.path, first.secure, first.value) == (
        ".market.example", "/", True, "geheim"
    )  # fmt: skip
    assert (first.expires, session.expires, session.discard) == (SOON, None, True)
    assert (found.ended, found.expired) == (((7, float(PAST)),), None)
    assert "geheim" not in repr(found)


EXTENSION: dict[str, Any] = {
    "domain": ".market.example", "expirationDate": SOON + 0.25, "hostOnly": False,
    "httpOnly": True, "name": "sid", "path": "/shop", "sameSite": "lax", "secure": True,
    "session": False, "storeId": "0", "value": "geheim",
}  # fmt: skip
PLAYWRIGHT: dict[str, Any] = {
    "name": "sid", "value": "geheim", "domain": "www.market.example", "path": "/",
    "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax",
}  # fmt: skip


def test_the_json_of_extensions_and_of_playwright(tmp_path: Path) -> None:
    (cookie,) = read(tmp_path, json.dumps([EXTENSION])).cookies
    assert (cookie.domain, cookie.path, cookie.secure) == (".market.example", "/shop", True)
    assert cookie.expires == SOON
    state = {"cookies": [PLAYWRIGHT, {**PLAYWRIGHT, "domain": "x.example"}], "origins": []}
    (cookie,) = read(tmp_path, json.dumps(state)).cookies
    assert (cookie.domain, cookie.expires, cookie.discard) == ("www.market.example", None, True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", ": none of its cookies is of www.market.example: it holds no cookies"),
        (line(domain=".other.example") + line(domain="x.example"),
         ": none of its cookies is of www.market.example: they are of other.example, x.example"),
        (line(domain=".notmarket.example"), "they are of notmarket.example"),
        (line() + "sid geheim",
         ":2: is no line of a cookies.txt, which has seven values with tabs between them"),
        (line().replace(str(SOON), "soon"), ":1: the fifth value should be a time"),
        (line().replace(str(SOON), "nan"), ":1: the fifth value should be a time"),
        ('[\n{"name":\n geheim}]', ":3: is not valid JSON"),
        ("[" * 100_000, ":1: is not valid JSON"),
        ('{"cookie": "geheim"}', ": has no list of cookies"),
        ('[{"name": "sid", "value": 1, "domain": "x"}]',
         ": cookie 1 lacks a name, value or domain"),
        (json.dumps([EXTENSION, {**EXTENSION, "expirationDate": "2030-01-01"}]),
         ": the end of cookie 2 should be in seconds since 1970"),
        (b"\n\xff\xfe", ":2: is not UTF-8 text"),
        (b"x" * (6 * 2**20), "at most 5,242,880 are read"),
    ],
)  # fmt: skip
def test_files_that_let_nobody_in(tmp_path: Path, text: str | bytes, why: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, text)
    assert why in str(refused.value)
    assert str(refused.value).startswith(str(tmp_path / "cookies.txt"))
    assert "geheim" not in str(refused.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: there is no such file; export the cookies"):
        read_cookies(tmp_path / "none.txt", HOSTS)
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        read_cookies(tmp_path, HOSTS)


def test_all_cookies_have_expired(tmp_path: Path) -> None:
    found = read(tmp_path, line(ends=PAST - 86_400) + line(ends=PAST))
    said = "cookies.txt:2: the last of its cookies expired on 2020-09-13; export them again"
    assert str(found.expired).endswith(said)


def test_who_else_can_read_it_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, line())
    found.path.chmod(0o644)
    assert str(found.public).endswith("chmod 600 keeps it yours")
    found.path.chmod(0o600)
    assert found.public is None
