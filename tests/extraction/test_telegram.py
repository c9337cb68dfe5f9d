"""Previews of Telegram channels, and pages of single messages."""

from __future__ import annotations

from telegram import channel, message, single

from crawler.extraction import Kind, Page, read

URL = "https://t.me/s/carvings"


def reading(body: str, url: str = URL):  # type: ignore[no-untyped-def]
    return read(Page(url, body.encode()), "carvings")


def test_every_message_with_a_text_is_a_listing() -> None:
    page = channel(
        message(11, "Carved box<br/>Two photos, asking €40<br/><br/>PM me", photos=2, views="1.8K"),
        message(12, ""),
        message(13, "pinned «Carved box»", service=True),
        message(14, "From a friend", forwarded="Tusk Talk"),
        message(15, "Only this", reply="somebody else's words", edited=True),
        older=11,
    )
    found = reading(page)
    assert found.kind is Kind.SEARCH
    assert found.next_urls == ("https://t.me/s/carvings?before=11",)
    box, friend, answer = (each.listing for each in found.listings)
    assert (str(box.price), box.currency) == ("40", "EUR")
    assert (box.title, box.description) == (
        "Carved box",
        "Carved box\nTwo photos, asking €40\n\nPM me",
    )
    assert (box.url, box.listing_id) == ("https://t.me/carvings/11", "carvings/11")
    assert (box.seller, box.seller_url) == ("Fine Carvings", "https://t.me/carvings")
    assert box.images == ("https://cdn.example/11-0.jpg", "https://cdn.example/11-1.jpg")
    assert str(box.posted_at) == "2026-10-11 09:00:00+00:00"
    assert dict(box.attributes) == {"views": "1.8K"}
    assert friend.attributes["forwarded from"] == "Tusk Talk (https://t.me/tusks/5)"
    assert answer.description == "Only this"
    assert answer.attributes["edited"] == "yes"


def test_the_frame_of_one_message() -> None:
    found = reading(single(11, "Carved box<br>€40"), "https://t.me/carvings/11?embed=1")
    assert found.kind is Kind.POST
    (listing,) = (each.listing for each in found.listings)
    assert (listing.title, listing.seller) == ("Carved box", "Fine Carvings")
    assert listing.url == "https://t.me/carvings/11"


def test_the_page_around_one_message() -> None:
    body = (
        '<html><head><meta property="og:title" content="Fine Carvings">'
        '<meta property="og:description" content="Carved box\n€40"></head><body class="x">'
        '<div class="tgme_page_wrap"><script async src="https://telegram.org/js/telegram-widget.js"'
        ' data-telegram-post="carvings/11"></script></div></body></html>'
    )
    found = reading(body, "https://t.me/carvings/11")
    assert found.kind is Kind.POST
    listing = found.listings[0].listing
    assert (listing.title, listing.description) == ("Carved box", "Carved box\n€40")


def test_what_is_not_there_is_gone() -> None:
    landing = (
        '<body><div class="tgme_page"><div class="tgme_page_description">If you have <b>Telegram'
        '</b>, you can contact <a class="tgme_username_link">@nobody</a> right away.</div></div>'
    )
    assert reading(landing, "https://t.me/nobody").kind is Kind.GONE
    error = '<div class="tgme_widget_message_error">Post not found</div>'
    assert reading(error, "https://t.me/carvings/9?embed=1").kind is Kind.GONE


def test_a_page_that_embeds_a_message_is_not_telegrams() -> None:
    body = "<h1>News</h1><script data-telegram-post='carvings/11' src='x'></script>"
    assert reading(body + "<p>" + "Words. " * 90, "https://news.example/1").kind is Kind.OTHER
