"""A market for members on loopback: a login form with a hidden token, and sessions that end."""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie
from urllib.parse import parse_qs

from shop import advert, results
from web import Answer, Asked, Page, Web

USER, PASSWORD = "desk-7", "Sperrholz99"
LOGIN = {
    "url": "/login",
    "fields": {"name": USER, "password": "env:MARKET_PASSWORD"},
    "check": "a.logout",
}
ENV = {"MARKET_PASSWORD": PASSWORD}
_FORM = """<html><head><title>Log in</title></head><body><h1>Log in</h1>
<form action="/search"><input name="q"></form>
<form method="post" action="/login?step=2"><input type="hidden" name="csrf" value="{token}">
<input name="name"><input type="password" name="password">
<button name="forgot" value="1">Forgotten</button><button class="go" name="go">Go</button>
</form></body></html>"""
_TOP = '<a class="logout" href="/logout">Log out</a>'


class Market:
    """Puts its pages on ``web``: adverts that only members see.

    :param pages: that a session is good for.
    :param wall: what strangers get in place of a page; sent to the login page without it.
    """

    def __init__(
        self, web: Web, adverts: int = 4, pages: int = 1_000, wall: Answer | None = None
    ) -> None:
        self.logins: list[dict[str, str]] = []
        """What was typed, each time."""
        self._wall = wall or Page("", 302, {"Location": "/login?next=1"})
        self._pages = pages
        self._left: dict[str, int] = {}
        self._token = ""
        paths = [f"/advert/{number}" for number in range(adverts)]
        web.pages |= {path: self._for_members(advert(f"Oak chair {path}")) for path in paths}
        web.pages |= {"/": self._for_members(results(paths)), "/login": self._login}
        web.pages["/welcome"] = "<h1>Welcome back</h1>"

    def _for_members(self, page: str) -> Callable[[Asked], Answer]:
        page = page.replace("<body>", f"<body>{_TOP}")

        def answer(asked: Asked) -> Answer:
            session = session_of(asked)
            if not self._left.get(session):
                return self._wall
            self._left[session] -= 1
            return page

        return answer

    def admit(self, session: str) -> str:
        """Take a session for a member's; returns it."""
        self._left[session] = self._pages
        return session

    def _login(self, asked: Asked) -> Answer:
        if asked.method == "GET":
            self._token = f"t{len(self.logins)}"
            return Page(_FORM.format(token=self._token), headers={"Set-Cookie": "seen=1; Path=/"})
        typed = {name: values[0] for name, values in parse_qs(asked.body.decode(), True).items()}
        self.logins.append(typed)
        right = (typed.get("csrf"), typed.get("name"), typed.get("password"), "go" in typed)
        if right != (self._token, USER, PASSWORD, True):
            return _FORM.format(token=self._token)
        session = self.admit(f"geheim{len(self.logins)}")
        cookie = f"sid={session}; Path=/; HttpOnly"
        return Page("", 303, {"Location": "/welcome", "Set-Cookie": cookie})


def session_of(asked: Asked) -> str:
    """The session that a request brings along; empty without one."""
    held = SimpleCookie(asked.headers.get("Cookie", ""))
    return held["sid"].value if "sid" in held else ""
