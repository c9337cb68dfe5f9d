"""Cookies that a person exported from a browser: ``cookies.txt``, or the JSON of extensions and of
Playwright. Values are kept out of every message."""

from __future__ import annotations

import json
import math
import time
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookiejar import Cookie
from pathlib import Path
from typing import Any

from crawler.errors import InputError

_HTTP_ONLY = "#HttpOnly_"
_MAX_BYTES = 5 * 2**20
_READABLE_BY_ALL = 0o004


@dataclass(frozen=True, slots=True)
class CookieFile:
    """The cookies of one file that are a site's."""

    path: Path
    cookies: tuple[Cookie, ...] = field(repr=False)
    """Those that hold; of the site only."""
    ended: tuple[tuple[int, float], ...] = ()
    """(line or place in the list, end in seconds since 1970) of its cookies that have expired."""

    @property
    def expired(self) -> str | None:
        """Why nobody is logged in by this file any more; ``None`` if somebody may be."""
        if self.cookies:
            return None
        where, last = max(self.ended, key=lambda each: each[1])
        day = datetime.fromtimestamp(last, UTC).date()
        return f"{self.path}:{where}: the last of its cookies expired on {day}; export them again"

    @property
    def public(self) -> str | None:
        """A warning if other users of this machine can read the file."""
        if not self.path.stat().st_mode & _READABLE_BY_ALL:
            return None
        return f"{self.path} can be read by all users of this machine; chmod 600 keeps it yours"


def read_cookies(path: Path, hosts: Collection[str]) -> CookieFile:
    """The cookies in ``path`` that belong to ``hosts``; those of other sites are left out.

    :raises InputError: in words, if there are none, or the file is no export of cookies.
    """
    now = time.time()
    mine, others = [], Counter[str]()
    for number, cookie in _cookies(path, _text(path)):
        if any(_near(cookie.domain, host) for host in hosts):
            mine.append((number, cookie))
        else:
            others[cookie.domain.lstrip(".")] += 1
    if not mine:
        wanted = " or ".join(sorted(hosts))
        there = ", ".join(name for name, _ in others.most_common(5))
        held = f"they are of {there}" if others else "it holds no cookies"
        raise InputError(f"{path}: none of its cookies is of {wanted}: {held}")
    return CookieFile(
        path,
        tuple(cookie for _, cookie in mine if not cookie.is_expired(int(now))),
        tuple((n, float(cookie.expires or 0)) for n, cookie in mine if cookie.is_expired(int(now))),
    )


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file; export the cookies into it") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    if len(raw) > _MAX_BYTES:
        raise InputError(f"{path}: is {len(raw):,} bytes long; at most {_MAX_BYTES:,} are read")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(f"{path}:{line}: is not UTF-8 text") from None


def _cookies(path: Path, text: str) -> Iterator[tuple[int, Cookie]]:
    return _json(path, text) if text.lstrip()[:1] in {"[", "{"} else _netscape(path, text)


def _netscape(path: Path, text: str) -> Iterator[tuple[int, Cookie]]:
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.removeprefix(_HTTP_ONLY)
        if not cells.strip() or cells.startswith("#"):
            continue
        values = cells.split("\t")
        if len(values) == 6:  # a cookie without a value
            values.append("")
        if len(values) != 7:
            raise InputError(
                f"{path}:{number}: is no line of a cookies.txt, which has seven values with tabs "
                "between them"
            )
        domain, below, folder, secure, expires, name, value = values
        try:
            ends = _seconds(float(expires or 0))
        except ValueError:
            raise InputError(f"{path}:{number}: the fifth value should be a time") from None
        host = domain.lstrip(".") if below.upper() == "FALSE" else domain
        yield number, _cookie(host, folder, secure.upper() == "TRUE", ends, name, value)


def _json(path: Path, text: str) -> Iterator[tuple[int, Cookie]]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise InputError(f"{path}:{line}: is not valid JSON") from None
    entries = said.get("cookies") if isinstance(said, dict) else said
    if not isinstance(entries, list):
        raise InputError(f"{path}: has no list of cookies")
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not all(
            isinstance(entry.get(key), str) for key in ("name", "value", "domain")
        ):
            raise InputError(f"{path}: cookie {number} lacks a name, value or domain")
        yield number, _entry(path, number, entry)


def _entry(path: Path, number: int, entry: dict[str, Any]) -> Cookie:
    ends = entry.get("expirationDate", entry.get("expires")) or 0
    try:
        ends = _seconds(ends)
    except ValueError:
        raise InputError(
            f"{path}: the end of cookie {number} should be in seconds since 1970"
        ) from None
    domain = str(entry["domain"])
    return _cookie(
        domain.lstrip(".") if entry.get("hostOnly") else domain,
        str(entry.get("path") or "/"),
        entry.get("secure") is True,
        ends,
        str(entry["name"]),
        str(entry["value"]),
    )


def _seconds(said: Any) -> float:
    """A moment since 1970; 0 or less for a cookie that lasts as long as the browser's session."""
    if not isinstance(said, int | float) or not math.isfinite(said):
        raise ValueError("no time")
    return said


def _cookie(  # noqa: PLR0913, PLR0917 - a cookie has six parts
    domain: str, folder: str, secure: bool, ends: float, name: str, value: str
) -> Cookie:
    below = domain.startswith(".")
    return Cookie(
        version=0, name=name, value=value, port=None, port_specified=False,
        domain=domain.lower(), domain_specified=below, domain_initial_dot=below,
        path=folder or "/", path_specified=True, secure=secure,
        expires=int(ends) if ends > 0 else None, discard=ends <= 0,
        comment=None, comment_url=None, rest={},
    )  # fmt: skip


def _near(domain: str, host: str) -> bool:
    """Whether one of the two is below the other, or they are the same."""
    domain = domain.lstrip(".")
    return domain == host or host.endswith(f".{domain}") or domain.endswith(f".{host}")
