"""Public previews of Telegram channels: t.me/s/CHANNEL, and the page of one message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.extraction import asking, xpath
from crawler.extraction.draft import Draft
from crawler.extraction.page import Page
from crawler.extraction.settle import NO_HINTS, Found, Hints, Settlement
from crawler.extraction.text import fold, visible, visible_paragraphs

_MAX_TITLE = 120


def _having(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


_MESSAGES = xpath.elements(f"//*[@data-post][{_having('tgme_widget_message')}]")
_TEXT = xpath.elements(
    f".//*[{_having('js-message_text')}][not(ancestor::*[{_having('js-message_text')}])]"
)
_TIME = xpath.strings(f".//a[{_having('tgme_widget_message_date')}]//time/@datetime")
_PHOTOS = xpath.strings(f".//a[{_having('tgme_widget_message_photo_wrap')}]/@style")
_VIEWS = xpath.elements(f".//*[{_having('tgme_widget_message_views')}]")
_OWNER = xpath.elements(f".//*[{_having('tgme_widget_message_owner_name')}]")
_SIGNED = xpath.elements(f".//*[{_having('tgme_widget_message_from_author')}]")
_FORWARDED = xpath.elements(f".//*[{_having('tgme_widget_message_forwarded_from_name')}]")
_META = xpath.elements(f".//*[{_having('tgme_widget_message_meta')}]")
_CHANNEL = xpath.elements(
    f"//*[{_having('tgme_channel_info_header_title')} or {_having('tgme_header_title')}]"
)
_OLDER = xpath.strings(f"//a[{_having('tme_messages_more')}]/@href | //link[@rel='prev']/@href")
_DESCRIPTION = xpath.strings("//meta[@property='og:description']/@content")
_BACKGROUND = re.compile(r"background-image\s*:\s*url\(\s*['\"]?([^'\")]+)")
_BEFORE = re.compile(r"[?&]before=(\d+)")


@dataclass(frozen=True, slots=True)
class Channel:
    """What a page of a channel shows."""

    found: tuple[Found, ...]
    """The messages that have a text, oldest first, as the page has them."""
    older: str | None
    """The page of the messages before these."""
    single: bool
    """Whether it is the page of one message."""


def read(page: Page, site: str, hints: Hints = NO_HINTS) -> Channel | None:
    """The messages on a page of Telegram's, ``None`` if it is no such page.

    Service messages ("pinned", "joined") and messages without a text are left out.
    """
    if b'class="tgme_' not in page.body:
        return None
    channel = next((visible(each) for each in _CHANNEL(page.root)), "")
    messages = _MESSAGES(page.root)
    single = not channel and len(messages) < 2 and "/s/" not in urlsplit(page.url).path
    drafts = [draft for each in messages if (draft := _draft(each, page, channel))]
    if not messages and is_message(page):
        drafts = [_announced(page)]
    found = (_found(draft, page, site, hints) for draft in drafts)
    return Channel(tuple(each for each in found if each), _older(page), single)


def is_message(page: Page) -> bool:
    """Whether it is the page around one message, which shows the message in a frame."""
    return b"data-telegram-post=" in page.body


def _announced(page: Page) -> Draft:
    """A message as the page around it tells social networks."""
    text = "".join(_DESCRIPTION(page.root)[:1])
    return Draft(
        source="opengraph",
        url=page.url.partition("?")[0],
        title=fold(text.strip().partition("\n")[0])[:_MAX_TITLE],
        description=text,
        seller=page.meta("og:title") or "",
        images=page.metas.get("og:image", [])[:1],
    )


def _draft(message: _Element, page: Page, channel: str) -> Draft | None:
    names = (message.get("class") or "").split()
    texts = _TEXT(message)
    if "service_message" in names or not texts:
        return None
    text = "\n".join(visible_paragraphs(each) for each in texts).strip()
    title = fold(text.partition("\n")[0])[:_MAX_TITLE]
    post = message.get("data-post") or ""
    owner = next((visible(each) for each in _OWNER(message)), "")
    signed = next((visible(each) for each in _SIGNED(message)), "")
    attributes = _attributes(message)
    if signed:
        attributes["signed"] = signed
    return Draft(
        source="visible",
        url=_address(post, page),
        title=title,
        description=text,
        seller=channel or owner,
        seller_url=_address(post.partition("/")[0], page),
        posted=next(iter(_TIME(message)), ""),
        images=[found[1] for style in _PHOTOS(message) if (found := _BACKGROUND.search(style))],
        listing_id=post,
        attributes=attributes,
    )


def _attributes(message: _Element) -> dict[str, str]:
    said: dict[str, str] = {}
    for element in _VIEWS(message)[:1]:
        said["views"] = visible(element)
    for element in _FORWARDED(message)[:1]:
        link = element.get("href")
        said["forwarded from"] = f"{visible(element)} ({link})" if link else visible(element)
    if any("edited" in visible(each) for each in _META(message)):
        said["edited"] = "yes"
    return said


def _address(post: str, page: Page) -> str:
    """``https://t.me/CHANNEL/ID``, at whichever host the page is."""
    return page.absolute(f"/{post}") or f"https://t.me/{post}"


def _found(draft: Draft, page: Page, site: str, hints: Hints) -> Found | None:
    settlement = Settlement(page, site, hints)
    settlement.add(draft)
    price = asking.find("", draft.description, settlement.where)
    settlement.add(Draft(source="visible", price=price))
    return settlement.found(draft.url)


def _older(page: Page) -> str | None:
    """Where the channel goes on backwards: the smallest ``before`` that the page names."""
    addresses = [url for href in _OLDER(page.root) if (url := page.absolute(href))]
    numbered = [(int(found[1]), url) for url in addresses if (found := _BEFORE.search(url))]
    return min(numbered)[1] if numbered else None
