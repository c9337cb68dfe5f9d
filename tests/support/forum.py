"""A forum on loopback, as phpBB and XenForo show theirs, with everything that links in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from web import Asked, Web

_PER_PAGE = 10


@dataclass(frozen=True)
class Topic:
    """A thread with its opening post."""

    number: int
    title: str
    author: str
    text: str
    replies: int = 2
    kind: str = ""
    """``sticky``, ``global-announce``, or nothing."""


def topics(number: int) -> list[Topic]:
    """As many offers, with a sticky one and an announcement before them."""
    first = [
        Topic(1, "The forum moves", "chief", "On Monday.", kind="global-announce"),
        Topic(2, "Always wanted: buttons", "knopf", "Any buttons.", kind="sticky"),
    ]
    offers = [
        Topic(
            100 + n,
            f"FS: oak chair {n}",
            f"carver{n}",
            f"Oak chair, nearly new.<br />Price: £{n + 20}",
        )
        for n in range(number)
    ]
    return first + offers


class PhpBB:
    """``with Web() as web: PhpBB(web, topics(12))``; every page has a session number of its own."""

    def __init__(self, web: Web, shown: list[Topic]) -> None:
        self._shown = {topic.number: topic for topic in shown}
        self._sessions = count()
        web.pages["/viewforum.php"] = self.board
        web.pages["/viewtopic.php"] = self.thread

    def board(self, asked: Asked) -> str:
        start = _number(asked.path, "start")
        above = [topic for topic in self._shown.values() if topic.kind]
        below = [topic for topic in self._shown.values() if not topic.kind]
        rows = "".join(map(self._row, above + below[start : start + _PER_PAGE]))
        pages = "".join(
            f"<strong>{n // _PER_PAGE + 1}</strong>" if n == start else
            f'<a href="./viewforum.php?f=9&amp;start={n}{self._sid()}">{n // _PER_PAGE + 1}</a>'
            for n in range(0, len(below), _PER_PAGE)
        )  # fmt: skip
        sort = f'<a href="./viewforum.php?f=9&amp;sk=t&amp;sd=d{self._sid()}">Post time</a>'
        return _page("Flea market", f'<h2><a href="./viewforum.php?f=9">Flea market</a></h2>'
                     f'<div class="pagination">Page {pages}</div><ul class="topiclist topics">'
                     f"{rows}</ul>{sort}")  # fmt: skip

    def thread(self, asked: Asked) -> str:
        topic = self._shown[_number(asked.path, "t")]
        start = _number(asked.path, "start")
        posts = [_post(topic.number * 10, topic.author, topic.text)] if not start else []
        posts += [
            _post(
                topic.number * 10 + n,
                "haggler",
                f"<blockquote>{topic.text}</blockquote>Make it £1.",
            )
            for n in range(1, topic.replies + 1)
        ]
        own = f"./viewtopic.php?f=9&amp;t={topic.number}{self._sid()}"
        board = (
            f'<ul class="navlinks"><li><a href="./viewforum.php?f=9{self._sid()}">Flea market</a>'
        )
        heading = f'</li></ul><h2><a href="{own}">{topic.title}</a></h2>'
        return _page(topic.title, board + heading + "".join(posts))

    def _row(self, topic: Topic) -> str:
        link = f"./viewtopic.php?f=9&amp;t={topic.number}"
        post = topic.number * 10 + 2
        last = f"./viewtopic.php?f=9&amp;p={post}{self._sid()}#p{post}"
        return (
            f'<li class="row bg1 {topic.kind}"><dl><dt><a href="{link}{self._sid()}"'
            f' class="topictitle">{topic.title}</a> <strong class="pagination"><a href="{link}'
            f'&amp;start=15{self._sid()}">2</a></strong><br />by <a href="./memberlist.php?'
            f'mode=viewprofile&amp;u=5{self._sid()}" class="username">{topic.author}</a></dt>'
            f'<dd class="lastpost">by <a href="./memberlist.php?u=6">haggler</a> <a href="{last}">'
            f"last</a></dd></dl></li>"
        )

    def _sid(self) -> str:
        return f"&amp;sid={next(self._sessions):032x}"


def _post(number: int, author: str, text: str) -> str:
    return (
        f'<div id="p{number}" class="post bg1"><div class="postbody"><p class="author">by <strong>'
        f'<a href="./memberlist.php?u=5" class="username">{author}</a></strong> &raquo; Mon Mar 14,'
        f' 2011 6:22 pm</p><div class="content">{text}</div><div class="signature">Sold here: 99'
        f" things</div></div></div>"
    )


def _number(path: str, name: str) -> int:
    found = [part for part in path.partition("?")[2].split("&") if part.startswith(f"{name}=")]
    return int(found[0].partition("=")[2]) if found else 0


def _page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en-gb"><head><meta charset="utf-8"><title>{title}</title>'
        f'</head><body id="phpbb"><div id="page-body">{body}</div></body></html>'
    )
