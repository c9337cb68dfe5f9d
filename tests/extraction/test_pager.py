"""The next page of results, found without a selector."""

from __future__ import annotations

import pytest

from crawler.extraction import Page, next_links

URL = "https://shop.example/lamps?page=2"


def following(html: str, url: str = URL) -> list[str]:
    return next_links(Page(url, f"<body>{html}</body>".encode()), None)


@pytest.mark.parametrize(
    "link",
    [
        "<a rel='nofollow next' href='?page=3'>x</a>",
        "<a class='pagination__next' href='?page=3'>x</a>",
        "<li class='next'><a href='?page=3'>x</a></li>",
        "<a aria-label='Next page' href='?page=3'><svg></svg></a>",
        "<a title='Volgende' href='?page=3'><i></i></a>",
        "<a href='?page=3'>Weiter »</a>",
        "<a href='?page=3'>次へ</a>",
        "<a href='?page=3'>Следующая →</a>",
        "<a href='?page=3'>›</a>",
        "<a href='/lamps?page=3&amp;sort=new'>Load more</a>",
        "<a href='/lamps/page/3/'>Older posts</a>",
        "<div class=pager><a href='/x9'>Next</a></div>",
        "<p><a href='/lamps-b3'>Next</a></p>",
        "<ul class=pagination><li><a href='?page=1'>1</a><li class=active><a href='?page=2'>2</a>"
        "<li><a href='?page=3'>3</a></ul>",
        "<p><a href='?page=1'>1</a> <b>2</b> <a href='?page=3'>3</a> <a href='?page=9'>9</a></p>",
        "<p>[<strong>2</strong>] <a href='?page=3'>3</a></p>",
    ],
)
def test_a_link_to_the_next_page(link: str) -> None:
    (found,) = following(link)
    assert found.startswith("https://shop.example/")
    assert "3" in found or found.endswith("/x9")


@pytest.mark.parametrize(
    "link",
    [
        "<a class=next href='#'>Next</a>",
        "<a class='next disabled' href='?page=2'>Next</a>",
        "<a class=next href='https://other.example/lamps?page=3'>Next</a>",
        "<a class='slick-next' href='/lamps?page=3'>Next</a>",
        "<a href='/blog/how-to-choose'>Next</a>",
        "<a href='/next-generation'>The next generation</a>",
        "<article><a href='/lamp-of-the-week-3'>Next</a></article>",
        "<a class=next href='?page=2'>Next</a>",
        "<div class=carousel><div class=pager><a href='/lamp/7'>next</a></div></div>",
        "<p>We have <a href='/lamps/3'>3</a> lamps in <a href='/rooms/5'>5</a> rooms</p>",
        "<ul class=pagination><li><a href='?page=1'>1</a><li class=active>2</ul>",
        "<p>the next one</p>",
    ],
)
def test_no_next_page(link: str) -> None:
    assert following(link) == []


def test_numbers_in_a_path_and_the_first_page_without_one() -> None:
    pager = (
        "<nav class=pages><span>1</span><a href='/lamps/p2'>2</a><a href='/lamps/p3'>3</a></nav>"
    )
    assert following(pager, "https://shop.example/lamps") == ["https://shop.example/lamps/p2"]
    links = "<a href='/lamps'>1</a><a href='/lamps/p2'>2</a><a href='/lamps/p3'>3</a>"
    pager = f"<nav class=pages>{links}</nav>"
    assert following(pager, "https://shop.example/lamps/p2") == ["https://shop.example/lamps/p3"]
    assert following(pager, "https://shop.example/lamps/p3") == []


def test_offsets_count_on() -> None:
    last = "<a href='/l?start=50'>3</a>"
    pager = f"<p class=pages><strong>1</strong><a href='/l?start=25'>2</a>{last}</p>"
    assert following(pager, "https://shop.example/l") == ["https://shop.example/l?start=25"]
    pager = "<p class=pages><a href='/l'>1</a><strong>2</strong><a href='/l?start=50'>3</a></p>"
    assert following(pager, "https://shop.example/l?start=25") == [
        "https://shop.example/l?start=50"
    ]
