"""Pages as t.me shows them."""

from __future__ import annotations

from web import Asked, Page, Web


def message(
    number: int,
    text: str,
    *,
    photos: int = 0,
    views: str = "",
    service: bool = False,
    forwarded: str = "",
    reply: str = "",
    edited: bool = False,
) -> str:
    """One message of the channel "carvings"."""
    pictures = "".join(
        f'<a class="tgme_widget_message_photo_wrap grouped_media_wrap" style="width:400px;'
        f"background-image:url('https://cdn.example/{number}-{n}.jpg')\" href='#'></a>"
        for n in range(photos)
    )
    quoted = (
        f'<a class="tgme_widget_message_reply" href="#"><div class="tgme_widget_message_text'
        f' js-message_reply_text">{reply}</div></a>'
    )
    origin = (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;'
        '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/tusks/5">'
        f"<span dir='auto'>{forwarded}</span></a></div>"
    )
    seen = f'<span class="tgme_widget_message_views">{views}</span>'
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="'
        f'tgme_widget_message js-widget_message {"service_message" * service}"'
        f' data-post="carvings/{number}"><div class="tgme_widget_message_user"><a href="#"><i'
        ' class="tgme_widget_message_user_photo"><img src="/me.jpg"></i></a></div><div class="'
        'tgme_widget_message_bubble"><div class="tgme_widget_message_author"><a class="'
        'tgme_widget_message_owner_name" href="https://t.me/carvings"><span dir="auto">Fine'
        f" Carvings</span></a></div>{origin if forwarded else ''}{quoted if reply else ''}"
        f"{pictures}"
        + (
            f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
            if text
            else ""
        )
        + '<div class="tgme_widget_message_footer compact js-message_footer"><div class="'
        f'tgme_widget_message_info short js-message_info">{seen if views else ""}<span class="'
        f'tgme_widget_message_meta">{"edited &nbsp;" * edited}<a class="tgme_widget_message_date"'
        f' href="https://t.me/carvings/{number}"><time datetime="2026-10-{number % 28:02d}T09:00:00'
        '+00:00" class="time">09:00</time></a></span></div></div></div></div></div>'
    )


def channel(*messages: str, older: int | None = None) -> str:
    """A page of the channel's preview."""
    more = f'<a href="/s/carvings?before={older}" class="tme_messages_more js-messages_more"></a>'
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Fine Carvings – Telegram</title>'
        '<meta property="og:title" content="Fine Carvings"></head><body class="widget_frame_base">'
        '<header class="tgme_header"><div class="tgme_channel_info"><div class="'
        'tgme_channel_info_header"><div class="tgme_channel_info_header_title"><span>Fine'
        ' Carvings</span></div></div></div></header><section class="tgme_channel_history">'
        f"{more if older else ''}{''.join(messages)}</section></body></html>"
    )


def single(number: int, text: str) -> str:
    """The frame in which one message is shown."""
    return f'<html><body class="widget_frame_base">{message(number, text)}</body></html>'


class Channel:
    """``with Web() as web: Channel(web, 45)``: a channel that shows 20 messages at a time."""

    def __init__(self, web: Web, messages: int) -> None:
        self.texts = {n: f"Box number {n}<br/>{n} euro" for n in range(1, messages + 1)}
        web.pages["/s/carvings"] = self._preview
        for number in self.texts:
            web.pages[f"/carvings/{number}"] = lambda asked, number=number: self._one(asked, number)

    def _preview(self, asked: Asked) -> str:
        before = int(asked.path.partition("before=")[2] or max(self.texts) + 1)
        shown = sorted(number for number in self.texts if number < before)[-20:]
        older = shown[0] if shown and shown[0] > min(self.texts) else None
        return channel(*(message(n, self.texts[n], views=str(n)) for n in shown), older=older)

    def _one(self, asked: Asked, number: int) -> Page | str:
        there = number in self.texts
        if "embed=1" in asked.path:
            return single(number, self.texts[number]) if there else "gone"
        around = f'<script data-telegram-post="carvings/{number}"></script>' if there else ""
        return (
            f'<div class="tgme_page"><div class="tgme_page_title">Fine Carvings</div>{around}</div>'
        )
