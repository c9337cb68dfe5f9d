"""Telegram channels, swept backwards through their history."""

from __future__ import annotations

from patrol import Patrol, site
from telegram import Channel
from web import Page, Web


def test_a_channel_is_read_backwards_and_deleted_messages_are_gone(
    patrol: Patrol, web: Web
) -> None:
    carvings = Channel(web, 45)
    patrol.configure(
        web, sites=[site(web, spider="telegram", selectors={}, start=[web.url("/s/carvings")])]
    )
    swept = patrol.sweep()
    assert (swept.site["verdict"], swept.site["listings"]) == ("healthy", 45), swept.log
    asked = [each.path for each in web.requests if "robots" not in each.path]
    assert asked == ["/s/carvings", "/s/carvings?before=26", "/s/carvings?before=6"]
    urls = {each["url"] for each in patrol.listings()}
    assert urls == {web.url(f"/carvings/{n}") for n in range(1, 46)}

    del carvings.texts[30]
    carvings.texts[46] = "A new box"
    again = patrol.sweep().site
    assert (again["verdict"], again["new"], again["gone"]) == ("healthy", 1, 1)
    assert again["changed"] == 0


def test_a_channel_without_a_preview_is_no_silence(patrol: Patrol, web: Web) -> None:
    web.pages["/s/nobody"] = Page(status=302, headers={"Location": "/nobody"})
    web.pages["/nobody"] = (
        '<div class="tgme_page"><div class="tgme_page_description">You can contact @nobody right'
        " away.</div></div>"
    )
    patrol.configure(
        web, sites=[site(web, spider="telegram", selectors={}, start=[web.url("/s/nobody")])]
    )
    swept = patrol.sweep()
    assert swept.site["verdict"] == "thin"
    assert "1 x no listing: gone" in swept.site["reason"]
    assert swept.code != 0
