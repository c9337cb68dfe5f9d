"""Which addresses are copies of one picture, and which are none of the goods."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.extraction import picture

COPIES = [
    ("https://i.img.example/images/g/abcAAOSw/s-l1600.jpg", "https://i.img.example/images/g/abcAAOSw/s-l64.jpg"),
    ("https://m.example/I/71abcDEF._AC_SX679_.jpg", "https://m.example/I/71abcDEF._AC_US40_.jpg"),
    ("https://a.example/kf/Sabc123.jpg_640x640.jpg", "https://b.example/kf/Sabc123.jpg_50x50.jpg_.webp"),
    ("https://s.example/uploads/2020/01/vase-300x300.jpg", "https://s.example/uploads/2020/01/vase.jpg"),
    ("https://s.example/cache/1/image/500x/040ec09b1e35df139433887a97daa66f/a/b/abc_2.jpg",
     "https://s.example/a/b/abc_2.jpg"),
    ("https://p.example/124-large_default/vase.jpg", "https://p.example/124-home_default/vase.jpg"),
    ("https://o.example/v1/files/abcde-PL/image;s=644x461", "https://o.example/v1/files/abcde-PL/image;s=100x75"),
    ("https://x.example/_next/image?url=https%3A%2F%2Fy.example%2Fa%2Fpic-3.jpg&w=640", "https://y.example/a/pic-3.jpg"),
]  # fmt: skip
OTHERS = [
    ("https://p.example/123-large_default/vase.jpg", "https://p.example/124-large_default/vase.jpg"),
    ("https://s.example/photos/m123_1.jpg", "https://s.example/photos/m123_2.jpg"),
    ("https://s.example/files/7001/650x750/jacket.jpg", "https://s.example/files/7002/650x750/jacket.jpg"),
    ("https://s.example/attachment.php?attachmentid=55555", "https://s.example/attachment.php?attachmentid=55556"),
    ("https://s.example/p/14-487-048-08.jpg", "https://s.example/p/14-487-048-09.jpg"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), COPIES)
def test_copies_of_one_picture_have_one_key(one: str, other: str) -> None:
    assert picture.key(one) == picture.key(other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_pictures_have_two_keys(one: str, other: str) -> None:
    assert picture.key(one) != picture.key(other)


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ('<img src="small.jpg" data-zoom-image="/large.jpg">', "/large.jpg"),
        ('<img src="data:image/gif;base64,R0" data-src="/a/b.jpg">', "/a/b.jpg"),
        ('<img src="/s.jpg" srcset="/s.jpg 100w, /l.jpg 800w, /m.jpg 400w">', "/l.jpg"),
        ('<img srcset="/a,b.jpg 1x, /c,d.jpg 2x">', "/c,d.jpg"),
        ("<div style=\"background-image: url('/drawn.jpg')\"></div>", "/drawn.jpg"),
        ("<img alt=nothing>", ""),
    ],
)
def test_the_best_address(markup: str, address: str) -> None:
    assert picture.address(html.fragment_fromstring(markup)) == address


@pytest.mark.parametrize(
    "url",
    ["/img/logo.png", "/icons/star.svg", "/s.gif", "data:image/png;base64,x", "/a/avatar_7.png"],
)  # fmt: skip
def test_ornaments_are_no_goods(url: str) -> None:
    assert picture.is_ornament(url)


def test_goods_are_no_ornaments() -> None:
    assert not picture.is_ornament("https://s.example/photos/ivory-carving-1.jpg")
