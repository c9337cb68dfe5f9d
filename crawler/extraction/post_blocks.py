"""The posts on a page of a forum program that nobody has described: blocks that are alike, each
with an author, a date and words of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element

from crawler.extraction import opening, region
from crawler.extraction.limits import MAX_ELEMENTS
from crawler.extraction.opening import Opening
from crawler.extraction.page import Page
from crawler.extraction.text import visible

_FORUM_ADDRESS = re.compile(
    r"forum|foro\b|foros\b|\bfora\b|board|thread|topic|discuss|communit|viewtopic|showthread|/t/|/d/"
    r"|question|debat|bbs|tema\b|sujet|beitrag|форум|тема",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"forum|board|bulletin|discuss|community|discourse|xenforo", re.IGNORECASE)
_SIGNS = (
    b'id="XF"', b'id="XenForo"', b"viewforum.php", b"forumdisplay.php", b'id="phpbb"',
    b"ipsLayout", b"ips_pagination", b"vbulletin", b"smf_theme_url", b"index.php?board=",
)  # fmt: skip
_MEMBER = re.compile(
    r"/(?:members?|users?|u|profil\w*|profiel|perfil|profilo|mitglied\w*|leden|lid|membres?|usuarios?"
    r"|utilisateurs?|uzytkownik|uporabnik|korisnik|author|people|space-uid)[/=.-]|memberlist|member\.php"
    r"|profile\.php|action=profile|showuser|/@\w|userinfo|user\.php|[?&]u(?:id|ser)?=\d",
    re.IGNORECASE,
)
# How sites name the parts of a post; "_" counts as "-".
_AUTHOR_NAMES = (
    "author username user-name user nickname nick poster postauthor post-author byline creator"
    " member membername member-name display-name screen-name autor auteur by-author comment-author"
    " post-user postuser user-link userlink authorname author-name"
)
_DATE_NAMES = (
    "date time timestamp posted posted-on post-date postdate post-time posttime datetime published"
    " timeago relative-time created created-at entry-date datum fecha age when"
)
_BODY_NAMES = (
    "content body message text post-content postcontent post-body postbody post-text posttext"
    " post-message entry-content comment-body comment-content message-body messagebody msg"
    " message-content post--content post--body postmsg bbcode rich-text markdown"
)
_AUTHOR = frozenset(_AUTHOR_NAMES.split())
_DATE = frozenset(_DATE_NAMES.split())
_BODY = frozenset(_BODY_NAMES.split())
_POST_NAME = re.compile(
    r"(?:^|[\s_-])(?:post|message|question|comment|topic-body|entry|lead|op)(?:$|[\s_-])", re.I
)
_DATED = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d\d?[./-]\d\d?)"
)
_MAX_DATE = 60
_ENOUGH = 500
"""Characters of one post that count; a longer one is no better."""
_MAX_GROUPS = 100
_MAX_LEVELS = 4
_MAX_BEFORE = 10


@dataclass(frozen=True, slots=True)
class Blocks:
    """The posts of a page."""

    posts: tuple[_Element, ...]
    first: Opening


def is_forum(page: Page) -> bool:
    """Whether the address or the page itself says that it belongs to a forum."""
    parts = urlsplit(page.url)
    if _FORUM_ADDRESS.search(f"{parts.hostname}{parts.path}?{parts.query}"):
        return True
    if _PROGRAM.search(page.meta("generator") or ""):
        return True
    return any(sign in page.body for sign in _SIGNS)


def find(page: Page) -> Blocks | None:
    """The posts of a thread, ``None`` if the page shows no blocks that can be posts."""
    authors, dates = marks(page.root)
    groups: dict[tuple[object, ...], list[_Element]] = defaultdict(list)
    for element in _around(authors) & _around(dates):
        parent = element.getparent()
        if parent is not None and element.tag not in {"html", "body", "main"}:
            groups[parent, element.tag, _name(element)].append(element)
    most = sorted(groups.values(), key=len, reverse=True)[:_MAX_GROUPS]
    best = max(most, key=_worth, default=[])
    if len(best) < 2 or not _worth(best)[0]:
        return None
    posts = sorted(best, key=_position)
    if (earlier := _before(posts[0], authors, dates)) is not None:
        posts.insert(0, earlier)
    return Blocks(tuple(posts), _read(posts[0], authors, dates))


def marks(root: _Element) -> tuple[list[_Element], list[_Element]]:
    """The elements that name an author, and those that tell a date, in page order."""
    authors: list[_Element] = []
    dates: list[_Element] = []
    for element in islice(root.iter(etree.Element), MAX_ELEMENTS):
        names = _names(element)
        if any("avatar" in name for name in names):
            continue
        stated = (element.get("itemprop") or element.get("rel")) == "author"
        if stated or not _AUTHOR.isdisjoint(names) or _MEMBER.search(element.get("href") or ""):
            authors.append(element)
        if _is_date(element, names):
            dates.append(element)
    return authors, dates


def _is_date(element: _Element, names: list[str]) -> bool:
    if element.tag in {"time", "relative-time"} or not _DATE.isdisjoint(names):
        return True
    text = element.text or ""
    return len(text) < _MAX_DATE and _DATED.search(text) is not None


def _names(element: _Element) -> list[str]:
    return (element.get("class") or "").lower().replace("_", "-").split()


def _around(marks: Iterable[_Element]) -> set[_Element]:
    found: set[_Element] = set()
    for mark in marks:
        for element in (mark, *mark.iterancestors()):
            if element in found:
                break
            found.add(element)
    return found


def _name(element: _Element) -> str:
    return next(iter((element.get("class") or "").split()), "")


def _worth(blocks: list[_Element]) -> tuple[int, int]:
    """How much is said in blocks outside of their links, and how deep they lie."""
    root = blocks[0].getroottree().getroot()
    if len(blocks) < 2 or region.is_elsewhere(blocks[0], root, None, ()):
        return 0, 0
    said = 0
    for block in blocks:
        links = [*block.iter("a")]
        whole, own = len(visible(block, 4 * _ENOUGH)), len(visible(block, 4 * _ENOUGH, links))
        said += min(own, _ENOUGH) if own * 2 > whole else 0
    return said, sum(1 for _ in blocks[0].iterancestors())


def _position(element: _Element) -> int:
    parent = element.getparent()
    return parent.index(element) if parent is not None else 0


def _before(block: _Element, authors: list[_Element], dates: list[_Element]) -> _Element | None:
    """The opening post, if it stands before the list of answers and is built otherwise."""
    around = block
    for _ in range(_MAX_LEVELS):
        for earlier in islice(around.itersiblings(preceding=True), _MAX_BEFORE):
            inside = {*earlier.iter()}
            written = any(a in inside for a in authors) and any(d in inside for d in dates)
            if written and _is_written(earlier):
                return earlier
        parent = around.getparent()
        if parent is None or parent.tag in {"body", "main"}:
            return None
        around = parent
    return None


def _is_written(block: _Element) -> bool:
    """Whether a block says more than a title with its author and date does."""
    beside = [*block.iter("a", "h1", "h2", "time", "nav")]
    named = _POST_NAME.search(f"{block.get('class') or ''} {block.get('id') or ''}")
    return len(visible(block, _ENOUGH, beside)) > (40 if named else 100)


def _read(post: _Element, authors: list[_Element], dates: list[_Element]) -> Opening:
    inside = {*post.iter()}
    written = [mark for mark in authors if mark in inside and opening.name_of(mark)]
    # The innermost: around the name stand rank and home town.
    names = [mark for mark in written if not any(mark in w.iterancestors() for w in written)]
    moments = (opening.date_of(mark) for mark in dates if mark in inside)
    body = _body(post, {*names})
    return opening.compose(
        post,
        [body],
        opening.name_of(names[0]) if names else "",
        next((link for name in names if (link := opening.link_of(name))), ""),
        next((moment for moment in moments if moment), ""),
    )


def _body(post: _Element, names: set[_Element]) -> _Element:
    """The part of a post that holds its words: by its name, else the one that says most."""
    named = [
        each
        for each in post.iterdescendants(etree.Element)
        if not _BODY.isdisjoint(_names(each))
        or each.get("itemprop") in {"text", "articleBody", "description"}
    ]
    named = [each for each in named if not any(inner in names for inner in each.iter())]
    if named:
        return max(named, key=lambda each: len(visible(each)))
    around = post
    while True:
        whole = len(visible(around))
        inner = max(around, key=lambda child: len(visible(child)), default=None)
        if inner is None or inner.tag in {"p", "br"} or len(visible(inner)) * 10 < whole * 6:
            return around
        around = inner
