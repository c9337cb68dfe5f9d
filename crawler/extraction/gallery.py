"""The pictures of the advert itself, where a page shows more of them than it states."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element

from crawler.extraction import picture, region
from crawler.extraction.page import Page
from crawler.extraction.text import visible

MAX_PICTURES = 600
"""Pictures that are looked at on one page."""

_MOST_WORDS = 300
_MOST_CAPTION = 100
"""Characters of text in a gallery, and for each of its pictures: captions, no description."""
_MOST_CLIMB = 14
_MOST_TRIED = 5
_LEAST_TITLE = 8
_NAMED = re.compile(
    r"galler|galerie|galeria|carou?sel|slider|slick|swiper|flickity|fotorama|splide|glide|lightbox"
    r"|thumb|photo|foto|picture|bilder|imagen|images|imgs|zoom|media|viewer|slideshow",
    re.IGNORECASE,
)
# What shows the goods in other colours, or other goods.
_APART = re.compile(
    r"swatch|variant|colou?r|option|review|customer|avatar|author|seller|related|similar|recommend|video|movie|trailer"
    r"|suggest|upsell|cross-?sell|cookie|footer|breadcrumb|delivery|payment|brand|zoomlens",
    re.IGNORECASE,
)
_WITH_MORE = frozenset({"h1", "form", "select", "textarea"})
"""What stands beside a gallery and not in it."""
_LINKED = re.compile(r"\.(?:jpe?g|png|webp|avif)(?:$|\?)", re.IGNORECASE)
_PAGE_PARTS = frozenset({"body", "html", "main"})


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture on the page."""

    element: _Element
    url: str
    key: str


def read(
    page: Page,
    stated: Sequence[str],
    title: str,
    heading: _Element | None,
    cards: Collection[_Element],
) -> list[str]:
    """Addresses of the pictures in the advert's gallery, each picture once; empty if none is clear.

    The gallery is what stands around the picture that the page states as the advert's: as far
    outwards as there is hardly any text and no other goods.

    :param stated: pictures that the page states, absolute or not.
    :param title: the advert's title.
    :param heading: the heading that says it.
    :param cards: elements that show other goods.
    """
    shown = list(islice(_shown(page), MAX_PICTURES))
    wanted = {picture.key(url) for url in stated}
    anchors = [each for each in shown if each.key in wanted]
    best: list[str] = []
    for anchor in anchors[:6]:
        found = _around(anchor, shown, heading, cards)
        if len(found) > len(best):
            best = found
    if len(best) < 2:
        others = (_named(page, shown, heading, cards), _titled(shown, title), _enlarging(shown))
        best = max(best, *others, key=len)
    return best


def _shown(page: Page) -> Iterator[_Shown]:
    """The pictures of the page, without its ornaments."""
    for element in page.elements:
        if element.tag == "img":
            url = _of_image(element)
        elif element.tag == "source":
            around = element.getparent()
            url = "" if around is None or around.tag != "picture" else picture.address(element)
        elif "style" in element.attrib and "url(" in (element.get("style") or ""):
            url = picture.address(element)
        else:
            continue
        if not url or picture.is_ornament(url, element):
            continue
        if (absolute := page.absolute(url)) and not _is_apart(element):
            yield _Shown(element, absolute, picture.key(absolute))


def _is_apart(element: _Element) -> bool:
    return any(
        _speaks_of(_APART, name)
        for around in islice(element.iterancestors(), 4)
        if around.tag not in _PAGE_PARTS
        for name in (around.get("class"), around.get("id"))
        if name
    )


@lru_cache(maxsize=16_384)
def _speaks_of(words: re.Pattern[str], name: str) -> bool:
    return words.search(name) is not None


def _of_image(element: _Element) -> str:
    """The address of an image, or of the larger one that it links to."""
    for around in islice(element.iterancestors(), 3):
        href = around.get("href") or ""
        if around.tag == "a" and _LINKED.search(href):
            return href
    return picture.address(element)


