"""Which links lead to a thread, and where its first page is."""

from __future__ import annotations

import pytest

from crawler.extraction import first_page, page_number

HOST = "https://club.example"


@pytest.mark.parametrize(
    ("link", "first"),
    [
        ("/threads/zeiss-lens.881/page-3#post-12", "/threads/zeiss-lens.881/"),
        ("/threads/zeiss-lens.881/latest", "/threads/zeiss-lens.881/"),
        ("/threads/881/", "/threads/881/"),
        ("/index.php?threads/zeiss-lens.881/unread", "/index.php?threads/zeiss-lens.881/"),
        ("/viewtopic.php?f=9&t=812&start=15&sid=ab", "/viewtopic.php?t=812"),
        ("/forum/viewtopic.php?t=812&p=99", "/forum/viewtopic.php?t=812"),
        ("/viewtopic.php?id=33&p=2", "/viewtopic.php?id=33"),
        ("/showthread.php?s=1f&t=220&page=2", "/showthread.php?t=220"),
        ("/showthread.php?4410-Fountain-pens/page2&p=3", "/showthread.php?4410-Fountain-pens"),
        ("/showthread.php?tid=40&action=lastpost", "/showthread.php?tid=40"),
        ("/thread-40-page-2.html", "/thread-40.html"),
        ("/Thread-Hives-moving", "/Thread-Hives-moving"),
        ("/threads/4410-Fountain-pens/page2", "/threads/4410-Fountain-pens"),
        ("/index.php?topic=700.15", "/index.php?topic=700.0"),
        ("/index.php?PHPSESSID=1a&topic=700.msg9#new", "/index.php?topic=700.0"),
        ("/index.php/topic,700.30.html", "/index.php/topic,700.0.html"),
        ("/topic/90-lampa/page/2/", "/topic/90-lampa/"),
        ("/topic/90-lampa/?do=getNewComment", "/topic/90-lampa/"),
        ("/index.php?showtopic=90&st=20", "/index.php?showtopic=90"),
        ("/t/floor-loom/41/77", "/t/floor-loom/41"),
        ("/t/floor-loom/41?page=2", "/t/floor-loom/41"),
        ("/d/12-hello/5", "/d/12-hello"),
        ("/discussion/12/hello/p2", "/discussion/12/hello"),
        ("/forum/thread/123-sofa/?pageNo=2", "/forum/thread/123-sofa"),
        ("/old-lamps-t812-15.html", "/old-lamps-t812.html"),
        ("/questions/55/what-is-it?tab=votes", "/questions/55/what-is-it"),
    ],
)
def test_all_links_into_a_thread_lead_to_its_first_page(link: str, first: str) -> None:
    assert first_page(HOST + link) == HOST + first
    assert first_page(HOST + first) == HOST + first


@pytest.mark.parametrize(
    "link",
    [
        "/members/lensman.12/", "/forums/classifieds.9/", "/attachments/lens-jpg.55/", "/",
        "/viewforum.php?f=9", "/viewtopic.php?p=99#p99", "/memberlist.php?mode=viewprofile&u=5",
        "/forumdisplay.php?f=7&page=2", "/index.php?action=profile;u=19", "/index.php?board=4.20",
        "/profile/12-knot/", "/u/weft", "/c/buy-sell/8", "/tags/c/wool", "/login", "",
    ],
)  # fmt: skip
def test_other_links_lead_to_no_thread(link: str) -> None:
    assert first_page(HOST + link) is None


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("/threads/zeiss-lens.881/", 1),
        ("/threads/zeiss-lens.881/page-3", 3),
        ("/viewtopic.php?t=812&start=15", 2),
        ("/viewtopic.php?t=812&start=0", 1),
        ("/index.php?topic=700.15", 2),
        ("/topic/90-lampa/page/2/", 2),
        ("/t/floor-loom/41/77", 4),
        ("/t/floor-loom/41/3", 1),
        ("/thread-40.html", 1),
        ("/thread-40-page-2.html", 2),
        ("/somewhere/else-2026.html", 1),
    ],
)
def test_the_page_of_a_thread(link: str, number: int) -> None:
    assert page_number(HOST + link) == number