def _around(
    anchor: _Shown,
    shown: Sequence[_Shown],
    heading: _Element | None,
    cards: Collection[_Element],
    *,
    alone: bool = False,
) -> list[str]:
    """The pictures of the largest element around ``anchor`` that is still a gallery.

    :param alone: whether nothing but its name says that it is the advert's gallery.
    """
    by_ancestor = _members(shown)
    titled = set(heading.iterancestors()) if heading is not None else set()
    best: Sequence[_Shown] = (anchor,)
    for around in islice(anchor.element.iterancestors(), _MOST_CLIMB):
        if around.tag in _PAGE_PARTS or around in titled or around in cards:
            break
        members = by_ancestor.get(around, [])
        if len(members) == len(best):
            continue
        most = _MOST_WORDS
        if _is_named(around):
            most = max(_MOST_WORDS * 4, _MOST_CAPTION * len(members))
        if len(visible(around, most + 1)) > most or _holds(around, cards):
            break
        if next(around.iter(*_WITH_MORE), None) is not None:
            break
        best = members
    return _distinct(best, alone=alone)


def _members(shown: Iterable[_Shown]) -> dict[_Element, list[_Shown]]:
    found: dict[_Element, list[_Shown]] = defaultdict(list)
    for each in shown:
        for around in each.element.iterancestors():
            found[around].append(each)
    return found


def _holds(around: _Element, cards: Collection[_Element]) -> bool:
    return any(around in card.iterancestors() for card in cards)


def _named(
    page: Page, shown: Sequence[_Shown], heading: _Element | None, cards: Collection[_Element]
) -> list[str]:
    """The pictures of the first element that is named after a gallery and is the advert's own."""
    tried: set[str] = set()
    for each in shown:
        if each.key in tried or region.is_elsewhere(each.element, page.root, heading, cards):
            continue
        if any(map(_is_named, (each.element, *islice(each.element.iterancestors(), 5)))):
            found = _around(each, shown, heading, cards, alone=True)
            tried.add(each.key)
            if len(found) > 1 or len(tried) >= _MOST_TRIED:
                return found
    return []


def _titled(shown: Sequence[_Shown], title: str) -> list[str]:
    """The pictures whose alternative text is the advert's title, with a number at most."""
    wanted = title.casefold()
    if len(wanted) < _LEAST_TITLE:
        return []
    alts = ((each, (each.element.get("alt") or "").casefold()) for each in shown)
    return _clear(_distinct([each for each, alt in alts if wanted in alt], alone=False))


def _enlarging(shown: Sequence[_Shown]) -> list[str]:
    """The pictures that link to a larger copy of themselves."""
    links = [each for each in shown if _LINKED.search(each.url) and _is_link(each)]
    return _clear(_distinct(links, alone=False))


def _clear(found: list[str]) -> list[str]:
    """Two pictures that nothing but a word ties to the advert may be one, in two sizes."""
    return found if len(found) > 2 else []


def _is_link(shown: _Shown) -> bool:
    around = islice(shown.element.iterancestors("a"), 1)
    return any(picture.key(link.get("href") or "") == shown.key for link in around)


def _is_named(element: _Element) -> bool:
    names = element.get("class"), element.get("id")
    return any(_speaks_of(_NAMED, name) for name in names if name)


def _distinct(members: Sequence[_Shown], *, alone: bool) -> list[str]:
    """One address of each picture.

    Where the thumbnails have other names than the pictures that they stand for, there are two
    kinds of as many pictures each: one kind counts.
    """
    urls: dict[str, str] = {}
    kinds: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for each in members:
        urls.setdefault(each.key, each.url)
        kinds[_kind(each.element)].setdefault(each.key)
    largest = max(kinds.values(), key=len, default={})
    twins = [kind for kind in kinds.values() if len(kind) == len(largest)]
    if len(twins) > 1 and len(largest) > 1 and not set(twins[0]) & set(twins[1]):
        return [urls[key] for key in twins[0]]
    if alone and len(largest) != 2:  # if only one: the others may be copies of it
        return [urls[key] for key in largest]
    return list(urls.values())


def _kind(element: _Element) -> tuple[str, ...]:
    parent = element.getparent()
    names = (element.get("class") or "", (parent.get("class") or "") if parent is not None else "")
    return (str(element.tag), *(" ".join(name.split()[:1]) for name in names))
